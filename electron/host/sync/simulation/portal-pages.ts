/** What the portal in memory answers to each request that the station's adapter makes. PORTAL_PROTOCOL by section. */
import type { PortalAnswer, PortalRequest } from '../../portal/symbiota/request.ts';
import type { Columns, ModelRecord, PortalModel } from './portal-model.ts';

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
    '/collections/editor/rpc/getAssocOccurrence.php': ({ fields }) => this.oldColumn(Number(fields.get('id'))),
    '/collections/editor/rpc/deleteIdentifier.php': call => this.removeIdentifier(call),
    '/collections/editor/rpc/occurAddData.php': call => this.create(call),
    '/collections/editor/includes/admintab.php': ({ url }) =>
      html(this.adminTab(Number(url.searchParams.get('occid')))),
    '/collections/editor/includes/resourcetab.php': ({ url }) =>
      html(this.resourceTab(Number(url.searchParams.get('occid')))),
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

  /** PORTAL_PROTOCOL 1.3 and 1.4: no session, no right; the collection's history leaves secured records out. */
  private rest(url: URL): PortalAnswer {
    const route = url.pathname.slice('/api/v2/'.length);
    if (route === 'occurrence/annotation') return this.annotations(url.searchParams);
    const record = this.model.records.get(Number(/^occurrence\/(\d+)$/.exec(route)?.[1]));
    return record ? json([rowOf(record)]) : { ...page404, body: '{"error":"Occurrence not found"}' };
  }

  private annotations(query: URLSearchParams): PortalAnswer {
    const shown = this.model.edits.filter(({ occid }) => {
      const record = this.model.records.get(occid);
      return record?.collid === 1 && record.columns['recordSecurity'] !== '1';
    });
    const [limit, offset] = [Number(query.get('limit')), Number(query.get('offset'))];
    const results = shown.slice(offset, offset + limit).map(row => ({
      annotationID: row.id,
      occid: row.occid,
      fieldName: row.field,
      newValue: row.to,
      oldValue: row.from,
      appliedStatus: row.isApplied ? 1 : 0,
    }));
    return json({ offset, limit, endOfRecords: false, count: shown.length, results });
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

  /** PORTAL_PROTOCOL 7, last paragraph: `CODE:CATALOG (OLD)`. */
  private oldColumn(occid: number): PortalAnswer {
    const record = this.model.records.get(occid);
    if (!record) return json([]);
    const [number, old] = [record.columns['catalogNumber'] ?? '', record.columns['otherCatalogNumbers'] ?? ''];
    const told = number === '' ? old : `VASC:${number}${old === '' ? '' : ` (${old})`}`;
    return json({ [occid]: { catnum: told, collinfo: '', sciname: null, tid: null } });
  }

  private resourceTab(occid: number): string {
    const rows = [...this.model.records.values()].flatMap(record =>
      record.associations
        .filter(({ to }) => record.occid === occid || to === occid)
        .map(({ id, relationship, to }) => {
          const [other, word] = record.occid === occid ? [to, relationship] : [record.occid, `inverse ${relationship}`];
          return `<div class="assoc-div"><input name="delassocid" value="${id}"><select id="relationship-${id}"><option value="${word}" selected></option></select><a onclick="openIndividual(${other})"></a></div>`;
        }),
    );
    return `<div id="occurAssocDiv">${rows.join('')}</div>`;
  }

  /** PORTAL_PROTOCOL 3: by minute, newest first; each minute names one person. */
  private adminTab(occid: number): string {
    const rows = this.model.edits.filter(row => row.occid === occid);
    const minutes = [...new Set(rows.map(minuteIn))].map(
      minute => [minute, rows.filter(row => minuteIn(row) === minute)] as const,
    );
    const blocks = [...minutes].reverse().map(([minute, edits]) => {
      const lines = edits.map(
        ({ field, from, to }) =>
          `<div style="margin:10px 15px;"><b>Field:</b> ${field}<br/><b>Old Value:</b> ${from}<br/><b>New Value:</b> ${to}<br/></div>`,
      );
      const status = edits.some(({ isApplied }) => isApplied) ? 'applied' : 'not applied';
      return `<b>Editor:</b> ${edits.at(-1)?.by}, F <span><b>Date:</b> ${minuteOf(minute)}</span><span><b>Applied Status:</b> ${status}</span>${lines.join('')}`;
    });
    return `<div id="admindiv">${blocks.join('')}</div>`;
  }
}

