/** The occurrence editor's page: status, navigation, search form and the record's form, by the names that clients read. */
import { COLUMNS, STATUSES } from './columns.ts';
import { escaped, hidden, page, statusLine } from './html.ts';
import { shownIdentifiers } from './identifiers.ts';
import { collectionTitle } from './portal-state.ts';
import type { ActionStatus } from './save.ts';
import { textOf } from './search.ts';
import type { Form } from './form.ts';
import type { Collection, Occurrence, Tables } from './tables.ts';

export interface EditorView {
  readonly collid: number;
  readonly record?: Occurrence | undefined;
  readonly status?: ActionStatus | undefined;
  readonly isLockedByOther?: boolean;
  /** Shown only where a search stands behind the page. */
  readonly search?: { readonly count: number; readonly index: number; readonly occids: readonly number[] } | undefined;
  readonly query?: Form | undefined;
  readonly saysNothingFound?: boolean;
}

const MOST_LISTED = 500;
const LONG_TEXTS = new Set(['locality', 'footprintWKT', 'associatedTaxa', 'dynamicProperties', 'preparations']);
const NOT_ON_FORM = new Set(['recordEnteredBy', 'otherCatalogNumbers', 'dateEntered', 'georeferencedDate']);
const SECURITY = [
  ['0', 'Security not applied'],
  ['1', 'Locality Security applied'],
  ['5', 'Full Security applied'],
] as const;

export function editorPage(tables: Tables, view: EditorView): string {
  const title = `Occurrence Editor: ${collectionTitle(tables, view.collid)}`;
  const heading = `<div id="titleDiv"><h1>${escaped(title)}</h1></div>`;
  const body = view.isLockedByOther && view.record ? lockedNotice(view.record.occid) : workbench(tables, view);
  return page({ title, isSignedIn: true }, [heading, statusLine(view.status), body].join('\n'));
}

export const notAuthorisedPage = (title: string): string =>
  page(
    { title: 'Occurrence Editor', isSignedIn: true },
    `<div id="titleDiv"><h1>Occurrence Editor: ${escaped(title)}</h1></div>
<div><b>ERROR:</b> Sorry, you are not authorized to edit occurrences within this collection.</div>`,
  );

export const noIdentifiersPage = (): string =>
  page({ title: 'Occurrence Editor', isSignedIn: true }, '<b>ERROR:</b>  record identifiers are NULL');

const lockedNotice = (occid: number): string => `<div><div style="color:red;">Record Locked!</div>
<div>Another user has this record open. It is free again after 15 minutes at the latest.</div>
<a href="../individual/index.php?occid=${occid}">Read-only Display</a></div>`;

function workbench(tables: Tables, view: EditorView): string {
  const record = view.record;
  return `<table id="edittable"><tr><td>
<div id="navDiv">${navigation(view)}</div>
${queryForm(view)}
${view.saysNothingFound ? '<div>No records found matching the query</div>' : ''}
${record ? recordForm(tables, view, record) : ''}
</td></tr></table>`;
}

function navigation({ search, record }: EditorView): string {
  const shown = record ? `<a href="../individual/index.php?occid=${record.occid}">Public Display</a>` : '';
  if (!search) return shown;
  const { count, index } = search;
  const at = index < count && count > 0 ? String(index + 1) : '*';
  const back =
    index > 0 && count > 0 ? `<a href="#" onclick="return submitQueryForm('back');">&lt;&lt;</a>` : '&lt;&lt;';
  const on = index + 1 < count ? `<a href="#" onclick="return submitQueryForm('forward');">&gt;&gt;</a>` : '&gt;&gt;';
  return `<b>|&lt;&nbsp;&nbsp;${back}&nbsp;&nbsp;| ${at} of ${count} |&nbsp;&nbsp;${on}&nbsp;&nbsp;&gt;|</b> ${shown}`;
}

