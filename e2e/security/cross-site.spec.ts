/** A hostile page in the technician's own browser, cookie and all. Subtle: another port of this computer is the same site. */
import type { Page } from '@playwright/test';
import { expect, test } from './attacked-station.ts';
import { Caller, pageHeaders, sendBytes, statusOf } from './requests.ts';

const SIGN_OUT = '/host/portal.signOut';

const FORM_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'] as const;

for (const type of FORM_TYPES)
  test(`T119 a form of another site, sent as ${type}, changes nothing`, async ({ station, ours, window, hostile }) => {
    const to = `http://127.0.0.1:${station.shell.port}${SIGN_OUT}`;
    const form = `<form method="post" enctype="${type}" action="${to}"><input name='{"a":"' value='"}'></form>`;
    const page = await window.context().newPage();
    await page.goto(hostile.page(`form-${FORM_TYPES.indexOf(type)}`, form));
    const [answer] = await Promise.all([
      page.waitForResponse(to),
      page.evaluate(() => document.querySelector('form')?.submit()),
    ]);
    expect(answer.status()).toBe(403);
    expect(await isSignedIn(ours)).toBe(true);
    await page.close();
  });

test('T119 the cookie reaches sites on other ports of this computer, so it is not enough for a call', async ({
  station,
  window,
  hostile,
}) => {
  const page = await window.context().newPage();
  await page.goto(hostile.page('cookie', ''));
  await page.close();
  const cookie = hostile.cookies.find(one => one.includes(`vasculum-${station.shell.port}=`));
  expect(cookie).toBeDefined();
  const thief = new Caller(station.shell.port, {
    ...pageHeaders(station.shell.port),
    cookie,
    'x-vasculum-window': 'thief',
  });
  expect((await thief.call('outbox.list')).status).toBe(401);
});

test('T119 JSON sent as plain text is a call of nobody: a page of ours names its window', async ({ ours }) => {
  const headers = { 'content-type': 'text/plain', 'x-vasculum-window': undefined };
  expect((await ours.ask({ method: 'POST', path: SIGN_OUT, body: '{}', headers })).status).toBe(400);
  expect(await isSignedIn(ours)).toBe(true);
});

for (const where of [SIGN_OUT, '/session', '/start-link', '/host/outbox.tryNow', '/host/station.startPracticeOver'])
  test(`T119 a GET of ${where} does nothing`, async ({ ours }) => {
    expect((await ours.ask({ path: where })).status).toBe(404);
    expect((await ours.ask({ path: `${where}?{}`, headers: { 'x-http-method-override': 'POST' } })).status).toBe(404);
    expect(await isSignedIn(ours)).toBe(true);
  });

for (const method of ['HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'])
  test(`T119 the method ${method} is refused`, async ({ ours }) => {
    for (const where of ['/', SIGN_OUT, '/session'])
      expect((await ours.ask({ method, path: where })).status, where).toBe(405);
    expect(await isSignedIn(ours)).toBe(true);
  });

