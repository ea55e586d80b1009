/** A field laptop's queue is sent by the workstation in the office, and by nobody else. */
import { Bench } from './bench.ts';
import { carryHandOver, openHandOver } from './hand-over.ts';
import { isInReach } from './is-in-reach.ts';
import { expect, LAPTOP, makeBrowserStation, test } from './station.ts';

test('three changes queued offline are handed over, taken in, sent once by the other station, and ended here', async ({
  browserStation: field,
}) => {
  const office = await makeBrowserStation();
  try {
    await field.open();
    const portal = await field.portal();
    const before = await portal.tables();
    const proxy = await field.restartWithProxy();
    const bench = new Bench(field.page);

    await test.step('the field queues three without a network', () => bench.linkThreeWithoutNetwork(proxy));

    const drawer = await openHandOver(field.page);
    await test.step('and hands them over', async () => {
      await drawer.getByLabel('Passphrase, if the file travels through other hands').fill('correct horse');
      await bench.press('Enter');
      await expect(drawer.getByRole('status')).toContainText('3 changes were handed over');
      await expect(drawer.locator('[data-given]')).toHaveCount(1);
      await isInReach(field.page, 'hand over, receipt awaited');
      await carryHandOver(field, office, '.handover');
      await proxy.restore();
    });
    const fingerprint = (await drawer.getByText(/This station's fingerprint/).textContent())?.split(': ')[1] ?? '';

    const page = await office.shell.open(
      [...office.args, '--practice-portal', `http://127.0.0.1:${proxy.port}`],
      LAPTOP,
    );
    const there = await openHandOver(page);
    await test.step('a technician of the office may not take in what no supervisor has accepted', async () => {
      await there.getByRole('button', { name: 'Take in' }).click();
      await there.getByLabel('Passphrase', { exact: true }).fill('correct horse');
      await page.keyboard.press('Enter');
      await expect(there.getByText(fingerprint)).toBeVisible();
      await there.getByRole('button', { name: 'They are the same: accept it and take in' }).click();
      await expect(there.getByRole('status')).toContainText('this account may not do that');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
    });

    await test.step('a supervisor accepts the station, takes them in and sends them', async () => {
      await page.keyboard.press('F5');
      const signIn = page.getByRole('dialog', { name: 'Sign in to the portal' });
      await signIn.getByLabel('Your name on the portal').fill('supervisor');
      await signIn.getByLabel('Password').fill('practice');
      await page.keyboard.press('Enter');
      await expect(signIn).toBeHidden();
      await openHandOver(page);
      await there.getByRole('button', { name: 'Take in' }).click();
      await there.getByLabel('Passphrase', { exact: true }).fill('correct horse');
      await page.keyboard.press('Enter');
      await expect(there.getByText(fingerprint)).toBeVisible();
      await isInReach(page, 'hand over, an unknown station');
      await page.keyboard.press('a');
      await expect(there.getByRole('status')).toContainText('3 changes of');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Send all 3 as mine' }).click();
      await page.keyboard.press('Escape');
      await new Bench(page).allSent();
    });

    await test.step('the field ends the hand-over and has sent nothing', async () => {
      await carryHandOver(office, field, '.received');
      await drawer.getByRole('button', { name: 'End' }).click();
      await drawer.getByRole('button', { name: 'I have seen them there: end it' }).click();
      await expect(drawer.getByRole('status')).toContainText('The hand-over is ended');
      await bench.press('Escape');
      await expect(field.page.locator('[data-entry=VASC0104310]')).toContainText('The other station has it');
      await bench.press('y');
      await bench.press('Escape');
      await bench.allSent();
    });

    const after = await portal.tables();
    const edits = after.edits.slice(before.edits.length);
    expect(edits.map(({ fieldName, fieldValueNew }) => [fieldName.toLowerCase(), fieldValueNew]).sort()).toEqual([
      ['catalognumber', 'VASC0104310'],
      ['catalognumber', 'VASC0104311'],
      ['catalognumber', 'VASC0104312'],
    ]);
    const changed = after.occurrences.filter(
      (row, nth) => JSON.stringify(row) !== JSON.stringify(before.occurrences[nth]),
    );
    expect(changed.map(({ catalogNumber }) => catalogNumber).sort()).toEqual([
      'VASC0104310',
      'VASC0104311',
      'VASC0104312',
    ]);
  } finally {
    await office.discard();
  }
});
