/** Stands between host and portal and lets requests and answers suffer what networks and portals do to them. */
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Chance } from './chance.ts';

/** Subtle: what is late comes first and what stalls last, so that a host that sends again too soon is found out. */
export const FAULTS = [
  'late',
  'dropBefore',
  'dropAfter',
  'truncate',
  'twice',
  'signInPage',
  'signInRedirect',
  'serverError',
  'busy',
  'stall',
] as const;
export type Fault = (typeof FAULTS)[number];

interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Answer {
  readonly status: number;
  readonly headers: http.OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** Of the station's time: after it has given up to wait, and before the rest of 150 seconds is over. */
const [EARLIEST_LATE_MS, LATEST_LATE_MS] = [80_000, 110_000];
const WRITES_SUFFER = 3;
/** Saves and uploads. */
const WRITES = ['submitaction=saveOccurEdits', 'Submit New Image'];

const page = (status: number, body: string, headers: http.OutgoingHttpHeaders = {}): Answer => ({
  status,
  headers: { 'content-type': 'text/html; charset=UTF-8', ...headers },
  body: Buffer.from(`<!DOCTYPE html><html><body>${body}</body></html>`),
});
const SIGN_IN_FORM =
  '<form id="loginform" action="index.php" method="post"><input name="login"><input name="password"></form>';
const SIGN_IN_ADDRESS = '../../profile/index.php?refurl=../collections/editor/occurrenceeditor.php?';

/** What the portal's place says instead of it; the portal never hears of these requests. */
const INSTEAD: Readonly<Partial<Record<Fault, Answer>>> = {
  signInPage: page(200, SIGN_IN_FORM),
  signInRedirect: page(302, '', { location: SIGN_IN_ADDRESS }),
  serverError: page(500, '<h1>500 Internal Server Error</h1>'),
  busy: page(503, 'The portal is being looked after.', { 'retry-after': '3' }),
};

export class FaultyProxy {
  /** Share of requests that meet a fault, of saves three times as many; 0 lets all pass. */
  faultShare = 0;
  /** All requests that arrived here. */
  requests = 0;
  /** Saves and uploads among them: each must have been announced in a journal before. */
  writes = 0;
  readonly met = new Map<Fault, number>();
  private readonly asked: Fault[] = [];
  private cutPort = 0;

  private constructor(
    private readonly server: http.Server,
    private readonly target: URL,
    private readonly chance: Chance,
    private readonly clockRate: number,
  ) {}

  /**
   * `target` is the portal's origin. A late request reaches it when its asker may be gone for long; `clockRate` is how much
   * faster the asker's clock runs.
   */
  static async open(target: string, chance: Chance, clockRate: number): Promise<FaultyProxy> {
    const server = http.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = new FaultyProxy(server, new URL(target), chance, clockRate);
    server.on('request', (request, response) => void proxy.serve(request, response));
    return proxy;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The next save meets this, whatever the share says. */
  meetNextWrite(fault: Fault): void {
    this.asked.push(fault);
  }

  /** Closes the port: whoever knocks is refused at once, as by a computer without a network. */
  async cut(): Promise<void> {
    this.cutPort = Number(new URL(this.origin).port);
    await this.close();
  }

  async restore(): Promise<void> {
    this.server.listen(this.cutPort, '127.0.0.1');
    await once(this.server, 'listening');
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async serve(incoming: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const request = await whole(incoming).catch(() => undefined);
    if (!request) return;
    const isWrite = request.method === 'POST' && WRITES.some(words => request.body.includes(words));
    this.requests += 1;
    if (isWrite) this.writes += 1;
    const fault = this.chooseFault(isWrite);
    if (fault) this.met.set(fault, (this.met.get(fault) ?? 0) + 1);
    const answer = await this.answer(request, fault).catch(() => undefined);
    if (fault === 'stall') return;
    if (!answer || fault === 'dropBefore' || fault === 'dropAfter') return void incoming.socket.destroy();
    send(response, answer, fault === 'truncate');
  }

  private chooseFault(isWrite: boolean): Fault | undefined {
    if (isWrite && this.asked.length > 0) return this.asked.shift();
    const share = isWrite ? WRITES_SUFFER * this.faultShare : this.faultShare;
    return this.chance.next() < share ? this.chance.of(FAULTS) : undefined;
  }

  private async answer(request: Request, fault: Fault | undefined): Promise<Answer | undefined> {
    if (fault === 'dropBefore' || fault === 'stall') return undefined;
    if (fault === 'twice') await this.passOn(request);
    if (fault === 'late') await sleep(this.chance.between(EARLIEST_LATE_MS, LATEST_LATE_MS) / this.clockRate);
    return (fault && INSTEAD[fault]) ?? this.passOn(request);
  }

  private passOn({ method, path, headers, body }: Request): Promise<Answer> {
    const { protocol, hostname, port, host } = this.target;
    const options = { method, path, hostname, port, headers: { ...headers, host }, agent: false };
    return new Promise((resolve, reject) => {
      const outgoing = (protocol === 'https:' ? https : http).request(options, incoming => {
        bodyOf(incoming).then(
          answered => resolve({ status: incoming.statusCode ?? 502, headers: keptHeaders(incoming), body: answered }),
          reject,
        );
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }
}

/** How an answer travelled here says nothing about how it travels on. */
function keptHeaders({ headers }: http.IncomingMessage): http.OutgoingHttpHeaders {
  const kept: http.OutgoingHttpHeaders = { ...headers };
  delete kept['transfer-encoding'];
  return kept;
}

const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** Subtle: a cut answer keeps the length it promised, so that its reader can notice. */
function send(response: http.ServerResponse, { status, headers, body }: Answer, isCut: boolean): void {
  response.writeHead(status, { ...headers, 'content-length': body.length, connection: 'close' });
  if (!isCut) return void response.end(body);
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
}

async function whole(incoming: http.IncomingMessage): Promise<Request> {
  const { method = 'GET', url = '/', headers } = incoming;
  return { method, path: url, headers, body: await bodyOf(incoming) };
}

async function bodyOf(incoming: http.IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of incoming as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}
