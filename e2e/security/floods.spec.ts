/** Too much of everything: whoever floods the station is cut off, and everybody else is answered meanwhile. */
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { expect, test } from './attacked-station.ts';
import { hungUp, sendBytes, statusOf, type Caller } from './requests.ts';

/** A technician does not notice this. */
const AT_ONCE_MS = 1_000;
const MANY = 300;

/** Whoever is cut, is cut within this time: the cases wait for it. */
test.describe.configure({ timeout: 15_000 });

async function expectAnswersAtOnce(ours: Caller): Promise<void> {
  const before = performance.now();
  await ours.value('outbox.list');
  expect((await ours.ask({ path: '/' })).status).toBe(200);
  expect(performance.now() - before).toBeLessThan(AT_ONCE_MS);
}

const start = (port: number, extra = '') => `POST /session HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${extra}`;

test('T124 requests that never end are cut, and nobody waits for them', async ({ ours }) => {
  const slow = await connections(ours.port, MANY, start(ours.port, 'X-Slow: '));
  const trickle = setInterval(() => slow.forEach(one => one.writable && one.write('a')), 500);
  await expectAnswersAtOnce(ours);
  await allClosed(slow);
  clearInterval(trickle);
  await expectAnswersAtOnce(ours);
});

test('T124 connections that say nothing are cut, and nobody waits for them', async ({ ours }) => {
  const idle = await connections(ours.port, MANY);
  await expectAnswersAtOnce(ours);
  await allClosed(idle);
});

test('T124 a body that trickles is cut', async ({ ours }) => {
  const origin = `Origin: http://127.0.0.1:${ours.port}\r\nContent-Length: 1000\r\n\r\n{`;
  const slow = await connections(ours.port, 5, start(ours.port, origin));
  const trickle = setInterval(() => slow.forEach(one => one.writable && one.write(' ')), 500);
  await expectAnswersAtOnce(ours);
  await allClosed(slow);
  clearInterval(trickle);
});

for (const [what, length] of [
  ['that says its size', 'Content-Length: 1000000000'],
  ['that does not say its size', 'Transfer-Encoding: chunked'],
] as const)
  test(`T124 a body of 1 GB ${what} is cut long before its end`, async ({ ours }) => {
    const head = [
      'POST /host/station.connections HTTP/1.1',
      `Host: 127.0.0.1:${ours.port}`,
      `Origin: http://127.0.0.1:${ours.port}`,
      `Cookie: ${ours.cookie}`,
      `X-Vasculum-Key: ${ours.key}`,
      'X-Vasculum-Window: flood',
      length,
      '\r\n',
    ].join('\r\n');
    const part = Buffer.alloc(65_536, 'a');
    const chunk = length.startsWith('Transfer')
      ? Buffer.concat([Buffer.from('10000\r\n'), part, Buffer.from('\r\n')])
      : part;
    expect(await takenBeforeTheCut(ours.port, head, chunk)).toBeLessThan(32 * 1024 * 1024);
    await expectAnswersAtOnce(ours);
  });

test('T124 a compressed body is not inflated', async ({ ours }) => {
  const headers = { 'content-encoding': 'gzip' };
  const body = 'H4sIAAAAAAAAA6tWKkktLlGyUlAqSS0uUbJSUKrlAgBQPDp4FAAAAA';
  expect((await ours.ask({ method: 'POST', path: '/host/outbox.list', body, headers })).status).toBe(400);
});

test('T124 headers beyond measure are refused', async ({ ours }) => {
  const long = start(ours.port, `X-Long: ${'a'.repeat(100_000)}\r\nConnection: close\r\n\r\n`);
  const many = start(ours.port, `${'X-Many: a\r\n'.repeat(20_000)}Connection: close\r\n\r\n`);
  const address = `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: 127.0.0.1:${ours.port}\r\nConnection: close\r\n\r\n`;
  for (const flood of [long, many, address]) expect(await refused(ours.port, flood)).toBe(true);
  await expectAnswersAtOnce(ours);
});

test('T124 a request with two lengths is refused: nothing is smuggled behind it', async ({ ours }) => {
  for (const lengths of [
    'Content-Length: 2\r\nContent-Length: 40\r\n',
    'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n',
    'Transfer-Encoding: chunked, identity\r\n',
    'Content-Length: -1\r\n',
  ]) {
    const said = await sendBytes(ours.port, start(ours.port, `${lengths}Connection: close\r\n\r\n{}`));
    expect(statusOf(said), lengths).toBe(400);
    expect(said.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  }
});

test('T124 a thousand calls at once are all answered', async ({ ours }) => {
  const answers = await Promise.all(Array.from({ length: 1_000 }, () => ours.call('station.connections')));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
});

test('T124 bytes that are no HTTP end their own connection and nothing else', async ({ ours }) => {
  for (const noise of [
    '\x16\x03\x01\x02\x00\x01\x00',
    '\0'.repeat(1_000),
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    '\r\n'.repeat(50) + 'x',
  ])
    expect(statusOf(await sendBytes(ours.port, noise))).not.toBe(200);
  await expectAnswersAtOnce(ours);
});

test('T124 what the floods left behind in the station’s folder is nothing but its own files', async ({ station }) => {
  const names = await readdir(path.join(station.folder, 'station'));
  for (const name of names)
    expect(['connections', 'practice-portal', 'run.json', 'station.json', 'canary.txt']).toContain(name);
});

async function connections(port: number, count: number, first = ''): Promise<readonly net.Socket[]> {
  const sockets = Array.from({ length: count }, () => net.connect(port, '127.0.0.1'));
  for (const socket of sockets) socket.on('error', () => undefined).resume();
  await Promise.all(sockets.map(socket => once(socket, 'connect')));
  for (const socket of sockets) socket.write(first);
  return sockets;
}

const allClosed = (sockets: readonly net.Socket[]): Promise<unknown> => Promise.all(sockets.map(hungUp));

/** Bytes that went out before the other side hung up; at most 1 GB. */
async function takenBeforeTheCut(port: number, head: string, chunk: Buffer): Promise<number> {
  const socket = net.connect(port, '127.0.0.1');
  socket.on('error', () => undefined).resume();
  socket.write(head);
  const closed = hungUp(socket);
  while (!socket.destroyed && !socket.readableEnded && socket.bytesWritten < 1e9) {
    const isFree = socket.write(chunk);
    const drained = new Promise(resolve => (isFree ? setImmediate(resolve) : socket.once('drain', resolve)));
    await Promise.race([drained, closed]);
  }
  socket.destroy();
  await closed;
  return socket.bytesWritten;
}

/** Told no, or hung up on. */
async function refused(port: number, bytes: string): Promise<boolean> {
  return [0, 400, 413, 414, 431].includes(statusOf(await sendBytes(port, bytes)));
}
