/** Who may call the desktop's host, and with what. */
import fc from 'fast-check';
import { expect, ORIGIN, test } from './attacked-desktop.ts';
import { announced, CALLS, takesAnyObject } from './contract.ts';

const OURS = { url: `${ORIGIN}/`, isMainFrame: true };

/** Well-formed by chance, these would load the page anew or ask a person: they have stories of their own. */
const DO_SOMETHING = /useHere|probe|startPracticeOver|switchTo|copyLog|chooseFolder/;

interface Said {
  readonly ok?: boolean;
  readonly failure?: { readonly kind: string };
}

const LONG = 'x'.repeat(300_000);
const WRONG: readonly (readonly [string, unknown])[] = [
  ['nothing', undefined],
  ['null', null],
  ['a number', 1e300],
  ['a list', [[]]],
  ['a megabyte', { address: LONG, typed: LONG, user: LONG, password: LONG, entryId: LONG, connectionId: LONG }],
  ['polluting keys', JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}')],
  ['wrong kinds', { address: 5, user: {}, typed: null, occid: '1', entryId: '../..', connectionId: {} }],
];

test('T103 the cases know every call of the contract', () => {
  expect(CALLS).toHaveLength(announced('call'));
});

for (const name of CALLS) {
  test(`T103 ${name} over IPC takes no wrong arguments`, async ({ desktop }) => {
    for (const [what, input] of takesAnyObject(name) ? WRONG.slice(0, 4) : WRONG) {
      const { value } = await desktop.shell.invokeAs(OURS, 'host:call', name, input);
      expect((value as Said).failure?.kind, what).toBe('notUnderstood');
    }
  });
}

for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'station', 'outbox.moved', '', LONG])
  test(`T103 there is no call over IPC named ${name.slice(0, 20) || 'nothing'}`, async ({ desktop }) => {
    const { value } = await desktop.shell.invokeAs(OURS, 'host:call', name, {});
    expect((value as Said).failure?.kind).toBe('notUnderstood');
  });

test('T103 a hundred random calls over IPC meet no fault of the program', async ({ desktop }) => {
  const anything = fc.tuple(fc.constantFrom(...CALLS.filter(one => !DO_SOMETHING.test(one))), fc.jsonValue());
  for (const [name, input] of fc.sample(anything, { seed: 4711, numRuns: 100 })) {
    const { value, error } = await desktop.shell.invokeAs(OURS, 'host:call', name, input);
    expect(error, name).toBeUndefined();
    expect((value as Said).failure?.kind, name).not.toBe('fault');
  }
});

test('T103 the bridge lets no name through that the contract does not have', async ({ window }) => {
  const refused = (name: string) =>
    window.evaluate(asked => {
      const bridge = (
        globalThis as unknown as { vasculumHost: { request(name: string, input: object): Promise<unknown> } }
      ).vasculumHost;
      return bridge.request(asked, {}).then(
        () => 'answered',
        (error: Error) => error.message,
      );
    }, name);
  for (const name of ['readEverything', '__proto__', 'constructor', 'outbox.moved'])
    expect(await refused(name), name).toContain('knows no call of this name');
});

for (const [what, frame] of [
  ['a frame inside our page', { url: `${ORIGIN}/`, isMainFrame: false }],
  ['a page of the web', { url: 'https://evil.example/', isMainFrame: true }],
  ['a page of this computer', { url: 'http://127.0.0.1:8080/', isMainFrame: true }],
  ['a file', { url: 'file:///evil.html', isMainFrame: true }],
  ['an origin that begins like ours', { url: 'app://station.evil/', isMainFrame: true }],
  ['an origin that names us in its path', { url: 'https://evil.example/app://station/', isMainFrame: true }],
  ['the tools for developers', { url: 'devtools://devtools/bundled/', isMainFrame: true }],
  ['a blank page', { url: 'about:blank', isMainFrame: true }],
  ['no address at all', { url: '', isMainFrame: true }],
] as const)
  test(`T104 ${what} is not answered`, async ({ desktop }) => {
    for (const channel of ['host:call', 'host:window-id']) {
      const { value, error } = await desktop.shell.invokeAs(frame, channel, 'station.connections', {});
      expect(value).toBeUndefined();
      expect(error).toContain('Only the page of the station may ask.');
    }
  });
