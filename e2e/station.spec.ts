/** The station around the bench: sessions, connections, secrets. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { Bench } from './bench.ts';
import { connectAs } from './connect.ts';
import { expect, test } from './station.ts';

test('work goes on signed out, and goes out after signing in', async ({ station }) => {
  const page = await station.open();
  const bench = new Bench(page);
  const portal = await station.portal();
  await bench.press('Alt+7');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.locator('[data-connection=signedOut]')).toBeVisible();
  await bench.press('Alt+1');
  await bench.link('41207', 'VASC0104301');
  await expect(page.locator('[data-open="1"]')).toBeVisible();
  expect((await portal.record(1001))?.catalogNumber).toBeNull();
  await bench.press('F5');
  const dialog = page.getByRole('dialog', { name: 'Sign in to the portal' });
  await expect(dialog).toContainText('Your waiting change is safe on this station');
  await dialog.getByLabel('Password').fill('not-the-password');
  await bench.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('did not accept this name and password');
  await dialog.getByLabel('Password').fill('practice');
  await bench.press('Enter');
  await bench.allSent();
  expect((await portal.record(1001))?.catalogNumber).toBe('VASC0104301');
});

test('an expired session is renewed, and the change is compared again before it is sent', async ({ station }) => {
  const bench = new Bench(await station.open());
  const portal = await station.portal();
  await bench.link('41207', 'VASC0104301');
  await portal.expireSessions();
  await bench.allSent();
  expect((await portal.record(1001))?.catalogNumber).toBe('VASC0104301');
});

test('each connection has its own folder, queue and database, and starting practice over touches only practice', async ({
  station,
}) => {
  const page = await station.open();
  const bench = new Bench(page);
  await bench.link('41207', 'VASC0104301');
  await connectAs(page, await station.portalAddress(), 'supervisor');
  await bench.isAt('seeking');
  await expect(page.getByText('PRACTICE:')).toHaveCount(0);
  await bench.press('F6');
  await expect(page.getByText('What you link and flag shows here')).toBeVisible();
  await bench.press('Escape');
  await bench.link('00581', 'VASC0104302');
  await bench.allSent();
  expect(await readdir(path.join(station.folder, 'station', 'connections'))).toHaveLength(2);

  await bench.press('Alt+7');
  await page.getByRole('button', { name: 'Switch to it' }).click();
  await expect(page.getByText('PRACTICE:')).toBeVisible();
  await bench.press('Alt+7');
  await page.getByLabel('Type PRACTICE to start over.').fill('PRACTICE');
  await page.getByRole('button', { name: 'Discard and start over' }).click();
  await bench.isAt('seeking');
  await bench.press('F6');
  await expect(page.getByText('What you link and flag shows here')).toBeVisible();
  expect(await readdir(path.join(station.folder, 'station', 'connections'))).toHaveLength(2);
});

test('no password reaches the journal, the logs, the station’s files or the browser’s storage', async ({ station }) => {
  const [accepted, refused] = ['canary-accepted-4711', 'canary-refused-4712'];
  const page = await station.open();
  const bench = new Bench(page);
  await (await station.portal()).setPassword('supervisor', accepted);
  await bench.press('F5');
  const dialog = page.getByRole('dialog', { name: 'Sign in to the portal' });
  await dialog.getByLabel('Password').fill(refused);
  await bench.press('Enter');
  await expect(dialog.getByRole('alert')).toBeVisible();
  await bench.press('Escape');
  await connectAs(page, await station.portalAddress(), 'supervisor', accepted);
  await bench.link('41207', 'VASC0104301');
  await bench.allSent();
  expect(await keptByPage(page)).not.toContain('canary');
  await station.close();
  const own = await readdir(station.folder, { recursive: true, withFileTypes: true });
  const portalKeeps = path.join(station.folder, 'station', 'practice-portal');
  for (const entry of own.filter(one => one.isFile() && !one.parentPath.startsWith(portalKeeps))) {
    const file = path.join(entry.parentPath, entry.name);
    expect((await readFile(file)).includes('canary'), file).toBe(false);
  }
  expect(station.output).not.toContain('canary');
});

/** Everything that the page keeps: both storages, its address, and every row of every database. */
function keptByPage(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const answered = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('no answer'));
      });
    const kept: unknown[] = [{ ...localStorage }, { ...sessionStorage }, location.href];
    for (const { name } of await indexedDB.databases()) {
      const database = await answered(indexedDB.open(name ?? ''));
      const stores = [...database.objectStoreNames];
      const transaction = database.transaction(stores);
      for (const store of stores) kept.push(await answered(transaction.objectStore(store).getAll()));
      database.close();
    }
    return JSON.stringify(kept);
  });
}
