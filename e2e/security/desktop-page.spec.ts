/** What the desktop's page may load and be, judged by a real browser under the policy that the program itself sends. */
import { expect, PAGE, test } from './attacked-desktop.ts';
import { EVALUATIONS, KINDS, refusedBy } from './policy-attacks.ts';

test.beforeEach(async ({ window }) => {
  await window.goto(PAGE);
  await window.locator('body[data-ready=true]').waitFor();
});

for (const { what, by, attack } of KINDS)
  test(`T109 the desktop’s page refuses ${what}`, async ({ window, hostile }) => {
    const path = `/policy/${what.replace(/\W/g, '-')}`;
    expect(await refusedBy(window, `(${String(attack)})('${hostile.origin}${path}')`)).toMatch(by);
    expect(await window.evaluate(() => 'wasForeign' in globalThis)).toBe(false);
    expect(hostile.visitsTo(path)).toEqual([]);
    expect(window.url()).toBe(PAGE);
  });

for (const [what, code] of Object.entries(EVALUATIONS))
  test(`T109 the desktop’s page does not turn text into code by ${what}`, async ({ window }) => {
    expect(await refusedBy(window, `setTimeout(() => { try { ${code} } catch { } })`)).toMatch(/^script-src/);
    expect(await window.evaluate(() => 'wasForeign' in globalThis)).toBe(false);
  });

for (const [id, what, path] of [
  ['T96', 'dots', '/image/..%2f..%2fstation.json'],
  ['T97', 'encoded dots', '/image/%2e%2e%2f%2e%2e%2fstation.json'],
  ['T98', 'backslashes', '/image/..%5c..%5cstation.json'],
  ['T99', 'a NUL', '/image/practice-1%00.jpg'],
  ['T100', 'an absolute path', '/image//etc/passwd'],
  ['T101', 'another case', '/IMAGE/practice-1'],
  ['T102', 'an id that this connection does not have', '/image/herbarium-1'],
  ['T96', 'a file beside the page', '/../station/desktop.cjs'],
  ['T96', 'package.json', '/package.json'],
] as const)
  test(`${id} the page’s scheme gives nothing for ${what}`, async ({ window }) => {
    expect(await window.evaluate(async where => (await fetch(where)).status, path)).toBe(404);
  });

test('T96 the page’s scheme gives pictures by opaque id, for reading only', async ({ window }) => {
  const ask = (method: string) =>
    window.evaluate(async how => (await fetch('/image/practice-1', { method: how })).status, method);
  expect(await ask('GET')).toBe(200);
  for (const method of ['POST', 'PUT', 'DELETE']) expect(await ask(method), method).toBe(405);
});

test('T104 the page sees the bridge, frozen, and nothing of Electron or Node', async ({ window }) => {
  const seen = await window.evaluate(() => {
    const own = globalThis as unknown as Record<string, object>;
    return {
      bridge: Object.keys(own['vasculumHost'] ?? {}),
      isFrozen: Object.isFrozen(own['vasculumHost']),
      leaks: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', '__standInAsk'].filter(name => name in own),
    };
  });
  expect(seen).toEqual({ bridge: ['windowId', 'request', 'listen'], isFrozen: true, leaks: [] });
});

test('T111 the page keeps no cookies', async ({ window }) => {
  expect(await window.context().cookies()).toEqual([]);
});
