/** Who may talk to the station: this computer, under this very address, from our own page. */
import { readFile } from 'node:fs/promises';
import net from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, test } from './attacked-station.ts';
import { sendBytes, statusOf } from './requests.ts';

const A_CALL = '/host/station.connections';

for (const name of ['127.0.0.1', 'localhost', '[::1]'])
  test(`T116 the station answers to the name ${name} with its port`, async ({ ours }) => {
    const own = `${name}:${ours.port}`;
    expect((await ours.ask({ path: '/', headers: { host: own } })).status).toBe(200);
    const call = { method: 'POST', path: A_CALL, body: '{}', headers: { host: own, origin: `http://${own}` } };
    expect((await ours.ask(call)).status).toBe(200);
  });

const FOREIGN_NAMES = [
  'evil.example',
  'evil.example:PORT',
  '127.0.0.1',
  '127.0.0.1:1',
  '127.0.0.1:PORT.evil.example',
  'localhost.evil.example:PORT',
  '127.0.0.1.nip.io:PORT',
  'localhost.:PORT',
  '127.1:PORT',
  '2130706433:PORT',
  '0.0.0.0:PORT',
  '[::ffff:127.0.0.1]:PORT',
  'evil.example@127.0.0.1:PORT',
  '127.0.0.1:PORT, evil.example',
];

for (const foreign of FOREIGN_NAMES)
  test(`T116 the station does not answer to the name ${foreign}`, async ({ ours }) => {
    const host = foreign.replace('PORT', String(ours.port));
    for (const origin of [`http://${host}`, `http://127.0.0.1:${ours.port}`]) {
      expect((await ours.ask({ path: '/', headers: { host } })).status).toBe(400);
      const call = { method: 'POST', path: A_CALL, body: '{}', headers: { host, origin } };
      expect((await ours.ask(call)).status).toBe(400);
    }
  });

test('T116 a request that names no host, or another one in its first line, is refused', async ({ ours: { port } }) => {
  const own = `Host: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`;
  expect(statusOf(await sendBytes(port, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'))).toBe(400);
  expect(statusOf(await sendBytes(port, 'GET / HTTP/1.0\r\n\r\n'))).toBe(400);
  expect(statusOf(await sendBytes(port, `GET http://evil.example/ HTTP/1.1\r\n${own}`))).toBe(400);
  expect(statusOf(await sendBytes(port, `GET //evil.example/ HTTP/1.1\r\n${own}`))).toBe(400);
  expect(statusOf(await sendBytes(port, `GET / HTTP/1.1\r\nHost: evil.example\r\n${own}`))).toBe(400);
});

test('T116 a proxy’s word about the host counts for nothing', async ({ ours }) => {
  const headers = { host: 'evil.example', 'x-forwarded-host': `127.0.0.1:${ours.port}`, forwarded: 'host=localhost' };
  expect((await ours.ask({ path: '/', headers })).status).toBe(400);
});

test('T116 a name that an attacker points at this computer shows a browser nothing of the station', async ({
  station,
  window,
}) => {
  const page = await window.context().newPage();
  const answer = await page.goto(`http://rebound.localhost:${station.shell.port}/`);
  expect(answer?.status()).toBe(400);
  const call = await page.evaluate(async name => {
    const headers = { 'x-vasculum-window': 'w' };
    return (await fetch(name, { method: 'POST', body: '{}', headers })).status;
  }, A_CALL);
  expect(call).toBe(400);
  await page.close();
});

const FOREIGN_ORIGINS = [
  undefined,
  '',
  'null',
  'https://evil.example',
  'http://evil.example:PORT',
  'http://127.0.0.1',
  'http://127.0.0.1:1',
  'https://127.0.0.1:PORT',
  'http://localhost:PORT',
  'http://127.0.0.1:PORT.evil.example',
  'http://127.0.0.1:PORT/',
  'file://',
];

for (const origin of FOREIGN_ORIGINS)
  test(`T117 a POST from the origin ${origin ?? '(none)'} is refused`, async ({ ours }) => {
    const headers = { origin: origin?.replace('PORT', String(ours.port)) };
    expect((await ours.ask({ method: 'POST', path: A_CALL, body: '{}', headers })).status).toBe(403);
    expect((await ours.ask({ method: 'POST', path: '/session', body: '{"token":"x"}', headers })).status).toBe(403);
  });

test('T117 a POST of our own page is answered', async ({ ours }) => {
  expect(JSON.parse((await ours.call('station.connections')).body)).toMatchObject({ ok: true });
});

test('T117 a start link is never handed to a page, whatever key it brings', async ({ ours, station }) => {
  const { key } = JSON.parse(await readFile(`${station.folder}/station/run.json`, 'utf8')) as { key: string };
  const ask = (origin: string | undefined) =>
    ours.ask({ method: 'POST', path: '/start-link', body: JSON.stringify({ key }), headers: { origin } });
  expect((await ask(undefined)).status).toBe(200);
  for (const origin of ['null', 'https://evil.example', `http://127.0.0.1:${ours.port}`])
    expect((await ask(origin)).status).toBe(403);
});

test('T122 nothing of the station listens on another address of this computer', async ({ station, ours }) => {
  const { port: portal } = new URL(await station.portalAddress());
  const others = Object.values(networkInterfaces())
    .flatMap(one => one ?? [])
    .map(({ address, scopeid }) => (scopeid ? `${address}%${scopeid}` : address))
    .filter(address => address !== '127.0.0.1');
  for (const address of ['127.0.0.2', '::1', ...others])
    for (const port of [ours.port, Number(portal)])
      expect(await isOpen(port, address), `${address} ${port}`).toBe(false);
  expect(await isOpen(ours.port, '127.0.0.1')).toBe(true);
  expect(await isOpen(Number(portal), '127.0.0.1')).toBe(true);
});

test('T122 the system’s own table says that only 127.0.0.1 is bound', async ({ ours }) => {
  test.skip(process.platform !== 'linux', 'the table is read as Linux writes it');
  const hex = ours.port.toString(16).toUpperCase().padStart(4, '0');
  const table = (await readFile('/proc/net/tcp', 'utf8')) + (await readFile('/proc/net/tcp6', 'utf8').catch(() => ''));
  const listening = table.split('\n').filter(line => new RegExp(`^\\s*\\d+: \\w+:${hex} .* 0A `).test(line));
  expect(listening.map(line => /: (\w+):/.exec(line)?.[1])).toEqual(['0100007F']);
});

function isOpen(port: number, host: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = net.connect({ port, host, timeout: 1_000 });
    const say = (is: boolean) => () => {
      socket.destroy();
      resolve(is);
    };
    socket.on('connect', say(true)).on('error', say(false)).on('timeout', say(false));
  });
}
