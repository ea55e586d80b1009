/** What the portal in memory answers to each request that the station's adapter makes. PORTAL_PROTOCOL by section. */
import type { PortalAnswer, PortalRequest } from '../../portal/symbiota/request.ts';
import type { PortalModel } from './portal-model.ts';
import { html, json, page404, redirect, toSignIn } from './portal-answers.ts';
import { historyPage, oldColumn, recordRow } from './portal-rows.ts';
import { adminTab, resourceTab } from './portal-tabs.ts';
import { cookieOf, fieldsOf, identifierRows, postedColumns } from './posted-form.ts';

export interface ModelUser {
  readonly user: string;
  readonly isSupervisor: boolean;
  /** Rights may be lost while a session goes on: edits become suggestions. RELIABILITY Q11. */
  mayEdit: boolean;
}

export const PASSWORD = 'practice only';

/** Faults that act inside the portal while it works on one write. */
export interface Within {
  readonly isIgnored?: boolean;
  readonly cutTo?: number;
  readonly act?: () => void;
}

export class PortalPages {
  readonly users = new Map<string, ModelUser>();
  /** Cookie to user; a session that is deleted on the server is simply gone. PORTAL_PROTOCOL 1.1. */
  readonly sessions = new Map<string, string>();
  private cookies = 0;

  constructor(readonly model: PortalModel) {}

  answer(request: PortalRequest, now: number, within: Within = {}): PortalAnswer {
    const url = new URL(request.path, 'http://portal');
    const fields = fieldsOf(request, url);
    const user = this.users.get(this.sessions.get(cookieOf(request)) ?? '');
    const call = { url, fields, user, now, within };
    if (url.pathname.startsWith('/api/v2/')) return this.rest(url);
    if (url.pathname === '/profile/index.php') return this.signIn(fields);
    const page = this.pages[url.pathname];
    return page ? page(call) : { ...page404 };
  }

  private readonly pages: Readonly<Record<string, (call: Call) => PortalAnswer>> = {
    '/profile/viewprofile.php': ({ user }) => (user ? html(`userprofile.php?userid=${user.user}`) : toSignIn),
    '/profile/userprofile.php': ({ user }) =>
      html(
        `<form name="editprofileform"><input name="lastname" value="${user?.user}"><input name="firstname" value="F"></form>`,
      ),
    '/collections/misc/collprofiles.php': ({ user }) =>
      user ? html(user.isSupervisor ? 'collpermissions.php?collid=1' : 'collection') : toSignIn,
    '/collections/editor/rpc/dupequerycatnum.php': ({ fields }) =>
      html(
        this.model
          .holders(fields.get('catnum') ?? '', Number(fields.get('collid')), Number(fields.get('occid')))
          .join(','),
      ),
    '/collections/editor/rpc/dupequeryothercatnum.php': ({ fields }) =>
      html(
        `ocnum:${this.model
          .bearers(fields.get('othercatnum') ?? '', Number(fields.get('collid')), Number(fields.get('occid')))
          .join(',')}`,
      ),
    '/collections/editor/rpc/getAssocOccurrence.php': ({ fields }) =>
      json(oldColumn(this.model, Number(fields.get('id')))),
    '/collections/editor/rpc/deleteIdentifier.php': call => this.removeIdentifier(call),
    '/collections/editor/rpc/occurAddData.php': call => this.create(call),
    '/collections/editor/includes/admintab.php': ({ url }) =>
      html(adminTab(this.model, Number(url.searchParams.get('occid')))),
    '/collections/editor/includes/resourcetab.php': ({ url }) =>
      html(resourceTab(this.model, Number(url.searchParams.get('occid')))),
    '/collections/editor/resourcehandler.php': call => this.associate(call),
    '/collections/editor/dupesearch.php': call => this.merge(call),
    '/collections/editor/occurrenceeditor.php': call => this.editor(call),
  };

  /** PORTAL_PROTOCOL 1.1. */
  private signIn(fields: URLSearchParams): PortalAnswer {
    const user = this.users.get(fields.get('login') ?? '');
    if (fields.get('submit') === 'logout') return { ...redirect('http://portal/index.php') };
    if (!user || fields.get('password') !== PASSWORD)
      return html('<form><input name="login"><input name="password"></form>');
    this.cookies += 1;
    this.sessions.set(`PHPSESSID=s${this.cookies}`, user.user);
    return { ...redirect('../index.php'), setCookies: [`PHPSESSID=s${this.cookies}; path=/; HttpOnly`] };
  }

