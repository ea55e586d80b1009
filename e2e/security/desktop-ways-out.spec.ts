/** Where the desktop's window can be led, what it may have, and what calls it from outside. */
import type { Page } from '@playwright/test';
import { Bench } from '../bench.ts';
import { connectAs } from '../connect.ts';
import { makeDesktopStation } from '../station.ts';
import { expect, openPages, ORIGIN, PAGE, test } from './attacked-desktop.ts';

type LeadsAway = (elsewhere: string) => unknown;

const AWAY: Readonly<Record<string, LeadsAway>> = {
  'a script that sets the address': elsewhere => location.assign(elsewhere),
  'a script that replaces the address': elsewhere => location.replace(elsewhere),
  'a link': elsewhere => Object.assign(document.createElement('a'), { href: elsewhere }).click(),
  'a meta refresh': elsewhere => {
    const meta = Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: `0;url=${elsewhere}` });
    document.head.append(meta);
  },
};

const OPENS: Readonly<Record<string, LeadsAway>> = {
  'window.open': elsewhere => void open(elsewhere),
  'window.open without an opener': elsewhere => void open(elsewhere, '_blank', 'noopener'),
  'a link to a new window': elsewhere =>
    Object.assign(document.createElement('a'), { href: elsewhere, target: '_blank' }).click(),
};

for (const [what, leads] of Object.entries(AWAY))
  test(`T105 ${what} does not lead the window away`, async ({ window, hostile }) => {
    const path = `/away/${what.replace(/\W/g, '-')}`;
    const refused = window.waitForEvent('requestfailed', request => request.isNavigationRequest());
    await window.evaluate(`(${String(leads)})('${hostile.origin}${path}')`);
    await refused;
    expect(window.url()).toBe(PAGE);
    expect(hostile.visitsTo(path)).toEqual([]);
    await stillWorks(window);
  });

for (const [what, opens] of Object.entries(OPENS))
  test(`T105 ${what} opens nothing`, async ({ window, hostile }) => {
    const path = `/opened/${what.replace(/\W/g, '-')}`;
    const opened = window.context().waitForEvent('page');
    await window.evaluate(`(${String(opens)})('${hostile.origin}${path}')`);
    await opened;
    await isTheOnlyPage(window);
    expect(hostile.visitsTo(path)).toEqual([]);
    await stillWorks(window);
  });

test('T105 a link that is pressed with the middle button opens nothing', async ({ window, hostile }) => {
  const opened = window.context().waitForEvent('page');
  await window.evaluate(href => {
    const link = Object.assign(document.createElement('a'), { href, id: 'away', textContent: 'away' });
    document.body.replaceChildren(link);
  }, `${hostile.origin}/middle`);
  await window.locator('#away').click({ button: 'middle' });
  await opened;
  await isTheOnlyPage(window);
  expect(hostile.visitsTo('/middle')).toEqual([]);
  await stillWorks(window);
  await window.reload();
});

test('T105 an address that is dropped onto the window does not lead it away', async ({ window, hostile }) => {
  const session = await window.context().newCDPSession(window);
  const items = [{ mimeType: 'text/uri-list', data: `${hostile.origin}/dropped` }];
  const data = { items, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });
  await session.detach();
  await stillWorks(window);
  expect(hostile.visitsTo('/dropped')).toEqual([]);
});

test('T105 a webview is an unknown element and loads nothing', async ({ window, hostile }) => {
  await window.evaluate(src => {
    const view = document.createElement('webview');
    view.setAttribute('src', src);
    document.body.append(view);
  }, `${hostile.origin}/webview`);
  await stillWorks(window);
  expect(hostile.visitsTo('/webview')).toEqual([]);
});

for (const url of [
  'https://portal.example/x.js',
  'http://127.0.0.1:1/',
  'file:///etc/passwd',
  'ftp://x/',
  'data:text/html,x',
])
  test(`T105 nothing of ${url} is loaded, whatever asks`, async ({ desktop }) => {
    expect(await desktop.shell.mayLoad(url)).toBe(false);
  });

for (const permission of [
  'geolocation',
  'notifications',
  'clipboard-read',
  'display-capture',
  'midi',
  'pointerLock',
  'openExternal',
  'hid',
  'serial',
  'usb',
  'storage-access',
])
  test(`T106 our page does not get ${permission}`, async ({ desktop }) => {
    expect(await desktop.shell.mayHave(permission, { requestingUrl: `${ORIGIN}/` })).toBe(false);
  });

test('T106 the camera is for our page alone, microphone and screen for nobody', async ({ desktop }) => {
  const mayFilm = (requestingUrl: string, ...mediaTypes: readonly string[]) =>
    desktop.shell.mayHave('media', { requestingUrl, mediaTypes });
  expect(await mayFilm(`${ORIGIN}/`, 'video')).toBe(true);
  expect(await mayFilm('https://evil.example/', 'video')).toBe(false);
  expect(await mayFilm(`${ORIGIN}.evil/`, 'video')).toBe(false);
  expect(await mayFilm(`${ORIGIN}/`, 'audio')).toBe(false);
  expect(await mayFilm(`${ORIGIN}/`, 'video', 'audio')).toBe(false);
  expect(await mayFilm(`${ORIGIN}/`)).toBe(false);
});

for (const keychain of ['basic_text', 'none'])
  test(`T110 a password is not kept where the keychain is ${keychain}, and the sign-in says so`, async () => {
    const station = await makeDesktopStation();
    const page = await station.shell.open(station.args, { width: 1366, height: 768 }, { STAND_IN_KEYCHAIN: keychain });
    await connectAs(page, await station.portalAddress(), 'supervisor');
    await new Bench(page).isAt('seeking');
    expect(await station.filesNamed('account.sealed')).toEqual([]);
    await page.keyboard.press('F5');
    await expect(page.getByText('After a restart it is asked for again.')).toBeVisible();
    await station.discard();
  });

for (const link of ['vasculum://merge?a=1001&b=1002', 'vasculum://link/1001/VASC0000001', 'vasculum://../../x'])
  test(`T112 ${link} brings the window forward and changes nothing`, async ({ desktop }) => {
    const before = await (await desktop.portal()).tables();
    expect(await desktop.shell.startAgain([...desktop.args, link])).toBe(0);
    await expect.poll(async () => (await desktop.shell.said())[0]?.detail).toContain('never change a record');
    expect(await (await desktop.portal()).tables()).toEqual(before);
  });

const isTheOnlyPage = (window: Page) => expect.poll(() => openPages(window), { timeout: 20_000 }).toBe(1);

/** The page is ours as before, and its host answers it. */
async function stillWorks(window: Page): Promise<void> {
  expect(window.url()).toBe(PAGE);
  const answer = await window.evaluate(() => {
    const own = globalThis as unknown as { vasculumHost: { request(name: string, input: object): Promise<unknown> } };
    return own.vasculumHost.request('station.connections', {});
  });
  expect(answer).toMatchObject({ ok: true });
}
