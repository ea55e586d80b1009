import { once } from 'node:events';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImageAddress } from '../../shared/contract/image-url.ts';
import { failed, success } from '../../shared/failure/failure.ts';
import type { StationHost } from '../host/host.ts';
import { EventLines } from './event-lines.ts';
import { createTransport } from './http-transport.ts';
import { LocalOnly } from './local-only.ts';
import { readStaticFiles } from '../shell/static-files.ts';

let server: http.Server;
let guard: LocalOnly;
let lines: EventLines;
let folder: string;
let port: number;
let time: number;
const asked: string[] = [];
const gone: string[] = [];

const host = {
  handlers: {
    'station.connections': async (_: unknown, caller: { windowId: string }) => {
      asked.push(caller.windowId);
      return success([]);
    },
    'outbox.tryNow': async () => failed({ kind: 'readOnly' }),
    'outbox.list': async () => {
      throw new Error('a bug');
    },
  },
  picture: async ({ imageId, tile }: ImageAddress) =>
    imageId === 'practice-1' ? Buffer.from(`${tile.level} ${tile.column} ${tile.row}`) : undefined,
} as unknown as StationHost;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vasculum-page-'));
  await mkdir(path.join(folder, 'assets'));
  await writeFile(path.join(folder, 'index.html'), '<!doctype html>');
  await writeFile(path.join(folder, 'assets', 'page.js'), '1');
  [asked.length, gone.length, time] = [0, 0, 0];
  const probe = http.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  port = (probe.address() as AddressInfo).port;
  probe.close();
  await once(probe, 'close');
  guard = new LocalOnly(port, () => time);
  lines = new EventLines(windowId => gone.push(windowId));
  const files = await readStaticFiles(folder);
  server = createTransport({ guard, files, lines, host: () => host, startKey: 'key', report: () => 'REF1' });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  lines.close();
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

interface Ask {
  readonly method?: string;
  readonly path: string;
  readonly body?: string;
  readonly headers?: http.OutgoingHttpHeaders;
}

/** As a page of ours asks, unless told otherwise. */
function ask({
  method = 'POST',
  path: where,
  body = '{}',
  headers = {},
}: Ask): Promise<{ status: number; body: string; headers: http.IncomingHttpHeaders }> {
  const ours = {
    host: `127.0.0.1:${port}`,
    origin: `http://127.0.0.1:${port}`,
    cookie: guard.cookie.split(';')[0],
    'x-vasculum-key': guard.pageKey,
    'x-vasculum-window': 'w1',
  };
  return new Promise((resolve, reject) => {
    const request = http.request(
      { port, host: '127.0.0.1', method, path: where, headers: given({ ...ours, ...headers }) },
      async response => {
        let text = '';
        for await (const part of response) text += String(part);
        resolve({ status: response.statusCode ?? 0, body: text, headers: response.headers });
      },
    );
    request.on('error', reject);
    request.end(method === 'GET' ? undefined : body);
  });
}

const given = (headers: http.OutgoingHttpHeaders) =>
  Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));

const call = (different: Partial<Ask> = {}) => ask({ path: '/host/station.connections', ...different });

