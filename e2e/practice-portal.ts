/** The practice portal as a story sees it: its tables, its counters, a colleague who works there too. */
export interface OccurrenceRow {
  readonly occid: number;
  readonly collid: number;
  readonly catalogNumber: string | null;
  readonly processingStatus: string | null;
  readonly dateLastModified: string;
  readonly [column: string]: unknown;
}

export interface Tables {
  readonly occurrences: readonly OccurrenceRow[];
  readonly identifiers: readonly { readonly occid: number; readonly identifierValue: string }[];
  readonly edits: readonly {
    readonly occid: number;
    readonly uid: number;
    readonly fieldName: string;
    readonly fieldValueNew: string | null;
  }[];
  readonly media: readonly { readonly mediaID: number; readonly occid: number; readonly originalUrl: string }[];
  readonly collectionStats: readonly { readonly collid: number; readonly recordcnt: number }[];
  readonly users: readonly { readonly uid: number; readonly username: string }[];
  readonly mediaMetadata: readonly { readonly mediaID: number; readonly field: string; readonly md5sum: string }[];
}

export interface PracticeSheet {
  readonly id: string;
  readonly stamp: string | null;
  readonly barcode: string;
  readonly label: { readonly recordedBy: string; readonly recordNumber: string | null; readonly eventDate: string };
}

export interface PictureSheet {
  readonly occid: number;
  readonly barcode: string;
  readonly stamp: string | null;
}

export class PracticePortal {
  constructor(private readonly port: number) {}

  async tables(): Promise<Tables> {
    return (await this.ask('GET', 'tables')) as Tables;
  }

  async record(occid: number): Promise<OccurrenceRow | undefined> {
    const row = (await this.tables()).occurrences.find(one => one.occid === occid);
    return row && { ...row, catalogNumber: row.catalogNumber ?? null };
  }

  async sheets(): Promise<readonly PracticeSheet[]> {
    return (await this.ask('GET', 'sheets')) as PracticeSheet[];
  }

  /** The sheets whose records wait for their number, with what stands on them. */
  async pictureRecords(): Promise<readonly PictureSheet[]> {
    return (await this.ask('GET', 'picture-records')) as PictureSheet[];
  }

  /** A photograph of such a sheet, as the portal has it. */
  async recordPicture(occid: number): Promise<Buffer> {
    return this.picture(`portal/media/GREY_VASC/${occid}_1.jpg`);
  }

  /** A photograph of a practice sheet. */
  async sheetPicture(id: string): Promise<Buffer> {
    return this.picture(`practice/sheets/${id}.jpg`);
  }

  async requests(): Promise<Readonly<Record<string, number>>> {
    return (await this.ask('GET', 'requests')) as Record<string, number>;
  }

  /** Counts from here. */
  async forgetRequests(): Promise<void> {
    await this.ask('POST', 'requests/reset', {});
  }

  async colleagueEdits(user: string, occid: number, fields: Readonly<Record<string, string>>): Promise<void> {
    await this.ask('POST', 'edit-as', { user, occid, fields });
  }

  async expireSessions(): Promise<void> {
    await this.ask('POST', 'expire-sessions', {});
  }

  /** The invented herbarium as it was on the first day. */
  async startOver(): Promise<void> {
    await this.ask('POST', 'start-over', {});
  }

  /** Milliseconds that every request takes from now on. */
  async setPace(paceMs: number): Promise<void> {
    await this.setRules({ paceMs });
  }

  async setRules(rules: Readonly<Record<string, number>>): Promise<void> {
    await this.ask('POST', 'rules', rules);
  }

  async setPassword(user: string, password: string): Promise<void> {
    await this.ask('POST', 'set-password', { user, password });
  }

  /** A colleague puts a picture to a record by the portal's own form. */
  async putPicture(occid: number, jpeg: Uint8Array<ArrayBuffer>): Promise<void> {
    const portal = `http://127.0.0.1:${this.port}/portal`;
    const login = new URLSearchParams({ login: 'supervisor', password: 'practice', action: 'login' });
    const entered = await fetch(`${portal}/profile/index.php`, { method: 'POST', body: login, redirect: 'manual' });
    const cookie = entered.headers.getSetCookie().map(one => one.split(';')[0]).join('; '); // prettier-ignore
    const form = new FormData();
    for (const [name, value] of Object.entries({ submitaction: 'Submit New Image', occid: String(occid), collid: '1' }))
      form.set(name, value);
    form.set('imgfile', new Blob([jpeg], { type: 'image/jpeg' }), 'sheet.jpg');
    const editor = `${portal}/collections/editor/occurrenceeditor.php`;
    await fetch(editor, { method: 'POST', body: form, headers: { cookie } });
    const { media } = await this.tables();
    if (!media.some(one => one.occid === occid)) throw new Error('The portal has not taken the picture.');
  }

  /** Whether the portal that answers here is this process. */
  async isProcess(pid: number): Promise<boolean> {
    return ((await this.ask('GET', 'health')) as { pid: number }).pid === pid;
  }

  private async picture(address: string): Promise<Buffer> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/${address}`);
    if (!answer.ok) throw new Error(`The practice portal has no picture at ${address}.`);
    return Buffer.from(await answer.arrayBuffer());
  }

  private async ask(method: string, what: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/practice/${what}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!answer.ok) throw new Error(`The practice portal refused ${what}: ${await answer.text()}`);
    return answer.headers.get('content-type')?.includes('json') ? answer.json() : undefined;
  }
}
