/** For this folder's tests: a practice portal of their own in a temporary folder, its clock, and visitors with a cookie. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { drawSheet } from './sheets/draw-sheet.ts';
import { startPracticePortal, type RunningPracticePortal } from './server.ts';
import type { Tables } from './tables.ts';

export type Pairs = readonly (readonly [string, string])[];

export interface Seen {
  readonly status: number;
  readonly location: string | null;
  readonly body: string;
}

export interface SentFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

const NO_FILE: SentFile = { name: '', type: 'application/octet-stream', bytes: Buffer.alloc(0) };
const BOUNDARY = 'practice-boundary-5f3c';

/** Somebody at a browser, at a portal whose address may change when it starts again. */
export class Visitor {
  private cookie = '';

  constructor(private readonly portal: { readonly origin: string }) {}

  /** As in a browser that was never here. */
  forget(): void {
    this.cookie = '';
  }

  async signIn(user: string, password = 'practice'): Promise<Seen> {
    return this.post('/profile/index.php', [
      ['login', user],
      ['password', password],
      ['action', 'login'],
    ]);
  }

  get(address: string): Promise<Seen> {
    return this.ask(address, { method: 'GET' });
  }

  post(address: string, form: Pairs): Promise<Seen> {
    const body = new URLSearchParams(form.map(([name, value]): [string, string] => [name, value]));
    return this.ask(address, { method: 'POST', body });
  }

  postParts(address: string, form: FormData): Promise<Seen> {
    return this.ask(address, { method: 'POST', body: form });
  }

  /**
   * Submit New Image as a browser sends it. Subtle: written by hand, because a form without a chosen file has a part with
   * an empty file name, which `FormData` of this platform leaves out.
   */
  submitImage(occid: number, fields: Pairs, file: SentFile | undefined = NO_FILE): Promise<Seen> {
    const texts = [
      ['submitaction', 'Submit New Image'] as const,
      ['occid', String(occid)] as const,
      ['collid', '1'] as const,
    ];
    const pieces = [...texts, ...fields].map(
      ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="imgfile"; filename="${file.name}"\r\nContent-Type: ${file.type}\r\n\r\n`;
    const text = Buffer.from([...pieces, head].join(''));
    const body = new Uint8Array(Buffer.concat([text, file.bytes, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]));
    return this.ask(EDITOR, {
      method: 'POST',
      body,
      headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    });
  }

  postJson(address: string, value: unknown): Promise<Seen> {
    return this.ask(address, { method: 'POST', body: JSON.stringify(value) });
  }

  /** Save Edits with only these fields, all of them listed unless told otherwise. */
  save(occid: number, fields: Pairs, editedFields = fields.map(([name]) => name).join(';')): Promise<Seen> {
    return this.post(EDITOR, [
      ['submitaction', 'saveOccurEdits'],
      ['occid', String(occid)],
      ['collid', '1'],
      ['editedfields', editedFields],
      ...fields,
    ]);
  }

  /** A record made by the small service that the skeletal form uses; answers its id. */
  async add(fields: Readonly<Record<string, string>> = {}): Promise<number> {
    const form = { collid: '1', addaction: '1', recordsecurity: '0', ...fields };
    const { body } = await this.post(`${RPC}/occurAddData.php`, Object.entries(form));
    return (JSON.parse(body) as { occid: number }).occid;
  }

  merge(source: number, target: number): Promise<Seen> {
    const records = `curoccid=${source}&occidmerge=${target}&collid=1&occidquery=exact:${target}`;
    return this.get(`${DUPES}?submitaction=mergerecs&${records}`);
  }

  /** Ids of the table display's rows. */
  async table(terms: Readonly<Record<string, string>>): Promise<readonly number[]> {
    const form = Object.entries({ collid: '1', occindex: '0', q_catalognumber: '', ...terms });
    const { body } = await this.post(TABLE, form);
    return [...body.matchAll(/aria-label="(\d+)"/g)].map(match => Number(match[1]));
  }

  private async ask(address: string, init: RequestInit): Promise<Seen> {
    const answer = await fetch(`${this.portal.origin}/portal${address}`, {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, cookie: this.cookie },
    });
    const given = answer.headers.get('set-cookie');
    if (given) this.cookie = given.split(';')[0] ?? '';
    return { status: answer.status, location: answer.headers.get('location'), body: await answer.text() };
  }
}

export const EDITOR = '/collections/editor/occurrenceeditor.php';
export const TABLE = '/collections/editor/occurrencetabledisplay.php';
export const DUPES = '/collections/editor/dupesearch.php';
export const RPC = '/collections/editor/rpc';

/** What the editor page says came of a form. */
export const statusOf = ({ body }: Seen): string | undefined =>
  /Action Status: <\/b><span style="color:(?:red|green);">([^<]*)/.exec(body)?.[1];

/** What a page does once it is there. */
export const onload = ({ body }: Seen): string => /<body onload="([^"]*)">/.exec(body)?.[1] ?? 'none';

const NOON = Date.UTC(2026, 5, 1, 12);

export class PracticeBench {
  now = NOON;
  folder = '';
  private running: RunningPracticePortal | undefined;

  static async open(): Promise<PracticeBench> {
    const bench = new PracticeBench();
    await bench.begin();
    return bench;
  }

  /** At noon, with the herbarium as it came. */
  async begin(): Promise<void> {
    this.now = NOON;
    this.folder = await mkdtemp(path.join(tmpdir(), 'practice-'));
    await this.start();
  }

  get origin(): string {
    return this.running?.address ?? '';
  }

  /** Ends the portal and starts it again on the same folder. */
  async restart(): Promise<void> {
    await this.running?.close();
    await this.start();
  }

  private async start(): Promise<void> {
    this.running = await startPracticePortal({ folder: this.folder, draw: drawSheet, port: 0, clock: () => this.now });
  }

  async close(): Promise<void> {
    await this.running?.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  async visitor(user?: string): Promise<Visitor> {
    const visitor = new Visitor(this);
    if (user !== undefined) await visitor.signIn(user);
    return visitor;
  }

  async tables(): Promise<Tables> {
    return (await (await fetch(`${this.origin}/practice/tables`)).json()) as Tables;
  }

  async record(occid: number): Promise<Tables['occurrences'][number]> {
    const found = (await this.tables()).occurrences.find(one => one.occid === occid);
    if (!found) throw new Error(`There is no record ${occid}.`);
    return found;
  }

  async has(occid: number): Promise<boolean> {
    return (await this.tables()).occurrences.some(one => one.occid === occid);
  }

  async mediaOf(occid: number): Promise<Tables['media']> {
    return (await this.tables()).media.filter(media => media.occid === occid);
  }

  /** The history rows of one record: field, from, to. */
  async history(occid: number): Promise<readonly (readonly [string, string, string])[]> {
    const { edits } = await this.tables();
    return edits
      .filter(edit => edit.occid === occid)
      .map(edit => [edit.fieldName, edit.fieldValueOld, edit.fieldValueNew] as const);
  }

  async control(address: string, value: unknown = {}): Promise<number> {
    return (await fetch(`${this.origin}/practice/${address}`, { method: 'POST', body: JSON.stringify(value) })).status;
  }
}
