/** One technician leaves, another comes, and what waits is neither lost nor sent under a wrong name. */
import { Bench } from './bench.ts';
import { expect, test } from './station.ts';

test('who signs out is told whose changes wait; a supervisor sends them as their own', async ({ station }) => {
  const page = await station.open();
  const bench = new Bench(page);
  const portal = await station.portal();
  await bench.link('41207', 'VASC0104301');
  await bench.press('Alt+7');
  await page.getByRole('button', { name: 'O Sign out' }).click();
  const leaving = page.getByRole('dialog', { name: 'Sign out while changes wait?' });
  await expect(leaving).toContainText('1 change is yours.');
  await leaving.getByRole('button', { name: 'Sign out' }).click();
  await expect(leaving).toBeHidden();
  await bench.signIn('supervisor');
  await bench.press('F6');
  const outbox = page.getByRole('dialog');
  await expect(outbox).toContainText('1 change waits for practice to sign in again.');
  await expect(page.locator('[data-entry=VASC0104301]')).toContainText('It leaves when practice is signed in again.');
  expect((await portal.record(1001))?.catalogNumber).toBeNull();
  await outbox.getByRole('button', { name: 'Send it as mine' }).click();
  await bench.press('Escape');
  await bench.allSent();
  expect((await portal.record(1001))?.catalogNumber).toBe('VASC0104301');
  const written = (await portal.tables()).edits.filter(({ occid }) => occid === 1001);
  expect(written.map(({ uid, fieldName }) => [uid, fieldName])).toEqual([[1, 'catalognumber']]);
});

test('what Vasculum guarantees can be read from the outbox and from settings, and settings say what can be proven', async ({
  station,
}) => {
  const page = await station.open();
  const bench = new Bench(page);
  const guarantees = page.getByRole('dialog', { name: 'What Vasculum guarantees' });
  await bench.press('F6');
  await bench.press('g');
  await expect(guarantees).toContainText('A merge cannot be undone, only rebuilt.');
  await bench.press('Escape');
  await bench.press('Alt+7');
  await expect(page.locator('[data-evidence]')).toContainText('edit history');
  await bench.press('Alt+1');
  await bench.link('41207', 'VASC0104301');
  await bench.allSent();
  await bench.press('Alt+7');
  await expect(page.locator('[data-evidence=told]')).toContainText('The history names you');
  await bench.press('g');
  await expect(guarantees).toBeVisible();
});
