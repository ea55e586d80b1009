/** What a scanner, a keyboard, a clipboard or a portal puts on the bench is text: shown as such, refused by name, never acting. */
import type { Page } from '@playwright/test';
import { Bench } from '../bench.ts';
import { expect, test } from './attacked-station.ts';

/** What the page asked a person meanwhile: nothing, if text stayed text. */
const dialogs: string[] = [];

test.beforeEach(async ({ window }) => {
  await watch(window);
  await window.reload();
  await window.locator('body[data-ready=true]').waitFor();
  const elsewhere = window.getByRole('heading', { name: 'Another window works here.' });
  await elsewhere.or(window.locator('.bench')).first().waitFor();
  if (await elsewhere.isVisible()) await window.keyboard.press('Enter');
  await backToSeeking(window);
});

const REFUSED = /Not a barcode of this collection\.|a portal keeps 32/;

const CONTROLS = [
  ['T01', 'Ctrl+O, which opens files', '\x0f', '␏', 'U+000F'],
  ['T01', 'Ctrl+T, which opens a tab', '\x14', '␔', 'U+0014'],
  ['T01', 'Ctrl+W, which closes the window', '\x17', '␗', 'U+0017'],
  ['T01', 'Ctrl+R, which loads anew', '\x12', '␒', 'U+0012'],
  ['T02', 'a line feed', '\n', '␊', 'U+000A'],
  ['T03', 'NUL', '\x00', '␀', 'U+0000'],
  ['T04', 'GS, the FNC1 of GS1', '\x1d', '␝', 'U+001D'],
  ['T05', 'ESC of a terminal sequence', '\x1b', '␛', 'U+001B'],
] as const;

for (const [id, what, control, picture, codePoint] of CONTROLS)
  test(`${id} ${what} inside a scan is refused by name and fires nothing`, async ({ window }) => {
    const bench = new Bench(window);
    const before = { url: window.url(), pages: window.context().pages().length };
    await bench.scan(`VASC${control}0104301`);
    await expect(bench.region('code')).toContainText(`VASC${picture}0104301`);
    await expect(bench.region('code')).toContainText(`The scanner sent a control character (${codePoint}).`);
    expect(await window.evaluate(() => controlKeys.map(one => one.defaultPrevented))).toEqual([true]);
    expect({ url: window.url(), pages: window.context().pages().length }).toEqual(before);
    await expectNothingQueued(window);
  });

test('T05 a terminal sequence alone is refused by name', async ({ window }) => {
  const bench = new Bench(window);
  await bench.scan('\x1b[2J');
  await expect(bench.region('code')).toContainText('The scanner sent a control character (U+001B).');
});

test('T02 two labels in one burst never make two links: the second is kept apart, for a look', async ({
  ours,
  window,
}) => {
  const bench = new Bench(window);
  await bench.find('41207');
  await bench.agree();
  await bench.scan('VASC0104301');
  await bench.scan('VASC0104302');
  await expect(bench.region('code')).toContainText('VASC0104302');
  const { queue } = (await ours.value('outbox.list')) as {
    readonly queue: readonly { readonly entry: { readonly change: { readonly edit: { readonly to: string } } } }[];
  };
  expect([[], ['VASC0104301']]).toContainEqual(queue.map(({ entry }) => entry.change.edit.to));
  await bench.press('Control+z');
  await expectNothingQueued(window);
});

const MARKUP = [
  ['T06', 'an image with a handler', '<img src=x onerror=alert(1)>'],
  ['T07', 'a script of another site', '"><script src=CANARY></script>'],
  ['T07', 'a frame of another site', '<iframe src=CANARY>'],
  ['T08', 'a script in place of an address', 'javascript:alert(document.domain)'],
  ['T09', 'a database command', "'; DROP TABLE omoccurrences;--"],
  ['T18', 'a formula', '=HYPERLINK("CANARY","x")'],
  ['T44', 'markup with entities', '&quot;><svg/onload=alert(1)>'],
  ['T44', 'words of our own strings', '$t(stop.inUse) {{what}}'],
] as const;

for (const [id, what, text] of MARKUP) {
  test(`${id} ${what}, scanned, is shown as text and refused`, async ({ window, hostile }) => {
    const bench = new Bench(window);
    const scanned = text.replace('CANARY', `${hostile.origin}/canary`);
    await bench.scan(scanned);
    await expect(bench.region('code').locator('output')).toHaveText(scanned);
    await expect(bench.region('code')).toContainText(REFUSED);
    await expectNothingActed(window);
    expect(hostile.visitsTo('/canary')).toEqual([]);
    await expectNothingQueued(window);
  });

  test(`${id} ${what}, typed as a stamped number, is looked for and shown as text`, async ({ window, hostile }) => {
    const bench = new Bench(window);
    const typed = text.replace('CANARY', `${hostile.origin}/canary`);
    await window.locator('#accession').fill(typed);
    await pressEnterUntil(window, 'choosing');
    await expect(bench.region('asked').locator('output')).toHaveText(typed);
    await expect(bench.prompt).toContainText(typed);
    await expectNothingActed(window);
    expect(hostile.visitsTo('/canary')).toEqual([]);
  });
}

