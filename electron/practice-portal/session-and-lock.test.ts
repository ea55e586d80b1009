/** Signing in, being signed out, and the lock that hides a record but stops nobody. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EDITOR, PracticeBench, TABLE } from './practice-bench.ts';

let bench: PracticeBench;
beforeEach(async () => (bench = await PracticeBench.open()));
afterEach(() => bench.close());

const isOpen = async (visitor: Awaited<ReturnType<PracticeBench['visitor']>>) =>
  (await visitor.get(`${TABLE}?collid=1&q_catalognumber=occid 1`)).status === 200;

describe('signing in (PORTAL_PROTOCOL 1.1)', () => {
  it('works by name or e-mail with a redirect; a wrong password shows the form again', async () => {
    const visitor = await bench.visitor();
    expect((await visitor.signIn('practice', 'wrong')).status).toBe(200);
    expect(await isOpen(visitor)).toBe(false);
    expect(await visitor.signIn('practice@greywater.invalid')).toMatchObject({ status: 302, location: '../index.php' });
    expect(await isOpen(visitor)).toBe(true);
  });

  it('ends by signing out, by idling, and when all sessions expire', async () => {
    const ana = await bench.visitor('practice');
    await ana.get('/profile/index.php?submit=logout');
    expect(await isOpen(ana)).toBe(false);
    await ana.signIn('practice');
    bench.now += 3_601_000;
    expect(await isOpen(ana)).toBe(false);
    await ana.signIn('practice');
    await bench.control('expire-sessions');
    expect(await isOpen(ana)).toBe(false);
  });

  it('the idle time can be set', async () => {
    await bench.control('rules', { sessionIdleSeconds: 10 });
    const ana = await bench.visitor('practice');
    bench.now += 9_000;
    expect(await isOpen(ana)).toBe(true);
    bench.now += 11_000;
    expect(await isOpen(ana)).toBe(false);
  });

  it('the menu links the collections one may edit (12)', async () => {
    const menuOf = async (user: string) => (await (await bench.visitor(user)).get('/profile/occurrencemenu.php')).body;
    expect(await menuOf('practice')).toContain('collprofiles.php?collid=1&emode=1');
    expect(await menuOf('practice')).not.toContain('collid=2');
    expect(await menuOf('visitor')).not.toContain('collprofiles.php');
    const profile = await (await bench.visitor('practice')).get('/collections/misc/collprofiles.php?collid=1&emode=1');
    expect(profile.body).toContain('../editor/occurrenceeditor.php?gotomode=1&collid=1');
    expect(profile.body).not.toContain('collpermissions.php');
    const closed = await (await bench.visitor()).get('/collections/misc/collprofiles.php?collid=1&emode=1');
    expect([closed.status, closed.location]).toEqual([
      302,
      '../../profile/index.php?refurl=../collections/misc/collprofiles.php?collid=1&amp;emode=1',
    ]);
  });

  it('one reads one’s own names in a tab of the profile, and nobody else’s (seen on a real portal)', async () => {
    const ana = await bench.visitor('practice');
    const before = await bench.tables();
    const link = /userprofile\.php\?userid=\d+/.exec((await ana.get('/profile/viewprofile.php')).body)?.[0] ?? '';
    expect(link).toBe('userprofile.php?userid=2');
    const { body } = await ana.get(`/profile/${link}`);
    expect(body).toContain('<input id="firstname" name="firstname" size="40" value="Ana" required />');
    expect(body).toContain('<input id="lastname" name="lastname" size="40" value="Reyes" required />');
    expect((await ana.get('/profile/userprofile.php?userid=1')).body).not.toContain('lastname');
    const stranger = await bench.visitor();
    expect((await stranger.get('/profile/userprofile.php?userid=2')).body).not.toContain('lastname');
    expect((await stranger.get('/profile/viewprofile.php')).location).toBe('index.php?refurl=viewprofile.php');
    expect(await bench.tables()).toEqual(before);
  });

  it('a stranger is sent to the sign-in page with the address escaped, and with a page that says no (0.1, Q10)', async () => {
    const seen = await (await bench.visitor()).get(`${EDITOR}?collid=1&occid=6`);
    expect(seen.location).toBe(
      '../../profile/index.php?refurl=../collections/editor/occurrenceeditor.php?collid=1&amp;occid=6',
    );
    expect(seen.body).toContain('not authorized to edit');
  });

  it('only pages with the header tell whether one is signed in, and the sign-in page leads on (0.1)', async () => {
    const ana = await bench.visitor('practice');
    expect((await ana.get('/index.php')).body).toContain('name="logoutForm"');
    expect((await (await bench.visitor()).get('/index.php')).body).toContain('name="loginButton"');
    expect((await ana.get(`${EDITOR}?collid=1&occid=1001`)).body).not.toContain('logoutForm');
    expect((await ana.get('/profile/index.php')).location).toMatch(/\/portal\/profile\/viewprofile\.php$/);
  });

  it('the REST interface hands out a cookie for secure pages only', async () => {
    const cookie = async (address: string) =>
      (await fetch(`${bench.origin}/portal${address}`)).headers.get('set-cookie');
    expect(await cookie('/index.php')).toMatch(/^PHPSESSID=\w+; path=\/portal; HttpOnly$/);
    expect(await cookie('/api/v2/installation/status')).toMatch(/; secure; HttpOnly$/);
  });
});

describe('the edit lock (PORTAL_PROTOCOL 2.6, RELIABILITY Q8)', () => {
  it('opening a record hides it from others for 900 seconds', async () => {
    const [ana, okafor] = [await bench.visitor('practice'), await bench.visitor('supervisor')];
    await ana.get(`${EDITOR}?collid=1&occid=1001`);
    const locked = await okafor.get(`${EDITOR}?collid=1&occid=1001`);
    expect(locked.body).toContain('Record Locked!');
    expect(locked.body).toContain('individual/index.php?occid=1001');
    expect(locked.body).not.toContain('fullform');
    bench.now += 901_000;
    await okafor.signIn('supervisor');
    expect((await okafor.get(`${EDITOR}?collid=1&occid=1001`)).body).toContain('id="fullform"');
  });

  it('is taken without any right, and for a record that does not exist', async () => {
    const [nobody, ana] = [await bench.visitor('visitor'), await bench.visitor('practice')];
    expect((await nobody.get(`${EDITOR}?collid=1&occid=1001`)).body).toContain('not authorized to edit');
    expect((await ana.get(`${EDITOR}?collid=1&occid=1001`)).body).toContain('Record Locked!');
    await ana.get(`${EDITOR}?collid=1&occid=99999`);
    expect((await bench.tables()).locks.map(({ occid }) => occid)).toEqual([1001, 99_999]);
  });

  it('stays when the record is deleted, and hides that it is gone', async () => {
    const [ana, okafor] = [await bench.visitor('practice'), await bench.visitor('supervisor')];
    await ana.get(`${EDITOR}?collid=1&occid=1013`);
    await okafor.post(EDITOR, Object.entries({ submitaction: 'Delete Occurrence', collid: '1', occid: '1013' }));
    expect((await bench.tables()).occurrences.some(({ occid }) => occid === 1013)).toBe(false);
    expect((await okafor.get(`${EDITOR}?collid=1&occid=1013`)).body).toContain('Record Locked!');
  });

  it('a user holds one lock at most', async () => {
    const ana = await bench.visitor('practice');
    await ana.get(`${EDITOR}?collid=1&occid=1001`);
    await ana.get(`${EDITOR}?collid=1&occid=1002`);
    expect((await bench.tables()).locks.map(({ occid }) => occid)).toEqual([1002]);
  });

  it("a save on a colleague's locked record is carried out and says so above the lock page", async () => {
    await bench.control('colleague-lock', { user: 'supervisor', occid: 1001 });
    const ana = await bench.visitor('practice');
    const seen = await ana.save(1001, [['catalognumber', 'VASC0104301']]);
    expect(seen.body).toContain('SUCCESS');
    expect(seen.body).toContain('Record Locked!');
    expect((await bench.record(1001)).catalogNumber).toBe('VASC0104301');
  });

  it('the table display neither takes a lock nor minds one', async () => {
    await bench.control('colleague-lock', { user: 'supervisor', occid: 1001 });
    const ana = await bench.visitor('practice');
    expect(await ana.table({ q_catalognumber: 'occid 1001' })).toEqual([1001]);
    expect((await bench.tables()).locks).toHaveLength(1);
  });
});

describe('one session, one request at a time (PORTAL_PROTOCOL 0)', () => {
  it('requests with one cookie are answered in their order', async () => {
    const ana = await bench.visitor('practice');
    const order: number[] = [];
    const habits = [1, 2, 3, 4].map(nth => ana.save(1001, [['habitat', `habit ${nth}`]]).then(() => order.push(nth)));
    await Promise.all(habits);
    expect(await bench.history(1001)).toHaveLength(4);
    const froms = (await bench.history(1001)).map(([, from]) => from);
    const tos = (await bench.history(1001)).map(([, , to]) => to);
    expect(froms).toEqual(['', ...tos.slice(0, -1)]);
  });
});
