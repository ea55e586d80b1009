/** A window without a screen: it lets itself in with the start link and calls the host as our own page does. */
import { Caller, pageHeaders } from '../security/requests.ts';
import { readQueue, type Listed } from './entry.ts';

export type Answered = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly kind: string };

export class WindowClient {
  private constructor(
    private readonly caller: Caller,
    readonly journalId: string,
  ) {}

  /** Redeems the start token and opens the station as the window that works. */
  static async enter(port: number, token: string): Promise<WindowClient> {
    const page = pageHeaders(port);
    const request = { method: 'POST', path: '/session', body: JSON.stringify({ token }) };
    const { headers, body } = await new Caller(port, page).ask(request);
    const cookie = headers['set-cookie']?.[0]?.split(';')[0];
    if (cookie === undefined) throw new Error('The start link was not taken.');
    const { key } = JSON.parse(body) as { key: string };
    const caller = new Caller(port, { ...page, cookie, 'x-vasculum-key': key, 'x-vasculum-window': 'torture' });
    return new WindowClient(caller, await openStation(caller));
  }

  /** The same window after the host turned to another connection. */
  async reopened(): Promise<WindowClient> {
    return new WindowClient(this.caller, await openStation(this.caller));
  }

  /** Rejects where the host is gone before its answer was here. */
  async call(name: string, input: object = {}): Promise<Answered> {
    const { body } = await this.caller.call(name, input);
    const answer = JSON.parse(body) as { ok: boolean; value?: unknown; failure?: { kind: string } };
    return answer.ok ? { ok: true, value: answer.value } : { ok: false, kind: answer.failure?.kind ?? 'no shape' };
  }

  async value(name: string, input: object = {}): Promise<unknown> {
    const answer = await this.call(name, input);
    if (!answer.ok) throw new Error(`${name} failed: ${answer.kind}`);
    return answer.value;
  }

  async list(): Promise<readonly Listed[]> {
    return readQueue(await this.value('outbox.list'));
  }

  queue = (entry: object): Promise<Answered> => this.call('outbox.queue', { journalId: this.journalId, entry });

  /** From now on entries may leave. */
  async met(): Promise<void> {
    await this.value('outbox.met', { journalId: this.journalId, knew: 0, ended: [] });
  }
}

async function openStation(caller: Caller): Promise<string> {
  return ((await caller.value('station.open')) as { journalId: string }).journalId;
}
