/** Which collections one may edit, and the page of one collection with what one may do there. PORTAL_PROTOCOL 12. */
import { escaped, page } from './html.ts';
import { collectionTitle, html, toSignIn, type Answer, type Call, type PracticePortal } from './portal-state.ts';
import { canEdit, isManager } from './sessions.ts';

/** Links only to collections named in one's rights; who may do everything finds none. */
export function occurrenceMenu(portal: PracticePortal, { session }: Call): Answer {
  const { tables } = portal.file;
  const named = new Set(session.user?.roles.map(({ collid }) => collid));
  const rows = tables.collections
    .filter(({ collID }) => named.has(collID) && canEdit(session.user, collID))
    .map(
      ({ collID }) =>
        `<li><a href="../collections/misc/collprofiles.php?collid=${collID}&emode=1">${escaped(collectionTitle(tables, collID, '-'))}</a></li>`,
    );
  const body = rows.length === 0 ? '<div>No collections to manage.</div>' : `<ul>${rows.join('')}</ul>`;
  return html(page({ title: 'Occurrence management' }, body));
}

const EDITOR_LINK = '../editor/occurrenceeditor.php?gotomode=1&collid=';
const MANAGER_LINKS = [
  'collpermissions.php?collid=',
  '../admin/specuploadmanagement.php?collid=',
  '../admin/importextended.php?collid=',
  '../specprocessor/index.php?collid=',
  '../datasets/duplicatemanager.php?collid=',
  'collbackup.php?collid=',
];

export function collectionProfile(portal: PracticePortal, call: Call): Answer {
  const { query, session } = call;
  const collid = query.id('collid') ?? 0;
  const name = collectionTitle(portal.file.tables, collid, '-');
  const isManaging = query.text('emode') === '1';
  const links = [
    ...(canEdit(session.user, collid) ? [EDITOR_LINK] : []),
    ...(isManager(session.user, collid) ? MANAGER_LINKS : []),
  ].map(link => `<li><a href="${link}${collid}">${link.split('?')[0]}</a></li>`);
  const body = page(
    { title: name || 'Collections', isSignedIn: session.user !== undefined },
    `<h1>${escaped(name)}</h1>${isManaging ? `<ul>${links.join('')}</ul>` : ''}`,
  );
  return isManaging && !session.user ? toSignIn(call, body) : html(body);
}
