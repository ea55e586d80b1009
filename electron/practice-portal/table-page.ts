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

export function tableDisplay(portal: PracticePortal, call: Call): Answer {
  const { user } = call.session;
  if (!user) return toSignIn('occurrencetabledisplay.php', call);
  const request = call.query.under(call.posted);
  const collid = request.id('collid') ?? 0;
  const frame = { title: 'Occurrence Table View', isSignedIn: true };
  if (!canEdit(user, collid)) return html(page(frame, '<h2>You are not authorized to access this page</h2>'));
  if (request.has('q_catalognumber')) call.session.query = { collid, form: request };
  const kept = call.session.query?.collid === collid ? call.session.query.form : new Form([]);
  const { tables } = portal.file;
  const found = search(tables, collid, kept);
  const from = request.id('occindex') ?? 0;
  const rows = found.slice(from, from + (request.id('reclimit') || DEFAULT_ROWS));
  const count = `<div class="navpath"> | ${from + 1}-${from + rows.length} of ${found.length} records | </div>`;
  const heading = `<div id="titleDiv"><h1>${escaped(collectionTitle(tables, collid))}</h1></div>`;
  const shown =
    rows.length === 0 ? '<div>No records found matching the query</div>' : table(tables, collid, rows, from);
  return html(page(frame, [heading, count, shown].join('\n')));
}

/** Only columns with a value in at least one row of the block are printed. */
function table(tables: Tables, collid: number, rows: readonly Occurrence[], from: number): string {
  const cells = rows.map(record => TABLE_HEADERS.map(([column]) => cellText(tables, record, column)));
  const shown = TABLE_HEADERS.map(([, header], nth) => ({ header, nth })).filter(({ nth }) =>
    cells.some(row => row[nth] !== ''),
  );
  const body = rows.map((record, at) => {
    const columns = shown.map(({ nth }) => `<td>${markup(cells[at]?.[nth] ?? '', TABLE_HEADERS[nth]?.[0])}</td>`);
    return `<tr>\n<td>${link(record.occid, collid, from + at)}</td>\n${columns.join('\n')}\n</tr>`;
  });
  return `<table id="defaulttable" class="styledtable" title="Occurrence Table View">
<thead><tr><th>Symbiota ID</th>${shown.map(({ header }) => `<th>${header}</th>`).join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table>`;
}

const link = (occid: number, collid: number, index: number): string =>
  `<a href="occurrenceeditor.php?csmode=0&amp;occindex=${index}&amp;occid=${occid}&amp;collid=${collid}" aria-label="${occid}">${occid}</a>`;

const cellText = (tables: Tables, record: Occurrence, column: string): string =>
  column === 'otherCatalogNumbers' ? mergedIdentifiers(tables, record) : (textOf(record[column]) ?? '');

function markup(text: string, column: string | undefined): string {
  if (text === '') return '&nbsp;';
  const signs = [...text];
  const cut = signs.length > MOST_CHARACTERS ? `${signs.slice(0, MOST_CHARACTERS).join('')}...` : text;
  return column === 'sciname' ? `<i>${escaped(cut)}</i> ` : escaped(cut);
}
