/** Two tabs of the editor, fragments that anybody may fetch without taking a lock: history and images. PORTAL_PROTOCOL 3. */
import { columnOfForm } from './columns.ts';
import { sameInPhp } from './compare.ts';
import { grouped } from './grouped.ts';
import { escaped, hidden } from './html.ts';
import { FORM_LIMIT_BYTES, FORM_TYPES } from './image-rules.ts';
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

/**
 * The latest minute first. Subtle: all edits of one minute stand under one heading, which names the editor of its latest
 * edit only, whoever made the others; and nothing typed is escaped here.
 */
function history(tables: Tables, record: Occurrence | undefined): string | undefined {
  const rows = tables.edits.filter(({ occid }) => occid === record?.occid);
  if (!record || rows.length === 0) return undefined;
  const latestFirst = rows.toSorted((a, b) => b.initialTimestamp.localeCompare(a.initialTimestamp));
  const shown = [...grouped(latestFirst, minuteOf)].map(([minute, edits]) => {
    const editor = tables.users.find(({ uid }) => uid === edits[0]?.uid);
    const name = `${editor?.lastName ?? ''}, ${editor?.firstName ?? ''}`;
    const heading = `<div>\n\t\t<b>Editor:</b> ${name}\t\t<span style="margin-left:30px;"><b>Date:</b> ${minute}</span>\n</div>`;
    const blocks = [...grouped(edits, ({ appliedStatus }) => appliedStatus)];
    return heading + blocks.map(([status, block]) => appliedBlock(status, block, record)).join('');
  });
  return `<fieldset><legend><b>History of Internal Edits</b></legend>${shown.join('<hr>')}</fieldset>`;
}

const minuteOf = ({ initialTimestamp }: Edit): string => initialTimestamp.slice(0, 16);

const appliedBlock = (status: number, edits: readonly Edit[], record: Occurrence): string =>
  `<div><span><b>Applied Status:</b> ${status === 0 ? 'not applied' : 'applied'}</span></div>
${edits.map(edit => editLines(edit, record)).join('')}`;

type Edit = Tables['edits'][number];

/** Subtle: the new value is looked at first, so only one of the two is called current. */
function editLines({ fieldName, fieldValueOld, fieldValueNew }: Edit, record: Occurrence): string {
  const current = textOf(record[columnOfForm(fieldName)?.name ?? '']);
  const isNew = current !== null && sameInPhp(fieldValueNew, current);
  const isOld = current !== null && !isNew && sameInPhp(fieldValueOld, current);
  const mark = (isCurrent: boolean) => (isCurrent ? ' (current)' : '');
  return `<div style="margin:10px 15px;"><b>Field:</b> ${fieldName}<br/><b>Old Value${mark(isOld)}:</b> ${fieldValueOld}<br/><b>New Value${mark(isNew)}:</b> ${fieldValueNew}<br/></div>`;
}

/** One form for each picture, and the form that would add one. */
export function imageTab(portal: PracticePortal, { query }: Call): Answer {
  const occid = query.id('occid') ?? 0;
  const images = portal.file.tables.media.filter(media => media.occid === occid);
  return html(`<div id="imagediv">
<form name="imgnewform" action="occurrenceeditor.php" method="post" enctype="multipart/form-data">
<input type='hidden' name='MAX_FILE_SIZE' value='${FORM_LIMIT_BYTES}' />
<input name='imgfile' id="imgfile" type='file' accept="${FORM_TYPES.join(',')}" />${hidden('occid', String(occid))}
<button type="submit" name="submitaction" value="Submit New Image">Submit New Resource</button></form>
${images.map(imageForm).join('\n')}
</div>`);
}

function imageForm(media: Media): string {
  const { mediaID, occid } = media;
  const input = (name: string, value: string | null) =>
    `<input name="${name}" type="text" value="${escaped(value ?? '')}" />`;
  const inputs = (
    ['caption', 'creator', 'notes', 'copyright', 'sourceUrl', 'url', 'originalUrl', 'thumbnailUrl'] as const
  ).map(name => input(name, media[name]));
  return `<form name="img${mediaID}editform" action="occurrenceeditor.php" method="post">
${inputs.join('')}
${input('sortOccurrence', String(media.sortOccurrence))}${hidden('occid', String(occid))}${hidden('imgid', String(mediaID))}
<button type="submit" name="submitaction" value="Submit Image Edits">Submit Resource Edits</button></form>`;
}
