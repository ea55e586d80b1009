/** Signing in and out, the menu of collections, and the pages that only show. PORTAL_PROTOCOL 1.1, 3, 12. */
import { databaseTime } from './clock.ts';
import { grouped } from './grouped.ts';
import { escaped, hidden, page } from './html.ts';
import { mergedIdentifiers } from './identifiers.ts';
import {
  collectionTitle,
  html,
  json,
  occurrenceOf,
  redirect,
  type Answer,
  type Call,
  type PracticePortal,
} from './portal-state.ts';
import { userOf } from './rest-writes.ts';
import { occurrenceRow } from './rest.ts';
import { sameInPhp } from './compare.ts';
import { columnOfForm } from './columns.ts';
import { textOf } from './search.ts';
import { canEdit, isManager, signIn } from './sessions.ts';
import type { Occurrence, Tables } from './tables.ts';

export function profile(portal: PracticePortal, call: Call): Answer {
  const form = call.query.under(call.posted);
  if (form.text('submit') === 'logout') {
    call.session.user = undefined;
    call.session.query = undefined;
    return redirect('../index.php');
  }
  if (form.text('action') !== 'login') return html(signInPage('', ''));
  const user = userOf(portal.file.tables, form.text('login').trim());
  if (!user || user.password !== form.text('password'))
    return html(signInPage(form.text('login'), 'Your username or password was incorrect.'));
  signIn(call.session, user);
  user.lastLoginDate = databaseTime(call.now);
  portal.file.changed();
  const back = form.text('refurl');
  return redirect(back === '' || /^(https?:)?\/\//i.test(back) ? '../index.php' : back);
}

const signInPage = (name: string, message: string): string =>
  page(
    { title: 'Sign in', isSignedIn: false },
    `${message === '' ? '' : `<div style='color:red;'>${message}</div>`}
<form id="loginform" name="loginform" action="index.php" method="post">
<input id="portal-login" name="login" value="${escaped(name)}" /><input type="password" id="password" name="password" />
${hidden('refurl', '')}<button name="action" type="submit" value="login">Sign In</button></form>`,
  );

export const home = (_portal: PracticePortal, { session }: Call): Answer =>
  html(page({ title: 'Practice portal', isSignedIn: session.user !== undefined }, '<h1>Practice portal</h1>'));

/** Links only to collections whose records one may edit. */
export function occurrenceMenu(portal: PracticePortal, { session }: Call): Answer {
  const { tables } = portal.file;
  const rows = tables.collections
    .filter(({ collID }) => canEdit(session.user, collID))
    .map(
      ({ collID }) =>
        `<li><a href="../collections/misc/collprofiles.php?collid=${collID}&emode=1">${escaped(collectionTitle(tables, collID, '-'))}</a></li>`,
    );
  const body = rows.length === 0 ? '<div>No collections to manage.</div>' : `<ul>${rows.join('')}</ul>`;
  return html(page({ title: 'Occurrence management', isSignedIn: session.user !== undefined }, body));
}

export function collectionProfile(portal: PracticePortal, { query, session }: Call): Answer {
  const collid = query.id('collid') ?? 0;
  const name = collectionTitle(portal.file.tables, collid, '-');
  const frame = { title: name || 'Collections', isSignedIn: session.user !== undefined };
  const links = [
    canEdit(session.user, collid) ? [`../editor/occurrenceeditor.php?gotomode=1&collid=${collid}`] : [],
    isManager(session.user, collid)
      ? ['collpermissions.php', '../datasets/duplicatemanager.php'].map(one => `${one}?collid=${collid}`)
      : [],
  ].flat();
  const items = links.map(href => `<li><a href="${href}">${href.split('?')[0]}</a></li>`).join('');
  return html(page(frame, `<h1>${escaped(name)}</h1>${query.text('emode') === '1' ? `<ul>${items}</ul>` : ''}`));
}

const SHOWN = [
  'catalogNumber',
  'sciname',
  'recordedBy',
  'recordNumber',
  'eventDate',
  'country',
  'stateProvince',
  'county',
  'locality',
];

export function individual(portal: PracticePortal, { query, session }: Call): Answer {
  const { tables } = portal.file;
  const record = occurrenceOf(tables, query.id('occid'));
  const frame = { title: 'Occurrence record', isSignedIn: session.user !== undefined };
  if (!record) return html(page(frame, '<h2>Unable to locate occurrence record</h2>'));
  const isHidden = (record.recordSecurity ?? 0) !== 0 && !canEdit(session.user, record.collid);
  if (query.text('format') === 'json') {
    const numbers = tables.identifiers.filter(({ occid }) => occid === record.occid);
    const otherCatalogNumbers = numbers.map(one => `${one.identifierName}: ${one.identifierValue}`).join('; ') || null;
    return json({ ...occurrenceRow(tables, record), otherCatalogNumbers, ...(isHidden ? { locality: null } : {}) });
  }
  const rows = SHOWN.filter(name => !(isHidden && name === 'locality')).map(
    name => `<div><label>${name}:</label> ${escaped(textOf(record[name]) ?? '')}</div>`,
  );
  const number = `<div><label>Secondary Catalog #:</label> ${escaped(mergedIdentifiers(tables, record))}</div>`;
  return html(page(frame, [number, ...rows].join('\n')));
}

/** A fragment, shown without asking who looks: the history of edits and the button to delete. */
export function adminTab(portal: PracticePortal, { query }: Call): Answer {
  const { tables } = portal.file;
  const record = occurrenceOf(tables, query.id('occid'));
  if (!record) return html('<div id="admindiv"></div>');
  return html(`<div id="admindiv">
<div><label>Entered By:</label> ${escaped(textOf(record.recordEnteredBy) ?? '')}</div>
<div><label>Date entered:</label> ${textOf(record.dateEntered) ?? ''}</div>
<div><label>Date modified:</label> ${textOf(record.dateLastModified) ?? ''}</div>
${history(tables, record)}
<form name="deleteform" method="post" action="occurrenceeditor.php">${hidden('occid', String(record.occid))}${hidden('occindex', '0')}
<button name="submitaction" type="submit" value="Delete Occurrence">Delete Occurrence</button></form>
</div>`);
}

function history(tables: Tables, record: Occurrence): string {
  const rows = tables.edits.filter(({ occid }) => occid === record.occid);
  if (rows.length === 0) return '';
  const blocks = grouped(rows, row => `${row.uid} ${row.initialTimestamp.slice(0, 16)} ${row.appliedStatus}`);
  const shown = [...blocks.values()].map(block => {
    const [first] = block;
    const editor = tables.users.find(({ uid }) => uid === first?.uid);
    const fields = block.map(row => {
      const current = textOf(record[columnOfForm(row.fieldName)?.name ?? '']) ?? '';
      const mark = (value: string) => (value !== '' && sameInPhp(value, current) ? ' (current)' : '');
      return `<div><b>Field:</b> ${escaped(row.fieldName)}<br/><b>Old Value${mark(row.fieldValueOld)}:</b> ${escaped(row.fieldValueOld)}<br/><b>New Value${mark(row.fieldValueNew)}:</b> ${escaped(row.fieldValueNew)}<br/></div>`;
    });
    return `<div><b>Editor:</b> ${escaped(`${editor?.lastName ?? ''}, ${editor?.firstName ?? ''}`)} <span><b>Date:</b> ${first?.initialTimestamp.slice(0, 16) ?? ''}</span></div>
<div><b>Applied Status:</b> ${first?.appliedStatus === 1 ? 'applied' : 'not applied'}</div>${fields.join('')}`;
  });
  return `<fieldset><legend><b>History of Internal Edits</b></legend>${shown.join('<hr>')}</fieldset>`;
}
