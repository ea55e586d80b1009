import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { exchange } from './request.ts';
import { readRetryAfter } from './retry-after.ts';

describe('how long a portal asks to be left alone', () => {
  const DATE = 'Sat, 21 Nov 2026 10:00:00 GMT';
  it.each([
    ['seconds', '120', DATE, 120_000],
    ['a date, measured from the answer’s own', 'Sat, 21 Nov 2026 10:00:30 GMT', DATE, 30_000],
    ['a date that is past', 'Sat, 21 Nov 2026 09:00:00 GMT', DATE, 0],
    ['more than an hour', '86400', DATE, 3_600_000],
    ['a date without one to measure from', 'Sat, 21 Nov 2026 10:00:30 GMT', undefined, undefined],
    ['neither', 'soon', DATE, undefined],
    ['nothing', undefined, DATE, undefined],
  ])('%s', (_, retryAfter, date, waitMs) => {
    expect(readRetryAfter(retryAfter, date)).toBe(waitMs);
  });
});

describe('one exchange', () => {
  let server: http.Server | undefined;
  afterEach(() => server?.close());

  interface Arrived {
    readonly headers: http.IncomingHttpHeaders;
    readonly body: Buffer;
  }

  async function listen(): Promise<{ readonly root: string; readonly arrived: Arrived[] }> {
    const arrived: Arrived[] = [];
    server = http.createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        arrived.push({ headers: request.headers, body: Buffer.concat(parts) });
        response.writeHead(503, { 'retry-after': '7' }).end('busy');
      });
    });
    await new Promise<void>(resolve => server?.listen(0, '127.0.0.1', resolve));
    return { root: `http://127.0.0.1:${(server.address() as AddressInfo).port}/portal`, arrived };
  }

  it('sends a file with its fields in one piece of known length, byte for byte', async () => {
    const { root, arrived } = await listen();
    const bytes = Uint8Array.from({ length: 512 }, (_, nth) => nth % 256);
    const file = { field: 'imgfile', name: 'sheet.png', mime: 'image/png', bytes };
    const multipart = { boundary: 'image-1', fields: [['caption', 'é & "b"']] as const, file };
    await exchange(root, { method: 'POST', path: '/x.php', multipart });
    const [{ headers, body } = { headers: {}, body: Buffer.alloc(0) }] = arrived;
    expect(headers['transfer-encoding']).toBeUndefined();
    expect(Number(headers['content-length'])).toBe(body.length);
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': headers['content-type'] ?? '' },
    }).formData();
    expect(form.get('caption')).toBe('é & "b"');
    const sent = form.get('imgfile') as File;
    expect([sent.name, sent.type]).toEqual(['sheet.png', 'image/png']);
    expect(new Uint8Array(await sent.arrayBuffer())).toEqual(bytes);
  });

  it('tells how long the portal asks to be left alone', async () => {
    const { root } = await listen();
    expect(await exchange(root, { method: 'GET', path: '/x' })).toMatchObject({
      ok: true,
      answer: { status: 503, retryAfterMs: 7000, body: 'busy' },
    });
  });

  it('has not left where nobody listens', async () => {
    const { root } = await listen();
    await new Promise(resolve => server?.close(resolve));
    expect(await exchange(root, { method: 'POST', path: '/x', form: [['a', 'b']] })).toEqual({
      ok: false,
      failure: { kind: 'offline' },
      hasLeft: false,
    });
  });
});
