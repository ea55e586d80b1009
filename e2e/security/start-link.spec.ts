/** The start link lets one browser in, once and for a short time; the key to another link stands in one file. */
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeBrowserStation } from '../station.ts';
import { expect, linkIn, test, tokenIn } from './attacked-station.ts';
import { Caller, pageHeaders, type Answer } from './requests.ts';

const noCookie = { cookie: undefined };

/** Redeems a token as our own page does, without any cookie yet. */
const redeem = (ours: Caller, token: string): Promise<Answer> =>
  ours.ask({ method: 'POST', path: '/session', body: JSON.stringify({ token }), headers: noCookie });

test('T118 without the cookie no call, no event and no picture is answered', async ({ ours }) => {
  const call = { method: 'POST', path: '/host/station.connections', body: '{}', headers: noCookie };
  expect((await ours.ask(call)).status).toBe(401);
  for (const where of ['/events?window=w', '/image/practice-1'])
    expect((await ours.ask({ path: where, headers: noCookie })).status).toBe(401);
});

test('T118 no other cookie opens the station', async ({ ours }) => {
  const name = `vasculum-${ours.port}`;
  for (const cookie of [`${name}=`, `${name}=guess`, `${name}=${'A'.repeat(43)}`, `other=${'A'.repeat(43)}`, name])
    expect((await ours.ask({ method: 'POST', path: '/host/outbox.list', headers: { cookie } })).status, cookie).toBe(
      401,
    );
});

