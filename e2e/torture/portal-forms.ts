/** A person's session at a portal through its own forms: to sign in, to make records and take them away, to edit as a colleague. */
export interface Account {
  readonly user: string;
  readonly password: string;
}

export type Fields = readonly (readonly [name: string, value: string])[];

const EDITOR = '/collections/editor/occurrenceeditor.php';

export class PortalForms {
  private constructor(
    private readonly portal: string,
    private readonly collid: number,
    private readonly account: Account,
    private cookie: string,
  ) {}

  /** `portal` is its root without a slash at the end. Throws where the account is refused. */
  static async signIn(portal: string, collid: number, account: Account): Promise<PortalForms> {
    return new PortalForms(portal, collid, account, await cookieOf(portal, account));
  }

  /** Makes an open record without a catalog number; its id. */
  make(recordedBy: string, recordNumber: string): Promise<number> {
    return this.makeRecord([
      ['catalognumber', ''],
      ['recordedby', recordedBy],
      ['recordnumber', recordNumber],
    ]);
  }

  /** Makes an open record; its id. */
  async makeRecord(fields: Fields): Promise<number> {
    const head = [['submitaction', 'addOccurRecord'], ['occid', ''], ['gotomode', '0'], ['recordsecurity', '0']] as const; // prettier-ignore
    const page = await this.post([...head, ...fields]);
    const occid = Number(/name="occid"[^>]*value="(\d+)"/.exec(page)?.[1] ?? /[?&]occid=(\d+)/.exec(page)?.[1]);
    if (!Number.isInteger(occid) || occid <= 0) throw new Error('The portal did not show the new record.');
    return occid;
  }

  async edit(occid: number, field: string, value: string): Promise<void> {
    await this.post([
      ['submitaction', 'saveOccurEdits'],
      ['occid', String(occid)],
      ['editedfields', field],
      [field, value],
    ]);
  }

  /** An empty row first, or the portal would empty the old column; no other row is posted. PORTAL_PROTOCOL 4.3. */
  async addIdentifier(occid: number, value: string): Promise<void> {
    await this.post([
      ['submitaction', 'saveOccurEdits'],
      ['occid', String(occid)],
      ['editedfields', 'idname;idvalue;othercatalognumbers'],
      ['othercatalognumbers', ''],
      ...['', value].flatMap(one => [['idkey[]', 'newidentifier'], ['idname[]', ''], ['idvalue[]', one]] as const), // prettier-ignore
    ]);
  }

  async remove(occid: number): Promise<void> {
    await this.post([
      ['submitaction', 'Delete Occurrence'],
      ['occid', String(occid)],
    ]);
  }

  /** Subtle: sent once only, since a portal that hears it twice keeps it twice. */
  async putPicture(occid: number, name: string, jpeg: Uint8Array<ArrayBuffer>): Promise<void> {
    const form = new FormData();
    const fields = { submitaction: 'Submit New Image', occid: String(occid), collid: String(this.collid) };
    for (const [field, value] of Object.entries(fields)) form.set(field, value);
    form.set('imgfile', new Blob([jpeg], { type: 'image/jpeg' }), name);
    const sent = { method: 'POST', body: form, headers: { cookie: this.cookie }, redirect: 'manual' } as const;
    const page = await (await fetch(this.portal + EDITOR, sent)).text();
    if (!page.includes('Media added successfully')) throw new Error(`The portal has not taken the picture ${name}.`);
  }

  /** With its file. */
  async removePicture(occid: number, mediaId: number): Promise<void> {
    await this.post([
      ['submitaction', 'Delete Image'],
      ['occid', String(occid)],
      ['imgid', String(mediaId)],
      ['removeimg', '1'],
    ]);
  }

  /** A page for people who may edit; `query` without the collection. */
  async page(path: string, query: Fields): Promise<string> {
    const words = new URLSearchParams([...query, ['collid', String(this.collid)]].map(([a = '', b = '']) => [a, b]));
    return patiently(async () => {
      const answer = await fetch(`${this.portal}${path}?${words}`, { headers: { cookie: this.cookie } });
      if (answer.status !== 200) throw new Error(`The portal answered a page with ${answer.status}.`);
      return answer.text();
    });
  }

  private async post(fields: Fields): Promise<string> {
    const form = [...fields, ['collid', String(this.collid)]].map(([name = '', value = '']): [string, string] => [
      name,
      value,
    ]);
    return patiently(async () => {
      const headers = { cookie: this.cookie };
      const body = new URLSearchParams(form);
      const answer = await fetch(this.portal + EDITOR, { method: 'POST', body, headers, redirect: 'manual' });
      if (answer.status === 302) this.cookie = await cookieOf(this.portal, this.account);
      if (answer.status !== 200) throw new Error(`The portal answered a form with ${answer.status}.`);
      return answer.text();
    });
  }
}

async function cookieOf(portal: string, { user, password }: Account): Promise<string> {
  const body = new URLSearchParams({ login: user, password, action: 'login' });
  const answer = await fetch(`${portal}/profile/index.php`, { method: 'POST', body, redirect: 'manual' });
  const cookie = /PHPSESSID=[^;]+/.exec(answer.headers.getSetCookie().join(';'))?.[0];
  if (answer.status !== 302 || cookie === undefined) throw new Error(`The portal does not let ${user} in.`);
  return cookie;
}

const PATIENCE = 60;
const PAUSE_MS = 1_000;

/** A portal that is being restarted comes back. */
export async function patiently<Value>(act: () => Promise<Value>): Promise<Value> {
  for (let times = 1; ; times += 1) {
    try {
      return await act();
    } catch (error) {
      if (times === PATIENCE) throw error;
      await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
    }
  }
}