  /** PORTAL_PROTOCOL 1.3 and 1.4: no session, no right. */
  private rest(url: URL): PortalAnswer {
    const route = url.pathname.slice('/api/v2/'.length);
    if (route === 'occurrence/annotation') return json(historyPage(this.model, url.searchParams));
    const record = this.model.records.get(Number(/^occurrence\/(\d+)$/.exec(route)?.[1]));
    return record ? json([recordRow(record)]) : { ...page404, body: '{"error":"Occurrence not found"}' };
  }

  /** PORTAL_PROTOCOL 0.1, 4.1: nothing without a session; SUCCESS whatever happened. */
  private editor({ fields, user, now, within }: Call): PortalAnswer {
    if (!user) return toSignIn;
    const occid = Number(fields.get('occid'));
    if (fields.get('submitaction') === 'Submit New Image') {
      if (user.mayEdit && !within.isIgnored) this.model.attach(occid, fields.get('sourceIdentifier'), user.user, now);
      return html('<div id="statusdiv">Media added successfully</div>');
    }
    const edited = (fields.get('editedfields') ?? '').split(';').filter(Boolean);
    this.model.save({
      occid,
      by: user.user,
      now,
      posted: postedColumns(fields),
      edited,
      identifiers: identifierRows(fields),
      isApplied: user.mayEdit,
      ...(within.isIgnored ? { isIgnored: true } : {}),
      ...(within.cutTo === undefined ? {} : { cutTo: within.cutTo }),
      ...(within.act ? { within: within.act } : {}),
    });
    return html('<div id="statusdiv"><span style="color:green;">SUCCESS: edits submitted and activated</span></div>');
  }

  /** PORTAL_PROTOCOL 0.3: done for anybody; 4.3. */
  private removeIdentifier({ fields, user, now, within }: Call): PortalAnswer {
    within.act?.();
    const id = Number(fields.get('identifierID'));
    const isDone =
      !within.isIgnored && this.model.removeIdentifier(Number(fields.get('occid')), id, user?.user ?? '', now);
    return html(isDone ? '1' : '0');
  }

  private create({ fields, user, now, within }: Call): PortalAnswer {
    if (!user?.mayEdit) return html('[]');
    within.act?.();
    if (within.isIgnored) return json({ action: 'add', status: 'true', occid: 1 });
    const columns = postedColumns(fields, within.cutTo);
    const occid = this.model.create(columns, user.user, now);
    return occid === undefined
      ? json({ action: 'none', status: 'false', error: 'dupeCatalogNumber' })
      : json({ action: 'add', status: 'true', occid });
  }

  /** PORTAL_PROTOCOL 5.3 and RELIABILITY Q10: signed out, the page answers 200 and does nothing. */
  private merge({ url, user, now, within }: Call): PortalAnswer {
    const [source, target] = [Number(url.searchParams.get('curoccid')), Number(url.searchParams.get('occidmerge'))];
    if (!user?.mayEdit) return html('<body onload="">');
    within.act?.();
    if (!within.isIgnored) this.model.merge(source, target, user.user, now);
    return html(`<body onload="gotoMergedOccur(${target});">`);
  }

  /** PORTAL_PROTOCOL 7: a redirect whatever happened, an empty page for a stranger. */
  private associate({ fields, user, now, within }: Call): PortalAnswer {
    if (!user) return html('');
    within.act?.();
    const [occid, to] = [Number(fields.get('occid')), Number(fields.get('occidAssociate'))];
    if (user.mayEdit && !within.isIgnored)
      this.model.associate(occid, to, fields.get('relationship') ?? '', user.user, now);
    return redirect(`occurrenceeditor.php?tabtarget=3&occid=${occid}`);
  }
}

interface Call {
  readonly url: URL;
  readonly fields: URLSearchParams;
  readonly user: ModelUser | undefined;
  readonly now: number;
  readonly within: Within;
}
