/** A scanner on a serial port: a pair of pseudo-terminals, of which the story holds the other end. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { Bench } from './bench.ts';
import { expect, test as base } from './station.ts';

const HAS_SOCAT = spawnSync('socat', ['-V']).status === 0;
const DEVICES = '/dev/shm';
/** A scan that is older was made for something else than what is on the screen now. */
const STILL_MEANT_MS = 2_000;

/** A scanner with a plug. */
class SerialScanner {
  private wire: ChildProcess | undefined;

  constructor(private readonly folder: string) {}

  get port(): string {
    return path.join(this.folder, 'scanner');
  }

  async plugIn(): Promise<void> {
    const end = (name: string) => `pty,raw,echo=0,link=${path.join(this.folder, name)}`;
    this.wire = spawn('socat', [end('scanner'), end('trigger')], { stdio: 'ignore' });
    await expect.poll(() => existsSync(this.port) && existsSync(this.trigger)).toBe(true);
  }

  async unplug(): Promise<void> {
    const { wire } = this;
    if (!wire || wire.exitCode !== null) return;
    const ended = once(wire, 'exit');
    wire.kill();
    await ended;
  }

  /** What it sends when somebody scans. */
  send = (bytes: string): Promise<void> => appendFile(this.trigger, bytes, 'latin1');
  scan = (barcode: string): Promise<void> => this.send(`${barcode}\r\n`);

  private get trigger(): string {
    return path.join(this.folder, 'trigger');
  }
}

const test = base.extend<{ scanner: SerialScanner }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
  scanner: async ({}, use) => {
    const folder = await mkdtemp(path.join(DEVICES, 'vasculum-'));
    const scanner = new SerialScanner(folder);
    await scanner.plugIn();
    await use(scanner);
    await scanner.unplug();
    await rm(folder, { recursive: true, force: true });
  },
});
test.skip(!HAS_SOCAT, 'socat, which makes the pair of pseudo-terminals, is not on this computer');
test.skip(!existsSync(DEVICES), `this computer has no ${DEVICES} in which to name a serial port`);

async function listenTo(page: Page, port: string): Promise<void> {
  await page.keyboard.press('Alt+7');
  await page.getByRole('button', { name: 'Port', exact: false }).first().click();
  await page.getByRole('option', { name: 'Another port …' }).click();
  await page.getByLabel('Name of the port').fill(port);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-scanner=listening]')).toBeVisible();
}

test('a serial scanner reads the label, before its step as well as at it', async ({ station, scanner }) => {
  const page = await station.open();
  const bench = new Bench(page);
  await listenTo(page, scanner.port);
  await scanner.scan('VASC0104301');
  await expect(page.locator('[data-last-scan=VASC0104301]')).toContainText('by the serial scanner');
  await bench.press('Alt+1');
  await bench.find('41207');
  await bench.agree();
  await scanner.scan('VASC0104301');
  await bench.isSaved('VASC0104301');
  await scanner.scan('VASC0104302');
  await expect(bench.region('code')).toContainText('by the serial scanner');
  await bench.find('00581');
  await bench.agree();
  await bench.confirmKept();
  await bench.isSaved('VASC0104302');
  await bench.allSent();
  const portal = await station.portal();
  expect((await portal.record(1001))?.catalogNumber).toBe('VASC0104301');
  expect((await portal.record(1002))?.catalogNumber).toBe('VASC0104302');
});

test('unplugged it is said to be, work goes on by keyboard, and plugged in again it is heard', async ({
  station,
  scanner,
}) => {
  const page = await station.open();
  const bench = new Bench(page);
  await listenTo(page, scanner.port);
  await bench.press('Alt+1');
  await scanner.unplug();
  const unplugged = page.getByRole('alert').filter({ hasText: 'Scanner unplugged.' });
  await expect(unplugged).toBeVisible();
  await bench.link('41207', 'VASC0104301');
  await scanner.plugIn();
  await expect(unplugged).toHaveCount(0);
  await bench.find('00581');
  await bench.agree();
  await scanner.scan('VASC0104302');
  await bench.isSaved('VASC0104302');
});

test('what is no scan is refused with its reason, and the scan after it is taken', async ({ station, scanner }) => {
  const page = await station.open();
  const bench = new Bench(page);
  await listenTo(page, scanner.port);
  await bench.press('Alt+1');
  await bench.find('41207');
  await bench.agree();
  const said = page.getByRole('status');
  await scanner.send('\xf8\x80\xff\r');
  await expect(said.filter({ hasText: 'something that is no text' })).toBeVisible();
  await scanner.send('VASC\x0f0104301\r');
  await expect(said.filter({ hasText: 'sent a control character' })).toBeVisible();
  await scanner.send(`${'7'.repeat(3000)}\r`);
  await expect(said.filter({ hasText: 'more than any barcode holds' })).toBeVisible();
  await bench.isAt('scanning');
  await scanner.scan('VASC0104301');
  await bench.isSaved('VASC0104301');
  await expect(said.filter({ hasText: 'The scanner sent' })).toHaveCount(0);
});

test('scans that came while no window listened are told and link nothing', async ({ shell, station, scanner }) => {
  test.skip(shell !== 'browser', 'a window of the desktop cannot leave its page');
  const page = await station.open();
  const address = page.url();
  await listenTo(page, scanner.port);
  const bench = new Bench(page);
  await bench.press('Alt+1');
  await bench.find('41207');
  await bench.agree();
  await page.goto('about:blank');
  await scanner.scan('VASC0104301');
  const scannedAt = Date.now();
  await expect.poll(() => Date.now() - scannedAt).toBeGreaterThan(STILL_MEANT_MS);
  await page.goto(address);
  await bench.isAt('scanning');
  await expect(page.getByRole('alert').filter({ hasText: 'VASC0104301 while no window listened' })).toBeVisible();
  await bench.isAt('scanning');
  await scanner.scan('VASC0104302');
  await bench.isSaved('VASC0104302');
  await expect(page.getByRole('alert').filter({ hasText: 'no window listened' })).toHaveCount(0);
});

test('the port that was chosen is opened again at the next start', async ({ station, scanner }) => {
  await listenTo(await station.open(), scanner.port);
  const kept = await readFile(path.join(station.folder, 'station', 'devices.json'), 'utf8');
  expect(JSON.parse(kept)).toEqual({ v: 1, scanner: { path: scanner.port, speed: 9600 } });
  await station.close();
  const page = await station.open();
  const bench = new Bench(page);
  await bench.find('41207');
  await bench.agree();
  await scanner.scan('VASC0104301');
  await bench.isSaved('VASC0104301');
});
