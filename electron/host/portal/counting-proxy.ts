/** A proxy on this computer that counts what passes, and can lose an answer or a cookie on the way. For suites and stories. */
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';

export interface Passed {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

export class CountingProxy {
  readonly passed: Passed[] = [];
  private loseNextAnswer = false;
  private loseCookies: 'none' | 'next' | 'all' = 'none';
  private mostBytes = Infinity;
  private constructor(
    private readonly server: http.Server,
    private readonly target: URL,
  ) {}

  /** `target` is the portal's root; `address` the same root through the proxy. */
  static async open(target: string): Promise<CountingProxy> {
    const server = http.createServer();
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const proxy = new CountingProxy(server, new URL(target));
    server.on('request', (request, response) => void proxy.pass(request, response));
    return proxy;
  }

  get address(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}${this.target.pathname.replace(/\/$/, '')}`;
  }

  /** The portal gets the next request and acts on it; its answer never arrives. */
  dropNextAnswer(): void {
    this.loseNextAnswer = true;
  }

  /** The next request arrives as from a stranger, as after an expired session. */
  dropNextCookie(): void {
    this.loseCookies = 'next';
  }

  /** Every request arrives so, until told otherwise. */
  dropCookies(isOn: boolean): void {
    this.loseCookies = isOn ? 'all' : 'none';
  }

  /** Larger bodies are refused here, as web servers before a portal do. */
  refuseAbove(bytes: number): void {
    this.mostBytes = bytes;
  }

  forget(): void {
    this.passed.length = 0;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async pass(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const body = Buffer.concat(parts);
    this.passed.push({ method: request.method ?? '', path: request.url ?? '', body: body.toString('utf8') });
    if (body.length > this.mostBytes) return void response.writeHead(413).end('<h1>413 Request Entity Too Large</h1>');
    const headers = { ...request.headers, host: this.target.host };
    if (this.loseCookies !== 'none') delete headers.cookie;
    if (this.loseCookies === 'next') this.loseCookies = 'none';
    const drop = this.loseNextAnswer;
    this.loseNextAnswer = false;
    const outgoing = (this.target.protocol === 'https:' ? https : http).request(
      {
        host: this.target.hostname,
        port: this.target.port,
        path: request.url,
        method: request.method,
        headers,
        agent: false,
      },
      incoming => {
        if (drop) return void incoming.resume().on('end', () => request.socket.destroy());
        response.writeHead(incoming.statusCode ?? 502, incoming.headers);
        incoming.pipe(response);
      },
    );
    outgoing.on('error', () => request.socket.destroy());
    outgoing.end(body);
  }
}
