/** The table display: a search's rows in bulk, without any lock. PORTAL_PROTOCOL 2.4. */
import { Form } from './form.ts';
import { TABLE_HEADERS } from './columns.ts';
import { escaped, page } from './html.ts';
import { mergedIdentifiers } from './identifiers.ts';
import { collectionTitle, html, toSignIn, type Answer, type Call, type PracticePortal } from './portal-state.ts';
import { search, textOf } from './search.ts';
import { canEdit } from './sessions.ts';
import type { Occurrence, Tables } from './tables.ts';

const DEFAULT_ROWS = 1000;
const MOST_CHARACTERS = 60;

const FRAME = { title: 'Occurrence Table View' };
const refusal = (): string => page(FRAME, '<h2>You are not authorized to access this page</h2>');

export function tableDisplay(portal: PracticePortal, call: Call): Answer {
  const { user } = call.session;
  if (!user) return toSignIn(call, refusal());
  const request = call.query.under(call.posted);
  const collid = request.id('collid') ?? 0;
  if (!canEdit(user, collid)) return html(refusal());
  if (request.has('q_catalognumber')) call.session.query = { collid, form: request };
  const kept = call.session.query?.collid === collid ? call.session.query.form : new Form([]);
  const { tables } = portal.file;
  const found = search(tables, collid, kept);
  const most = request.id('reclimit') || DEFAULT_ROWS;
  // Subtle: a block begins at a multiple of its size, wherever one wished to begin.
  const from = Math.floor((request.id('occindex') ?? 0) / most) * most;
  const to = Math.min(from + most, found.length);
  const rows = found.slice(from, to);
  const count = `<div class="navpath"> | ${from + 1}-${to} of ${found.length} records | </div>`;
  const heading = `<div id="titleDiv"><h1>${escaped(collectionTitle(tables, collid))}</h1></div>`;
  const shown =
    rows.length === 0 ? '<div>No records found matching the query</div>' : table(tables, collid, rows, from);
  return html(page(FRAME, [heading, count, shown].join('\n')));
}

/**
 * Only columns with a value in at least one row of the block are printed. Subtle: a block of one row has three columns
 * more in front, the codes of the collection, so that a column is known by its header and never by its place.
 */
function table(tables: Tables, collid: number, rows: readonly Occurrence[], from: number): string {
  const columns = [...(rows.length === 1 ? OVERRIDES : []), ...TABLE_HEADERS];
  const cells = rows.map(record => columns.map(([column]) => cellText(tables, record, column)));
  const shown = columns
    .map(([column, header], nth) => ({ column, header, nth }))
    .filter(({ nth }) => cells.some(row => row[nth] !== ''));
  const body = rows.map((record, at) => {
    const printed = shown.map(({ column, nth }) => `<td>${markup(cells[at]?.[nth] ?? '', column)}</td>`);
    return `<tr>\n<td>${links(record.occid, collid, from + at)}</td>\n${printed.join('\n')}\n</tr>`;
  });
  return `<table id="defaulttable" class="styledtable" title="Occurrence Table View">
<thead><tr><th>Symbiota ID</th>${shown.map(({ header }) => `<th>${header}</th>`).join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table>`;
}

const OVERRIDES: readonly (readonly [string, string])[] = [
  ['institutionCode', 'Institution Code (override)'],
  ['collectionCode', 'Collection Code (override)'],
  ['ownerInstitutionCode', 'Owner Code (override)'],
];

/** The same link twice: for this window and for another. */
function links(occid: number, collid: number, index: number): string {
  const href = `occurrenceeditor.php?csmode=0&amp;occindex=${index}&amp;occid=${occid}&amp;collid=${collid}`;
  return `<a href="${href}" aria-label="${occid}">${occid}</a> <a href="${href}" target="_blank" aria-label="open in new window"></a>`;
}

function cellText(tables: Tables, record: Occurrence, column: string): string {
  if (column === 'otherCatalogNumbers') return mergedIdentifiers(tables, record);
  const collection = tables.collections.find(({ collID }) => collID === record.collid);
  const code = column === 'collectionCode' ? collection?.collectionCode : collection?.institutionCode;
  return textOf(record[column]) ?? (/Code$/.test(column) ? (code ?? '') : '');
}

function markup(text: string, column: string): string {
  if (text === '') return '&nbsp;';
  const signs = [...text];
  const cut = signs.length > MOST_CHARACTERS ? `${signs.slice(0, MOST_CHARACTERS).join('')}...` : text;
  return column === 'sciname' ? `<i>${escaped(cut)}</i> ` : escaped(cut);
}
