/** The record's form in the editor: one input for each field, lower case, and the identifiers in rows. PORTAL_PROTOCOL 3. */
import { COLUMNS, STATUSES } from './columns.ts';
import { escaped, hidden } from './html.ts';
import { shownIdentifiers } from './identifiers.ts';
import { textOf } from './search.ts';
import type { Collection, Occurrence, Tables } from './tables.ts';

/** Where the form stands: the collection as the request named it, the place in the search, who looks. */
export interface FormPlace {
  readonly collid: number;
  readonly occindex: number;
  readonly uid: number;
}

const LONG_TEXTS = new Set(['locality', 'footprintWKT', 'associatedTaxa', 'dynamicProperties', 'preparations']);
const NOT_ON_FORM = new Set(
  ['recordEnteredBy', 'otherCatalogNumbers', 'dateEntered', 'georeferencedDate'].concat([
    ...['fieldNotes', 'informationWithheld', 'samplingEffort', 'countryCode'],
  ]),
);
const SECURITY = [
  ['0', 'Security not applied'],
  ['1', 'Locality Security applied'],
  ['5', 'Full Security applied'],
] as const;

export function recordForm(tables: Tables, record: Occurrence, place: FormPlace): string {
  const { occid } = record;
  const images = tables.media.filter(media => media.occid === occid);
  return `${openForm(tables, record, place)}
<div id="pkDiv"><div>Key: ${occid}</div>
<div>Modified: ${textOf(record.dateLastModified) ?? ''}</div>
<div>Entered by: ${escaped(textOf(record.recordEnteredBy) ?? 'not recorded')} [${escaped(textOf(record.dateEntered) ?? '')}]</div></div>
${select('autoprocessingstatus', [['', 'Not Activated'], ...STATUSES.map(one => [one, one] as const)], '')}
${hidden('occindex', String(place.occindex))}${hidden('editedfields', '')}
<button type="submit" name="submitaction" value="saveOccurEdits">Save Edits</button>
</form>
<script>let imgArr = []; let imgLgArr = [];
${images.map(({ url, originalUrl }, nth) => `imgArr[${nth + 1}] = ${quoted(url ?? originalUrl ?? '')};\nimgLgArr[${nth + 1}] = ${quoted(originalUrl ?? url ?? '')};`).join('\n')}
</script>`;
}

/** The same form, empty, for a record to be added. PORTAL_PROTOCOL 4.4. */
export const newRecordForm = (tables: Tables, place: FormPlace, username: string): string =>
  `${openForm(tables, blank(place.collid), place)}
${hidden('recordenteredby', username)}${hidden('qrycnt', '')}<input type="radio" name="gotomode" value="1" CHECKED />
<button type="submit" name="submitaction" value="addOccurRecord">Add Record</button>
</form>`;

const blank = (collid: number): Occurrence => ({
  ...{ occid: 0, collid, basisOfRecord: 'PreservedSpecimen', processingStatus: 'pending review' },
});

/** Text inside a script: a closing tag typed by a curator must not end it. */
const quoted = (text: string): string => JSON.stringify(text).replaceAll('<', '\\u003c');

function openForm(tables: Tables, record: Occurrence, { collid, uid }: FormPlace): string {
  const collection = record.occid === 0 ? undefined : tables.collections.find(one => one.collID === collid);
  const inputs = COLUMNS.filter(column => column.isEditable && !NOT_ON_FORM.has(column.name)).map(({ name, size }) =>
    inputOf(name, size, shownValue(record, name, collection)),
  );
  return `<form id="fullform" name="fullform" action="occurrenceeditor.php" method="post">
${inputs.join('\n')}
${identifierRows(tables, record)}
${hidden('occid', String(record.occid))}${hidden('collid', String(collid))}${hidden('observeruid', String(uid))}
${hidden('csmode', '0')}${hidden('linkdupe', '')}`;
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
  if (column === 'recordSecurity') return select(name, SECURITY, value === '0' ? '' : value);
  if (column === 'basisOfRecord')
    return select(name, [['', ''], ...(value === '' ? [] : [[value, value] as const])], value);
  if (column === 'cultivationStatus')
    return `<input type="checkbox" name="${name}" value="1" ${value === '1' ? 'CHECKED' : ''} />`;
  if (LONG_TEXTS.has(column)) return `<textarea name="${name}">${escaped(value)}</textarea>`;
  if (column === 'tidInterpreted') return hidden(name, value);
  return `<input type="text" name="${name}" maxlength="${size}" value="${escaped(value)}" />`;
}

/** Subtle: nothing is marked where the value is empty; the first option then counts. */
function select(name: string, options: readonly (readonly [string, string])[], value: string): string {
  const isChosen = (option: string) => value !== '' && option.toLowerCase() === value.toLowerCase();
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