test('T119 nobody is tunnelled through the station', async ({ ours: { port } }) => {
  const said = await sendBytes(port, `CONNECT 127.0.0.1:${port} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
  expect(said).toBe('');
});

for (const asks of ['same-site', 'cross-site'])
  test(`T119 what is loaded with our cookie is not loaded by a ${asks} page`, async ({ ours }) => {
    const headers = { 'sec-fetch-site': asks };
    for (const where of ['/events?window=w', '/image/practice-1'])
      expect((await ours.ask({ path: where, headers })).status).toBe(403);
    expect((await ours.ask({ path: '/nowhere', headers: { 'sec-fetch-site': 'same-origin' } })).status).toBe(404);
  });

test('T119 a hostile page cannot end the line of a window that works', async ({ station, ours, window, hostile }) => {
  await ours.value('station.useHere');
  const page = await window.context().newPage();
  await page.goto(hostile.page('line', ''));
  await attempt(page, `http://127.0.0.1:${station.shell.port}/events?window=${ours.windowId}`, BLINDLY);
  await page.close();
  const seen = JSON.parse((await ours.call('station.open', {}, 'another')).body) as { value: { isWriter: boolean } };
  expect(seen.value.isWriter).toBe(false);
});

for (const where of ['/', '/events?window=w', '/host/outbox.list'])
  test(`T120 no WebSocket is opened at ${where}`, async ({ ours }) => {
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1'])
      expect([200, 403, 404]).toContain(statusOf(await sendBytes(ours.port, handshake(ours, where, origin))));
  });

test('T120 a hostile page gets no WebSocket', async ({ station, window, hostile }) => {
  const page = await window.context().newPage();
  await page.goto(hostile.page('socket', ''));
  const became = await page.evaluate(
    address =>
      new Promise(resolve => {
        const socket = new WebSocket(address);
        socket.onopen = () => resolve('open');
        socket.onerror = () => resolve('refused');
      }),
    `ws://127.0.0.1:${station.shell.port}/events`,
  );
  expect(became).toBe('refused');
  await page.close();
});

test('T121 no preflight is granted', async ({ ours }) => {
  const headers = {
    origin: 'https://evil.example',
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'x-vasculum-window',
    'access-control-request-private-network': 'true',
  };
  for (const where of ['/', SIGN_OUT, '/session', '/events']) {
    const answer = await ours.ask({ method: 'OPTIONS', path: where, headers });
    expect(answer.status).toBe(405);
    expect(Object.keys(answer.headers).filter(name => name.startsWith('access-control'))).toEqual([]);
  }
});

test('T121 no answer may be read by another origin', async ({ ours }) => {
  const headers = { origin: 'https://evil.example' };
  for (const where of ['/', '/nowhere', '/image/practice-1'])
    expect((await ours.ask({ path: where, headers })).headers['access-control-allow-origin']).toBeUndefined();
});

test('T121 a hostile page can neither read our page nor call with our header', async ({ station, window, hostile }) => {
  const page = await window.context().newPage();
  await page.goto(hostile.page('read', ''));
  const own = `http://127.0.0.1:${station.shell.port}`;
  expect(await attempt(page, own, { credentials: 'include' })).toBe('TypeError');
  const headers = { 'x-vasculum-window': 'stolen' };
  expect(await attempt(page, `${own}/host/outbox.list`, { method: 'POST', body: '{}', headers })).toBe('TypeError');
  await page.close();
});

test('T126 every answer forbids framing, sniffing and use by other origins', async ({ ours }) => {
  const asked = [
    { path: '/' },
    { path: '/nowhere' },
    { path: '/events', headers: { cookie: '' } },
    { path: '/', headers: { host: 'evil.example' } },
    { path: '/', method: 'DELETE' },
    { path: SIGN_OUT, method: 'POST', headers: { origin: 'null' } },
    { path: '/host/outbox.list', method: 'POST', body: '{}' },
  ];
  for (const one of asked) {
    const { headers } = await ours.ask(one);
    expect(headers).toMatchObject({
      'x-frame-options': 'DENY',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  }
});

test('T126 a hostile page cannot frame ours', async ({ station, window, hostile }) => {
  const page = await window.context().newPage();
  const own = `http://127.0.0.1:${station.shell.port}/`;
  await page.goto(hostile.page('frame', `<iframe src="${own}"></iframe>`));
  const frame = page.frames()[1];
  expect(frame?.url()).toMatch(/^chrome-error:/);
  await page.close();
});

for (const [what, html] of [
  ['a picture', '<img src="OWN/image/practice-1">'],
  ['a script', '<script src="OWN/SCRIPT"></script>'],
  ['a style sheet', '<link rel="stylesheet" href="OWN/STYLE">'],
] as const)
  test(`T126 a hostile page cannot use ${what} of ours`, async ({ ours, window, hostile }) => {
    const own = `http://127.0.0.1:${ours.port}`;
    const { body } = await ours.ask({ path: '/' });
    const named = (ending: string) => new RegExp(`assets/[\\w.-]+\\.${ending}`).exec(body)?.[0] ?? '';
    const filled = html.replace('OWN', own).replace('SCRIPT', named('js')).replace('STYLE', named('css'));
    const page = await window.context().newPage();
    const failed = page.waitForEvent('requestfailed', one => one.url().startsWith(own));
    await page.goto(hostile.page('use', filled));
    expect((await failed).failure()?.errorText).toMatch(/BLOCKED_BY_RESPONSE|ERR_BLOCKED/);
    await page.close();
  });

test('T126 a hostile page that opens ours has no hold on its window', async ({ station, window, hostile }) => {
  const page = await window.context().newPage();
  await page.goto(hostile.page('opener', ''));
  const [opened] = await Promise.all([
    page.context().waitForEvent('page'),
    page.evaluate(own => void Object.assign(globalThis, { own: open(own) }), `http://127.0.0.1:${station.shell.port}/`),
  ]);
  await opened.waitForLoadState();
  await expect.poll(() => page.evaluate(() => (globalThis as unknown as { own: Window }).own.closed)).toBe(true);
  expect(await opened.evaluate(() => opener === null)).toBe(true);
  await opened.close();
  await page.close();
});

/** As a page fetches what it may not read. */
const BLINDLY: RequestInit = { mode: 'no-cors', credentials: 'include' };

/** What became of a fetch of a hostile page: the status it could read, or the name of its error. */
function attempt(page: Page, address: string, options: RequestInit): Promise<number | string> {
  return page.evaluate(
    ([where, how]) =>
      fetch(where, how).then(
        answer => answer.status,
        (error: Error) => error.name,
      ),
    [address, options] as const,
  );
}

async function isSignedIn(ours: Caller): Promise<boolean> {
  const { session } = (await ours.value('station.open')) as { readonly session: { readonly isSignedIn: boolean } };
  return session.isSignedIn;
}

const handshake = ({ port, cookie }: Caller, where: string, origin: string): string =>
  [
    `GET ${where} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    `Origin: ${origin}`,
    `Cookie: ${cookie}`,
    'Upgrade: websocket',
    'Connection: Upgrade, close',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    '\r\n',
  ].join('\r\n');