test('T44 markup in a record of the portal is shown as text', async ({ station, window }) => {
  const bench = new Bench(window);
  const evil = '&quot;><svg/onload=alert(1)><b>Heller</b>';
  const portal = await station.portal();
  const before = await portal.record(1001);
  await portal.colleagueEdits('supervisor', 1001, { recordedby: evil });
  await bench.find('41207');
  await bench.isAt('verifying');
  await expect(bench.region('stage')).toContainText(evil);
  await expectNothingActed(window);
  await portal.colleagueEdits('supervisor', 1001, { recordedby: String(before?.['recordedBy']) });
});

const LOOK_ALIKES = [
  ['T26', 'full-width digits', 'VASC０１０４３０１', 'U+FF10'],
  ['T27', 'a Cyrillic letter', 'VАSC0104301', 'U+0410'],
  ['T28', 'a right-to-left override', 'VASC\u202e1034010', 'U+202E'],
  ['T29', 'a blank of no width', 'VASC\u200b0104301', 'U+200B'],
  ['T30', 'a combining mark', 'VASC\u03010104301', 'U+0301'],
  ['T33', 'a picture of a plant', 'VASC🌿0104301', 'U+1F33F'],
] as const;

for (const [id, what, text, codePoint] of LOOK_ALIKES)
  test(`${id} a barcode with ${what} is refused by its code point`, async ({ window }) => {
    const bench = new Bench(window);
    await bench.scan(text);
    await expect(bench.region('code')).toContainText(`(${codePoint}) is not a letter of our barcodes.`);
    await expectNothingQueued(window);
  });

for (const [id, what, text] of [
  ['T25', 'of 33 characters', `VASC${'0'.repeat(29)}`],
  ['T32', 'without its leading zero', 'VASC104301'],
  ['T32', 'in small letters', 'vasc0104301'],
  ['T32', 'in another notation', 'VASC1e10430'],
] as const)
  test(`${id} a number ${what} is refused, not repaired`, async ({ window }) => {
    const bench = new Bench(window);
    await bench.scan(text);
    await expect(bench.region('code').locator('output')).toHaveText(text);
    await expect(bench.region('code')).toContainText(REFUSED);
    await expectNothingQueued(window);
  });

test('T114 rich text from the clipboard gives its plain text', async ({ window }) => {
  await paste(window, {
    'text/plain': '41207',
    'text/html': '<b onclick=alert(1)>41207</b><img src=x onerror=alert(1)>',
  });
  await expect(window.locator('#accession')).toHaveValue('41207');
  await expectNothingActed(window);
});

test('T114 rich text without a plain form adds no elements', async ({ window }) => {
  await paste(window, { 'text/html': '<i>41207</i><img src=x onerror=alert(1)><script>alert(1)</script>' });
  await expectNothingActed(window);
  expect(await window.locator('#accession').inputValue()).not.toContain('<');
});

test('T114 no place of the page takes rich text', async ({ window }) => {
  await new Bench(window).press('F8');
  const rich = '[contenteditable]:not([contenteditable=false]), iframe, object, embed';
  await expect(window.locator(rich)).toHaveCount(0);
  expect(await window.evaluate(() => document.designMode)).toBe('off');
});

test('T31 a megabyte from the clipboard is cut to what a stamp may hold', async ({ window }) => {
  await paste(window, { 'text/plain': 'x'.repeat(1_000_000) });
  await expect(window.locator('#accession')).toHaveValue('x'.repeat(100));
  await window.locator('#accession').fill('41207');
  await pressEnterUntil(window, 'verifying');
});

/** Remembers dialogs, and every Ctrl key before the page hears of it. */
async function watch(window: Page): Promise<void> {
  dialogs.length = 0;
  window.removeAllListeners('dialog');
  window.on('dialog', dialog => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await window.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await window.addInitScript(() => {
    if ('controlKeys' in globalThis) return;
    const keys: KeyboardEvent[] = [];
    Object.assign(globalThis, { controlKeys: keys });
    addEventListener('keydown', event => event.ctrlKey && keys.push(event), { capture: true });
  });
}

/** The bench without a task: whatever stood there is put aside. */
async function backToSeeking(window: Page): Promise<void> {
  const accession = window.locator('input#accession');
  await expect(async () => {
    if (!(await accession.isVisible())) await window.keyboard.press('Escape');
    await accession.fill('', { timeout: 200 });
  }).toPass();
}

/** Subtle: Enter sleeps for a moment after the screen has changed. */
async function pressEnterUntil(window: Page, step: string): Promise<void> {
  await expect(async () => {
    await window.keyboard.press('Enter');
    await window.locator(`.bench[data-step=${step}]`).waitFor({ timeout: 300 });
  }).toPass();
}

async function paste(window: Page, clip: Readonly<Record<string, string>>): Promise<void> {
  await window.locator('#accession').focus();
  await window.evaluate(async forms => {
    const blobs = Object.entries(forms).map(([type, text]) => [type, new Blob([text], { type })] as const);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  }, clip);
  await window.keyboard.press('Control+v');
}

async function expectNothingActed(window: Page): Promise<void> {
  const brought = 'img[src=x], body script, iframe, object, embed, [onerror], [onload], [onclick]';
  await expect(window.locator(brought)).toHaveCount(0);
  expect(new URL(window.url()).pathname).toBe('/');
  expect(dialogs).toEqual([]);
}

async function expectNothingQueued(window: Page): Promise<void> {
  await expect(window.locator('[data-open="0"]')).toBeVisible();
}

declare const controlKeys: readonly KeyboardEvent[];
