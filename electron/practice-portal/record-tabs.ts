/** Two tabs of the editor, fragments that anybody may fetch without taking a lock: history and images. PORTAL_PROTOCOL 3. */
import { columnOfForm } from './columns.ts';
import { sameInPhp } from './compare.ts';
import { grouped } from './grouped.ts';
import { escaped, hidden } from './html.ts';
import { html, occurrenceOf, type Answer, type Call, type PracticePortal } from './portal-state.ts';
import { textOf } from './search.ts';
import type { Media, Occurrence, Tables } from './tables.ts';

/** Subtle: a record that does not exist is shown as an empty one. */
export function adminTab(portal: PracticePortal, { query }: Call): Answer {
  const { tables } = portal.file;
  const occid = query.id('occid') ?? 0;
  const record = occurrenceOf(tables, occid);
  return html(`<div id="admindiv">
<div><label>Entered By:</label> ${escaped(textOf(record?.recordEnteredBy) ?? 'not recorded')}</div>
<div><label>Date entered:</label> ${textOf(record?.dateEntered) ?? 'not recorded'}</div>
<div><label>Date modified:</label> ${textOf(record?.dateLastModified) ?? ''}</div>
${history(tables, record) ?? '<div>Edit History Empty</div>'}
<fieldset><legend><b>Delete Occurrence Record</b></legend>
<form name="deleteform" method="post" action="occurrenceeditor.php">${hidden('occid', String(occid))}${hidden('occindex', query.text('occindex'))}
<button name="submitaction" type="submit" value="Delete Occurrence">Delete Occurrence</button></form></fieldset>
</div>`);
}

/** Subtle: edits by one person in one minute stand under one heading; the seconds are not told. */
function history(tables: Tables, record: Occurrence | undefined): string | undefined {
  const rows = tables.edits.filter(({ occid }) => occid === record?.occid);
  if (!record || rows.length === 0) return undefined;
  const blocks = grouped(rows, row => `${row.uid} ${row.initialTimestamp.slice(0, 16)} ${row.appliedStatus}`);
  const shown = [...blocks.values()].map(block => {
    const [first] = block;
    const editor = tables.users.find(({ uid }) => uid === first?.uid);
    const name = escaped(`${editor?.lastName ?? ''}, ${editor?.firstName ?? ''}`);
    return `<div><b>Editor:</b> ${name} <span><b>Date:</b> ${first?.initialTimestamp.slice(0, 16) ?? ''}</span></div>
<div><span><b>Applied Status:</b> ${first?.appliedStatus === 1 ? 'applied' : 'not applied'}</span></div>
${block.map(edit => editLines(edit, record)).join('')}`;
  });
  return `<fieldset><legend><b>History of Internal Edits</b></legend>${shown.join('<hr>')}</fieldset>`;
}

type Edit = Tables['edits'][number];

function editLines({ fieldName, fieldValueOld, fieldValueNew }: Edit, record: Occurrence): string {
  const current = textOf(record[columnOfForm(fieldName)?.name ?? '']) ?? '';
  const mark = (value: string) => (value !== '' && sameInPhp(value, current) ? ' (current)' : '');
  return `<div><b>Field:</b> ${escaped(fieldName)}<br/><b>Old Value${mark(fieldValueOld)}:</b> ${escaped(fieldValueOld)}<br/><b>New Value${mark(fieldValueNew)}:</b> ${escaped(fieldValueNew)}<br/></div>`;
}

/** One form for each picture, and the form that would add one. */
export function imageTab(portal: PracticePortal, { query }: Call): Answer {
  const occid = query.id('occid') ?? 0;
  const images = portal.file.tables.media.filter(media => media.occid === occid);
  return html(`<div id="imagediv">
<form name="imgnewform" action="occurrenceeditor.php" method="post" enctype="multipart/form-data">
<input type="file" name="imgfile" />${hidden('occid', String(occid))}
<button type="submit" name="submitaction" value="Submit New Image">Submit New Resource</button></form>
${images.map(imageForm).join('\n')}
</div>`);
}

function imageForm({ mediaID, occid, url, originalUrl, thumbnailUrl, caption }: Media): string {
  const input = (name: string, value: string | null) =>
    `<input name="${name}" type="text" value="${escaped(value ?? '')}" />`;
  const empty = ['creator', 'notes', 'copyright', 'sourceUrl'].map(name => input(name, null));
  return `<form name="img${mediaID}editform" action="occurrenceeditor.php" method="post">
${input('caption', caption)}${empty.join('')}${input('url', url)}${input('originalUrl', originalUrl)}${input('thumbnailUrl', thumbnailUrl)}
${input('sortOccurrence', '5')}${hidden('occid', String(occid))}${hidden('imgid', String(mediaID))}
<button type="submit" name="submitaction" value="Submit Image Edits">Submit Resource Edits</button></form>`;
}