interface Call {
  readonly url: URL;
  readonly fields: URLSearchParams;
  readonly user: ModelUser | undefined;
  readonly now: number;
  readonly within: Within;
}

const minuteIn = ({ at }: { readonly at: number }): number => Math.floor(at / 60_000);
const minuteOf = (minute: number): string => new Date(minute * 60_000).toISOString().slice(0, 16).replace('T', ' ');

/** PORTAL_PROTOCOL 1.4: the old column of numbers is hidden. */
function rowOf(record: ModelRecord): unknown {
  const columns = { ...record.columns };
  delete columns['otherCatalogNumbers'];
  return {
    recordSecurity: 0,
    ...columns,
    occid: record.occid,
    collid: record.collid,
    dateLastModified: record.stamp,
    identifier: record.identifiers.map(({ id, name, value }) => ({
      idomoccuridentifiers: id,
      identifierName: name,
      identifierValue: value,
    })),
    media: record.media.map(({ id, key, url }) => ({ mediaID: id, sourceIdentifier: key, originalUrl: url })),
    identification: record.determinations.map(one => ({
      detid: one.id,
      sciname: one.sciname,
      identifiedBy: one.by,
      dateIdentified: one.date,
      isCurrent: one.isCurrent ? 1 : 0,
    })),
  };
}

const NOT_COLUMNS = new Set(['submitaction', 'occid', 'collid', 'editedfields', 'addaction']);
const COLUMNS: Readonly<Record<string, string>> = {
  catalognumber: 'catalogNumber',
  processingstatus: 'processingStatus',
  othercatalognumbers: 'otherCatalogNumbers',
  recordnumber: 'recordNumber',
  recordedby: 'recordedBy',
  recordsecurity: 'recordSecurity',
  recordenteredby: 'recordEnteredBy',
  habitat: 'habitat',
};

/** PORTAL_PROTOCOL 4.1: each posted name that is a column. */
function postedColumns(fields: URLSearchParams, cutTo?: number): Columns {
  const posted: Columns = {};
  for (const [name, value] of fields)
    if (!NOT_COLUMNS.has(name) && !name.endsWith('[]')) posted[COLUMNS[name] ?? name] = value.slice(0, cutTo);
  return posted;
}

function identifierRows(fields: URLSearchParams) {
  const [keys, names, values] = ['idkey[]', 'idname[]', 'idvalue[]'].map(name => fields.getAll(name));
  return (values ?? []).map((value, nth) => ({ key: keys?.[nth] ?? '', name: names?.[nth] ?? '', value }));
}

function fieldsOf(request: PortalRequest, url: URL): URLSearchParams {
  const pairs = request.form ?? request.multipart?.fields;
  return pairs ? new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])) : url.searchParams;
}

const cookieOf = ({ cookie }: PortalRequest): string => /PHPSESSID=\w+/.exec(cookie ?? '')?.[0] ?? '';

const answer = (status: number, body: string): PortalAnswer => ({
  status,
  location: undefined,
  setCookies: [],
  retryAfterMs: undefined,
  body,
});

export const html = (body: string): PortalAnswer => answer(200, body);
const json = (value: unknown): PortalAnswer => answer(200, JSON.stringify(value));
const page404 = answer(404, '');
const redirect = (location: string): PortalAnswer => ({ ...answer(302, ''), location });
/** PORTAL_PROTOCOL 0.1: editor pages send strangers to the sign-in page. */
export const toSignIn = redirect('../../profile/index.php?refurl=../collections/editor/occurrenceeditor.php?');
export const busyAnswer = (retryAfterMs: number): PortalAnswer => ({ ...answer(503, 'busy'), retryAfterMs });
export const errorAnswer = answer(500, '<h1>Internal Server Error</h1>');
