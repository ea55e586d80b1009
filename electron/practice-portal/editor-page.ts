/** The occurrence editor's page: status, navigation and search form, by the names that clients read. PORTAL_PROTOCOL 2.2. */
import { escaped, hidden, page, statusLine } from './html.ts';
import { collectionTitle } from './portal-state.ts';
import { newRecordForm, recordForm } from './record-form.ts';
import type { ActionStatus } from './save.ts';
import type { Form } from './form.ts';
import type { SignedIn } from './sessions.ts';
import type { Occurrence, Tables } from './tables.ts';

export interface EditorView {
  readonly collid: number;
  /** The record asked for, whether it exists or not. */
  readonly occid?: number;
  readonly record?: Occurrence | undefined;
  readonly user?: SignedIn;
  readonly status?: ActionStatus | undefined;
  readonly isLockedByOther?: boolean;
  readonly isNewRecord?: boolean;
  /** Shown only where a search stands behind the page; its list only where one moved through it. */
  readonly search?: { readonly count: number; readonly index: number; readonly occids: readonly number[] } | undefined;
  readonly query?: Form | undefined;
  readonly saysNothingFound?: boolean;
}

const MOST_LISTED = 500;

export function editorPage(tables: Tables, view: EditorView): string {
  const title = `Occurrence Editor: ${collectionTitle(tables, view.collid)}`;
  const heading = `<div id="titleDiv"><h1>${escaped(title)}</h1></div>`;
  const body = view.isLockedByOther ? lockedNotice(view.occid ?? 0) : workbench(tables, view);
  return page({ title }, [heading, statusLine(view.status), body].join('\n'));
}

export const notAuthorisedPage = (title: string): string =>
  page(
    { title: 'Occurrence Editor' },
    `<div id="titleDiv"><h1>Occurrence Editor: ${escaped(title)}</h1></div>
<div><b>ERROR:</b> Sorry, you are not authorized to edit occurrences within this collection.</div>`,
  );

export const noIdentifiersPage = (): string =>
  page({ title: 'Occurrence Editor' }, '<b>ERROR:</b>  record identifiers are NULL');

const lockedNotice = (occid: number): string => `<div><div style="color:red;">Record Locked!</div>
<div>Another user has this record open. It is free again after 15 minutes at the latest.</div>
<a href="../individual/index.php?occid=${occid}">Read-only Display</a></div>`;

function workbench(tables: Tables, view: EditorView): string {
  const { record, collid, search, user } = view;
  const place = { collid, occindex: search?.index ?? 0, uid: user?.uid ?? 0 };
  const form = record
    ? recordForm(tables, record, place)
    : view.isNewRecord
      ? newRecordForm(tables, place, user?.username ?? '')
      : '';
  return `<table id="edittable"><tr><td>
<div id="navDiv">${navigation(view)}</div>
${queryForm(view)}
${view.saysNothingFound ? '<div>No records found matching the query</div>' : ''}
${form}
</td></tr></table>`;
}

function navigation({ collid, search, occid = 0 }: EditorView): string {
  const management = `<a href="../misc/collprofiles.php?collid=${collid}&emode=1">Collection Management</a>`;
  const shown = occid > 0 ? `<a href="../individual/index.php?occid=${occid}">Public Display</a>` : '';
  if (!search) return `${management} ${shown}`;
  const { count, index } = search;
  const at = index < count && count > 0 ? String(index + 1) : '*';
  const back =
    index > 0 && count > 0 ? `<a href="#" onclick="return submitQueryForm('back');">&lt;&lt;</a>` : '&lt;&lt;';
  const on = index + 1 < count ? `<a href="#" onclick="return submitQueryForm('forward');">&gt;&gt;</a>` : '&gt;&gt;';
  const fresh = `<a href="occurrenceeditor.php?gotomode=1&collid=${collid}">New Record</a>`;
  return `<b>|&lt;&nbsp;&nbsp;${back}&nbsp;&nbsp;| ${at} of ${count} |&nbsp;&nbsp;${on}&nbsp;&nbsp;&gt;|</b> ${fresh} ${management} ${shown}`;
}

function queryForm({ collid, occid = 0, search, query }: EditorView): string {
  const kept = ['q_recordedby', 'q_recordnumber', 'q_eventdate', 'q_catalognumber', 'q_othercatalognumbers']
    .concat(['q_recordenteredby', 'q_dateentered', 'q_datelastmodified', 'q_processingstatus', 'orderby', 'orderbydir'])
    .map(name => `<input type="text" name="${name}" value="${escaped(query?.text(name) ?? '')}" />`);
  const block = search?.occids.slice(0, MOST_LISTED).join(',') ?? '';
  return `<form name="queryform" id="queryform" action="/portal/collections/editor/occurrenceeditor.php" method="post">
${kept.join('\n')}
${hidden('collid', String(collid))}${hidden('csmode', '0')}${hidden('occid', String(occid))}
${hidden('occindex', String(search?.index ?? 0))}${hidden('occidlist', block)}${hidden('direction', '')}
</form>`;
}
