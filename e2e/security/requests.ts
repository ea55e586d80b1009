/** Requests that no browser would send: any header, any path, any bytes. */
import http from 'node:http';
import net from 'node:net';

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

export interface Request {
  readonly method?: string;
  readonly path: string;
  /** In place of the caller's own; undefined takes one away. */
  readonly headers?: http.OutgoingHttpHeaders;
  readonly body?: string;
}

/** Asks a station with the same headers again and again, those of its own page for one. */
export class Caller {
  constructor(
    readonly port: number,
    private readonly usual: http.OutgoingHttpHeaders,
  ) {}

  get cookie(): string {
    return String(this.usual.cookie ?? '');
  }

  get key(): string {
    return String(this.usual['x-vasculum-key'] ?? '');
  }

  get windowId(): string {
    return String(this.usual['x-vasculum-window'] ?? '');
  }

  ask({ method = 'GET', path, headers = {}, body }: Request): Promise<Answer> {
    const given = Object.entries({ ...this.usual, ...headers }).filter(([, value]) => value !== undefined);
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: this.port, method, path, agent: false };
      const request = http.request({ ...options, headers: Object.fromEntries(given), setHost: false }, response =>
        readAll(response).then(resolve, reject),
      );
      request.on('error', reject);
      request.end(body);
    });
  }

  /** A call of the contract as our own page makes it. */
  call(name: string, input: unknown = {}, windowId = this.windowId): Promise<Answer> {
    const body = typeof input === 'string' ? input : JSON.stringify(input);
    return this.ask({ method: 'POST', path: `/host/${name}`, body, headers: { 'x-vasculum-window': windowId } });
  }

  /** What a call is expected to bring. */
  async value(name: string, input: unknown = {}): Promise<unknown> {
    const { body } = await this.call(name, input);
    const result = JSON.parse(body) as { ok: boolean; value: unknown };
    if (!result.ok) throw new Error(`${name} answered ${body}`);
    return result.value;
  }
}

async function readAll(response: http.IncomingMessage): Promise<Answer> {
  let body = '';
  for await (const part of response) body += String(part);
  return { status: response.statusCode ?? 0, headers: response.headers, body };
}

/** What a browser says of our own page. */
export const pageHeaders = (port: number) => ({ host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}` });

/** Sends exactly these bytes and answers all that comes back until the other side hangs up. */
export async function sendBytes(port: number, bytes: string): Promise<string> {
  const socket = net.connect(port, '127.0.0.1');
  let said = '';
  socket.on('data', part => (said += String(part)));
  socket.on('error', () => undefined);
  socket.write(bytes, 'latin1');
  await hungUp(socket);
  return said;
}

/** The other side has hung up, politely or not. */
export const hungUp = (socket: net.Socket): Promise<void> =>
  new Promise(resolve => (socket.closed ? resolve() : socket.once('close', () => resolve())));

/** The status of an answer in bytes; 0 where there was none. */
export const statusOf = (said: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(said)?.[1] ?? 0);
