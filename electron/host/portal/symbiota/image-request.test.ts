import http, { type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type dns from 'node:dns';
import { afterEach, describe, expect, it } from 'vitest';
import { failed, success } from '../../../../shared/failure/failure.ts';
import { fetchImage } from './image-request.ts';
import { isPublicAddress } from './public-address.ts';

const servers: http.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server on this computer; its port. */
async function serve(listener: RequestListener): Promise<number> {
  const server = http.createServer(listener);
  servers.push(server);
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

/** Every name leads to this computer. */
const home = ((_: string, __: unknown, done: (error: null, found: unknown) => void) =>
  done(null, [{ address: '127.0.0.1', family: 4 }])) as unknown as typeof dns.lookup;

describe('a picture that a record names', () => {
  it('is fetched below the portal’s own address, without any cookie', async () => {
    const asked: (string | undefined)[] = [];
    const port = await serve((request, response) => {
      asked.push(request.url, request.headers.cookie);
      response.end('a picture');
    });
    const fetched = await fetchImage({ root: `http://127.0.0.1:${port}/portal` }, '/portal/content/imglib/a.jpg');
    expect(fetched).toEqual(success(Buffer.from('a picture')));
    expect(asked).toEqual(['/portal/content/imglib/a.jpg', undefined]);
  });

  it('is followed to where the portal has moved it', async () => {
    const port = await serve((request, response) => {
      if (request.url === '/new.jpg') return response.end('moved');
      return response.writeHead(302, { location: '/new.jpg' }).end();
    });
    expect(await fetchImage({ root: `http://127.0.0.1:${port}` }, '/old.jpg')).toEqual(success(Buffer.from('moved')));
  });

  it.each([
    ['by its number', (port: number) => `http://127.0.0.1:${port}/secret`],
    ['by a name that leads there', (port: number) => `http://pictures.example:${port}/secret`],
    ['by the newer kind of number', (port: number) => `http://[::1]:${port}/secret`],
    ['by an old number in a new one', (port: number) => `http://[::ffff:127.0.0.1]:${port}/secret`],
    ['by one long number', (port: number) => `http://2130706433:${port}/secret`],
  ])('is not fetched from this computer or its neighbours %s', async (_, address) => {
    let wasAsked = false;
    const port = await serve((__, response) => {
      wasAsked = true;
      response.end('secret');
    });
    const fetched = await fetchImage({ root: 'https://portal.example/portal', lookup: home }, address(port));
    expect([fetched, wasAsked]).toEqual([failed({ kind: 'forbidden' }), false]);
  });

  it('is not fetched from a neighbour that the portal only redirects to', async () => {
    const port = await serve((_, response) => response.writeHead(302, { location: 'http://10.0.0.7/x' }).end());
    expect(await fetchImage({ root: `http://127.0.0.1:${port}` }, '/a.jpg')).toEqual(failed({ kind: 'forbidden' }));
  });

  it.each(['file:///etc/passwd', 'ftp://portal.example/a.jpg', 'data:image/png;base64,AA=='])(
    'is fetched over http alone, not as %s',
    async address => {
      const fetched = await fetchImage({ root: 'https://portal.example' }, address);
      expect(fetched).toEqual(failed({ kind: 'notUnderstood', detail: 'no address of a picture' }));
    },
  );

  it('is given up where it is sent round in circles', async () => {
    let count = 0;
    const port = await serve((_, response) => {
      count += 1;
      response.writeHead(302, { location: '/again' }).end();
    });
    expect((await fetchImage({ root: `http://127.0.0.1:${port}` }, '/a.jpg')).ok).toBe(false);
    expect(count).toBe(4);
  });

  it.each([
    [404, { kind: 'notFound' }],
    [403, { kind: 'forbidden' }],
    [503, { kind: 'busy' }],
    [500, { kind: 'pictureNotGiven' }],
  ] as const)('fails plainly where the portal answers %i', async (status, failure) => {
    const port = await serve((_, response) => response.writeHead(status).end());
    expect(await fetchImage({ root: `http://127.0.0.1:${port}` }, '/a.jpg')).toEqual(failed(failure));
  });

  it('is no half picture where the line drops', async () => {
    const port = await serve((_, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('half', () => response.destroy());
    });
    expect(await fetchImage({ root: `http://127.0.0.1:${port}` }, '/a.jpg')).toEqual(failed({ kind: 'timedOut' }));
  });
});

describe('an address', () => {
  it.each(['8.8.8.8', '141.211.0.1', '2607:f8b0::1', '172.32.0.1'])('is public: %s', address => {
    expect(isPublicAddress(address)).toBe(true);
  });
  it.each([
    '10.1.2.3',
    '127.9.9.9',
    '169.254.169.254',
    '172.31.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
  ])('is not public: %s', address => {
    expect(isPublicAddress(address)).toBe(false);
  });
  it.each(['::1', '::', 'fe80::1', 'fd00::1', '::ffff:10.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', 'no address'])(
    'is not public: %s',
    address => {
      expect(isPublicAddress(address)).toBe(false);
    },
  );
});
