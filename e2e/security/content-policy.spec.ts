/** The page's content policy, judged by a real browser: whatever got into our page could load, run and send nothing. */
import { readdir } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './attacked-station.ts';
import { EVALUATIONS, KINDS, refusedBy } from './policy-attacks.ts';

test.beforeEach(async ({ window }) => {
  await window.reload();
  await window.locator('body[data-ready=true]').waitFor();
});

for (const { what, by, attack } of KINDS)
  test(`T109 our page refuses ${what}`, async ({ window, hostile }) => {
    const path = `/policy/${what.replace(/\W/g, '-')}`;
    const before = window.url();
    expect(await refusedBy(window, `(${String(attack)})('${hostile.origin}${path}')`)).toMatch(by);
    expect(await window.evaluate(() => 'wasForeign' in globalThis)).toBe(false);
    expect(hostile.visitsTo(path)).toEqual([]);
    expect(window.url()).toBe(before);
  });

for (const [what, code] of Object.entries(EVALUATIONS))
  test(`T109 our page does not turn text into code by ${what}`, async ({ window }) => {
    expect(await refusedBy(window, `setTimeout(() => { try { ${code} } catch { } })`)).toMatch(/^script-src/);
    expect(await window.evaluate(() => 'wasForeign' in globalThis)).toBe(false);
  });

test('T109 a foreign worker does not start', async ({ window, hostile }) => {
  const why = await window.evaluate(foreign => {
    try {
      return String(new Worker(foreign));
    } catch (error) {
      return (error as Error).name;
    }
  }, `${hostile.origin}/policy/worker`);
  expect(why).toBe('SecurityError');
  expect(hostile.visitsTo('/policy/worker')).toEqual([]);
});

test('T109 the policy names every kind it allows, and only our own', async ({ window }) => {
  const policy = await window.evaluate(async () => (await fetch('/')).headers.get('content-security-policy') ?? '');
  const directives = Object.fromEntries(
    policy.split(';').map(one => {
      const [name = '', ...sources] = one.trim().split(' ');
      return [name, sources];
    }),
  );
  expect(directives['default-src']).toEqual(["'none'"]);
  expect(directives['script-src']).toEqual(["'self'"]);
  expect(directives['frame-ancestors']).toEqual(["'none'"]);
  const allowed = new Set(Object.values(directives).flat());
  for (const source of allowed) expect(["'none'", "'self'", 'blob:', 'data:']).toContain(source);
});

test('T109 only the worker that reads barcodes may compile WebAssembly, and it turns no text into code', async ({
  window,
}) => {
  const files = await readdir(new URL('../../dist/renderer/assets/', import.meta.url));
  const policies = await window.evaluate(
    names =>
      Promise.all(
        names.map(async name => (await fetch(`/assets/${name}`)).headers.get('content-security-policy') ?? 'none'),
      ),
    files,
  );
  const allowed = files.filter((_, nth) => policies[nth]?.includes('wasm-unsafe-eval'));
  expect(allowed).toEqual([expect.stringMatching(/^decode-worker-[\w-]+\.js$/)]);
  expect(policies[files.indexOf(allowed[0] ?? '')]).toBe(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
  );
  for (const policy of policies) expect(policy).not.toMatch(/'unsafe-(eval|inline)'/);
});

test('T106 our page may ask for the camera, and for no other device, screen or place', async ({ window }) => {
  const asks = await window.evaluate(
    names => {
      const { featurePolicy } = document as unknown as { featurePolicy: { allowsFeature(name: string): boolean } };
      return names.filter(name => featurePolicy.allowsFeature(name));
    },
    ['camera', 'microphone', 'display-capture', 'geolocation', 'serial', 'usb', 'hid', 'bluetooth', 'midi'],
  );
  expect(asks).toEqual(['camera']);
});

test('T109 our page runs under its policy without a single violation', async ({ window }) => {
  const said = await violationsWhile(window, async () => {
    await window.reload();
    await window.locator('body[data-ready=true]').waitFor();
    for (const room of ['Alt+7', 'Alt+1', 'F6', 'Escape', 'F5', 'Escape']) await window.keyboard.press(room);
  });
  expect(said).toEqual([]);
});

async function violationsWhile(window: Page, act: () => Promise<void>): Promise<readonly string[]> {
  const said: string[] = [];
  const hear = (message: { text(): string }) => {
    if (message.text().includes('Content Security Policy')) said.push(message.text());
  };
  window.on('console', hear);
  await act();
  window.off('console', hear);
  return said;
}