function queryForm({ collid, record, search, query }: EditorView): string {
  const kept = ['q_recordedby', 'q_recordnumber', 'q_eventdate', 'q_catalognumber', 'q_othercatalognumbers']
    .concat(['q_recordenteredby', 'q_dateentered', 'q_datelastmodified', 'q_processingstatus', 'orderby', 'orderbydir'])
    .map(name => `<input type="text" name="${name}" value="${escaped(query?.text(name) ?? '')}" />`);
  const block = search?.occids.slice(0, MOST_LISTED).join(',') ?? '';
  return `<form name="queryform" id="queryform" action="/portal/collections/editor/occurrenceeditor.php" method="post">
${kept.join('\n')}
${hidden('collid', String(collid))}${hidden('csmode', '0')}${hidden('occid', String(record?.occid ?? 0))}
${hidden('occindex', String(search?.index ?? 0))}${hidden('occidlist', block)}${hidden('direction', '')}
</form>`;
}

function recordForm(tables: Tables, { collid, search }: EditorView, record: Occurrence): string {
  const collection = tables.collections.find(one => one.collID === record.collid);
  const inputs = COLUMNS.filter(column => column.isEditable && !NOT_ON_FORM.has(column.name)).map(({ name, size }) =>
    inputOf(name, size, shownValue(record, name, collection)),
  );
  return `<form id="fullform" name="fullform" action="occurrenceeditor.php" method="post">
${inputs.join('\n')}
${identifierRows(tables, record)}
<div>Entered by: ${escaped(textOf(record.recordEnteredBy) ?? 'not recorded')} [${escaped(textOf(record.dateEntered) ?? '')}]</div>
${hidden('occid', String(record.occid))}${hidden('collid', String(collid))}${hidden('observeruid', textOf(record.observerUid) ?? '')}
${hidden('csmode', '0')}${hidden('linkdupe', '')}${hidden('occindex', String(search?.index ?? 0))}${hidden('editedfields', '')}
<button type="submit" name="submitaction" value="saveOccurEdits">Save Edits</button>
</form>
<script>let imgArr = [];
${tables.media
  .filter(({ occid }) => occid === record.occid)
  .map(({ url }, nth) => `imgArr[${nth + 1}] = ${JSON.stringify(url).replaceAll('<', '\\u003c')};`)
  .join('\n')}
</script>`;
}

/** Subtle: codes are shown from the collection and the record's own id stands in for a missing occurrenceID. */
function shownValue(record: Occurrence, name: string, collection: Collection | undefined): string {
  const value = textOf(record[name]) ?? '';
  if (value !== '') return value;
  if (name === 'institutionCode' || name === 'ownerInstitutionCode') return collection?.institutionCode ?? '';
  if (name === 'collectionCode') return collection?.collectionCode ?? '';
  return name === 'occurrenceID' ? (textOf(record.recordID) ?? '') : '';
}

function inputOf(column: string, size: number, value: string): string {
  const name = column.toLowerCase();
  if (column === 'processingStatus')
    return select(name, [['', 'No Set Status'], ...STATUSES.map(one => [one, one] as const)], value);
  if (column === 'recordSecurity') return select(name, SECURITY, value);
  if (column === 'basisOfRecord') return select(name, [[value, value]], value);
  if (column === 'cultivationStatus')
    return `<input type="checkbox" name="${name}" value="1" ${value === '1' ? 'CHECKED' : ''} />`;
  if (LONG_TEXTS.has(column)) return `<textarea name="${name}">${escaped(value)}</textarea>`;
  if (column === 'tidInterpreted') return hidden(name, value);
  return `<input type="text" name="${name}" maxlength="${size}" value="${escaped(value)}" />`;
}

function select(name: string, options: readonly (readonly [string, string])[], value: string): string {
  const isChosen = (option: string) => option.toLowerCase() === value.toLowerCase();
  const rows = options.map(
    ([option, text]) =>
      `<option value="${escaped(option)}" ${isChosen(option) ? 'SELECTED' : ''}>${escaped(text)}</option>`,
  );
  return `<select name="${name}">${rows.join('')}</select>`;
}

function identifierRows(tables: Tables, record: Occurrence): string {
  const rows = [...shownIdentifiers(tables, record), { key: 'newidentifier', name: '', value: '' }];
  return rows
    .map(
      ({ key, name, value }) =>
        `${hidden('idkey[]', key)}<input name="idname[]" type="text" value="${escaped(name)}" /><input name="idvalue[]" type="text" value="${escaped(value)}" />`,
    )
    .join('\n');
}
