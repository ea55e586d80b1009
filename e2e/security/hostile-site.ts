/** A site of an attacker on this computer: it serves what a case gives it, and remembers who came. */
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export class HostileSite {
  private readonly pages = new Map<string, string>();
  private readonly visits: string[] = [];
  /** What browsers brought along: cookies ignore ports. */
  readonly cookies: string[] = [];

  private constructor(
    private readonly server: http.Server,
    readonly port: number,
  ) {}

  static async open(): Promise<HostileSite> {
    const server = http.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const site = new HostileSite(server, (server.address() as AddressInfo).port);
    server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) =>
      site.answer(request, response),
    );
    return site;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Serves this page and answers its address. */
  page(name: string, html: string): string {
    this.pages.set(`/${name}`, `<!doctype html><title>hostile</title>${html}`);
    return `${this.origin}/${name}`;
  }

  /** The paths below which somebody asked for something. */
  visitsTo(path: string): readonly string[] {
    return this.visits.filter(one => one.startsWith(path));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  /** Generous as only an attacker is: everybody may read everything. */
  private answer({ url = '/', headers }: http.IncomingMessage, response: http.ServerResponse): void {
    this.visits.push(url);
    if (headers.cookie) this.cookies.push(headers.cookie);
    response.writeHead(200, {
      'access-control-allow-origin': '*',
      'content-type': this.pages.has(url) ? 'text/html' : 'text/javascript',
    });
    response.end(this.pages.get(url) ?? 'window.wasForeign = true;');
  }
}