for (const token of ['', 'guess', 'A'.repeat(32), '__proto__', 'undefined', '*'])
  test(`T118 the guessed start token "${token}" is refused`, async ({ ours }) => {
    const answer = await redeem(ours, token);
    expect(answer.status).toBe(401);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

for (const body of ['', 'null', '[]', '{', '{"token":{"$ne":1}}', '{"token":[""]}', '"token"'])
  test(`T118 a session asked for with the body ${body || '(empty)'} is refused`, async ({ ours }) => {
    const answer = await ours.ask({ method: 'POST', path: '/session', body, headers: noCookie });
    expect(answer.status).toBe(401);
  });

test('T118 the cookie without the page’s key, and the key without the cookie, answer no call', async ({ ours }) => {
  const call = { method: 'POST', path: '/host/outbox.list', body: '{}' };
  expect((await ours.ask(call)).status).toBe(200);
  for (const lacking of [{ cookie: undefined }, { 'x-vasculum-key': undefined }, { 'x-vasculum-key': 'guess' }])
    expect((await ours.ask({ ...call, headers: lacking })).status).toBe(401);
});

test('T118 a start link works once', async ({ ours, station }) => {
  const token = tokenIn(await station.shell.startAgain(station.args));
  expect((await redeem(ours, token)).status).toBe(200);
  expect((await redeem(ours, token)).status).toBe(401);
});

test('T118 a token in the address’s query or a header opens nothing: it is taken from a body alone', async ({
  ours,
  station,
}) => {
  const token = tokenIn(await station.shell.startAgain(station.args));
  const headers = { ...noCookie, authorization: `Bearer ${token}`, 'x-token': token };
  for (const where of [`/host/outbox.list?token=${token}`, `/session?token=${token}`])
    expect((await ours.ask({ method: 'POST', path: where, body: '{}', headers })).status).toBe(401);
  expect((await redeem(ours, token)).status).toBe(200);
});

test('T118 the start link carries its token behind #, where no server and no referrer sees it', async ({ station }) => {
  const link = new URL(linkIn(station.output));
  expect(link.search).toBe('');
  expect(link.hash).toMatch(/^#token=[\w-]{32}$/);
});

test('T118 the page takes the token out of its address and keeps it nowhere', async ({ window }) => {
  expect(await window.evaluate(() => location.href)).not.toContain('token');
  expect(await window.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toContain(
    'token',
  );
});

test('T118 the cookie is for this session, this site and no script, and its name carries the port', async ({
  ours,
  station,
  window,
}) => {
  const { headers } = await redeem(ours, tokenIn(await station.shell.startAgain(station.args)));
  expect(headers['set-cookie']).toHaveLength(1);
  const [pair, ...flags] = (headers['set-cookie']?.[0] ?? '').split('; ');
  expect(pair).toMatch(new RegExp(`^vasculum-${ours.port}=[\\w-]{43}$`));
  expect(flags.sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict']);
  expect(await window.evaluate(() => document.cookie)).toBe('');
});

test('T118 token and cookie of another station open nothing here', async ({ ours, station }) => {
  const other = await makeBrowserStation();
  try {
    const token = tokenIn(await other.shell.startHost(other.args));
    expect((await redeem(ours, token)).status).toBe(401);
    const { headers } = await redeem(new Caller(other.shell.port, pageHeaders(other.shell.port)), token);
    const [name, secret] = (headers['set-cookie']?.[0] ?? '').split(';')[0]?.split('=') ?? [];
    for (const cookie of [`${name}=${secret}`, `vasculum-${station.shell.port}=${secret}`])
      expect((await ours.ask({ method: 'POST', path: '/host/outbox.list', headers: { cookie } })).status).toBe(401);
  } finally {
    await other.discard();
  }
});

/** Read by the program at its start: its clock jumps ahead once a file appears. */
const JUMPING_CLOCK = `
  import { existsSync } from 'node:fs';
  const now = Date.now;
  Date.now = () => now() + (existsSync(process.env.LATER) ? 6 * 60_000 : 0);`;

test('T118 a start link is worth nothing after five minutes', async () => {
  const other = await makeBrowserStation();
  try {
    const later = path.join(other.folder, 'later');
    const clock = `--import=data:text/javascript,${encodeURIComponent(JUMPING_CLOCK)}`;
    const [first, second] = [
      await other.shell.startHost(other.args, { LATER: later, NODE_OPTIONS: clock }),
      await other.shell.startAgain(other.args),
    ];
    const caller = new Caller(other.shell.port, pageHeaders(other.shell.port));
    expect((await redeem(caller, tokenIn(first))).status).toBe(200);
    await writeFile(later, '');
    expect((await redeem(caller, tokenIn(second))).status).toBe(401);
  } finally {
    await other.discard();
  }
});

test('T123 the file with the key to new links is readable by its owner alone', async ({ station }) => {
  test.skip(process.platform === 'win32', 'Windows keeps permissions in another way');
  const { mode } = await stat(path.join(station.folder, 'station', 'run.json'));
  expect((mode & 0o777).toString(8)).toBe('600');
});

test('T123 a file left behind by a killed program, open to everybody, is not written into', async () => {
  test.skip(process.platform === 'win32', 'Windows keeps permissions in another way');
  const killed = await makeBrowserStation();
  try {
    await killed.shell.startHost(killed.args);
    await killed.shell.kill();
    const file = path.join(killed.folder, 'station', 'run.json');
    await chmod(file, 0o666);
    await killed.shell.startHost(killed.args);
    expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600');
  } finally {
    await killed.discard();
  }
});

test('T123 start token, key and cookie stand in no other file of the station', async ({ ours, station }) => {
  const { key } = JSON.parse(await readFile(path.join(station.folder, 'station', 'run.json'), 'utf8')) as {
    key: string;
  };
  const token = tokenIn(await station.shell.startAgain(station.args));
  const cookie = (await redeem(ours, token)).headers['set-cookie']?.[0]?.split(/[=;]/)[1] ?? '';
  const found: string[] = [];
  for (const entry of await readdir(path.join(station.folder, 'station'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(path.join(entry.parentPath, entry.name));
    for (const secret of [key, token, tokenIn(station.output), cookie])
      if (bytes.includes(secret)) found.push(entry.name);
  }
  expect(found).toEqual(['run.json']);
});