describe('the browser shell', () => {
  it('answers a call of our own page, for the window that asks', async () => {
    expect(JSON.parse((await call()).body)).toEqual({ ok: true, value: [] });
    expect(asked).toEqual(['w1']);
  });

  it('passes failures on as data, and a bug as a reference number', async () => {
    expect(JSON.parse((await ask({ path: '/host/outbox.tryNow' })).body)).toEqual({
      ok: false,
      failure: { kind: 'readOnly' },
    });
    expect(JSON.parse((await ask({ path: '/host/outbox.list' })).body)).toEqual({
      ok: false,
      failure: { kind: 'fault', reference: 'REF1' },
    });
  });

  it.each(['constructor', '__proto__', 'toString', 'outbox.moved', 'no.such'])('knows no call named %s', async name => {
    expect(JSON.parse((await ask({ path: `/host/${name}` })).body)).toMatchObject({
      ok: false,
      failure: { kind: 'notUnderstood' },
    });
  });

  it('refuses malformed input before any handler', async () => {
    const body = JSON.stringify({ catalogNumber: 5 });
    expect(JSON.parse((await ask({ path: '/host/portal.whoHas', body })).body)).toMatchObject({
      failure: { kind: 'notUnderstood' },
    });
  });

  it.each(['evil.example', `evil.example:1`, '127.0.0.1', 'localhost:1'])(
    'does not answer to the name %s',
    async name => {
      expect((await call({ headers: { host: name } })).status).toBe(400);
      expect((await call({ method: 'GET', path: '/', headers: { host: name } })).status).toBe(400);
    },
  );

  it.each([undefined, 'null', 'https://evil.example', 'http://127.0.0.1:1'])(
    'takes no call from the origin %s',
    async origin => {
      expect((await call({ headers: { origin } })).status).toBe(403);
      expect(asked).toEqual([]);
    },
  );

  it('takes no call without the cookie, or with another', async () => {
    expect((await call({ headers: { cookie: '' } })).status).toBe(401);
    expect((await call({ headers: { cookie: `${guard.cookieName}=guess` } })).status).toBe(401);
  });

  it('takes no call with the cookie alone: other ports of this computer see it', async () => {
    expect((await call({ headers: { 'x-vasculum-key': undefined } })).status).toBe(401);
    expect((await call({ headers: { 'x-vasculum-key': 'guess' } })).status).toBe(401);
  });

  it('changes nothing by GET and knows no other methods', async () => {
    expect((await call({ method: 'GET' })).status).toBe(404);
    expect((await call({ method: 'PUT' })).status).toBe(405);
    expect((await call({ method: 'OPTIONS' })).headers['access-control-allow-origin']).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it('opens with a start link once, and not after its time', async () => {
    const token = guard.newStartToken();
    const redeem = () => ask({ path: '/session', body: JSON.stringify({ token }), headers: { cookie: '' } });
    const opened = await redeem();
    expect(opened.headers['set-cookie']?.[0]).toMatch(/^vasculum-\d+=.+; HttpOnly; SameSite=Strict/);
    expect((await redeem()).status).toBe(401);
    const late = guard.newStartToken();
    time += 6 * 60_000;
    expect((await ask({ path: '/session', body: JSON.stringify({ token: late }) })).status).toBe(401);
  });

  it('gives a new start link only to who holds the key of this run, and never to a page', async () => {
    const link = (body: string, origin: string | undefined) =>
      ask({ path: '/start-link', body, headers: { origin, cookie: '' } });
    expect((await link('{"key":"key"}', undefined)).status).toBe(200);
    expect((await link('{"key":"guess"}', undefined)).status).toBe(403);
    expect((await link('{"key":"key"}', `http://127.0.0.1:${port}`)).status).toBe(403);
  });

  it('serves the built page and nothing else of this computer', async () => {
    expect((await ask({ method: 'GET', path: '/' })).body).toBe('<!doctype html>');
    expect((await ask({ method: 'GET', path: '/assets/page.js' })).headers['content-type']).toMatch('javascript');
    for (const where of [
      '/../package.json',
      '/%2e%2e/package.json',
      '/..%5cpackage.json',
      '/assets/../../x',
      '//etc/passwd',
      '/index.html%00',
    ])
      expect([400, 404], where).toContain((await ask({ method: 'GET', path: where })).status);
  });

  it('gives pictures by opaque id only', async () => {
    expect((await ask({ method: 'GET', path: '/image/practice-1' })).body).toBe('0 0 0');
    expect((await ask({ method: 'GET', path: '/image/practice-1/3/17_21' })).body).toBe('3 17 21');
    for (const id of [
      '..%2f..%2fsecrets',
      'practice-1/../2',
      'PRACTICE-1',
      '%00',
      'practice-1/3',
      'practice-1/3/-1_0',
      'practice-1/3/1_1/..',
    ])
      expect((await ask({ method: 'GET', path: `/image/${id}` })).status, id).toBe(404);
  });

  it('cannot be framed, sniffed or given foreign scripts', async () => {
    const { headers } = await ask({ method: 'GET', path: '/' });
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toMatch(/default-src 'none'; script-src 'self'/);
  });

  it('refuses a body that is too large', async () => {
    expect((await call({ body: `"${'x'.repeat(300_000)}"` })).status).toBe(400);
  });

  it('announces facts to a window that listens, and notices when it is gone', async () => {
    const request = http.get({
      port,
      host: '127.0.0.1',
      path: '/events?window=w7',
      headers: { host: `127.0.0.1:${port}`, cookie: guard.cookie.split(';')[0] },
    });
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    await once(response, 'data');
    lines.announce('connection.changed', { is: 'online' });
    const [said] = (await once(response, 'data')) as [Buffer];
    expect(String(said)).toBe('data: {"name":"connection.changed","payload":{"is":"online"}}\n\n');
    request.destroy();
    await expect.poll(() => gone).toEqual(['w7']);
  });
});
