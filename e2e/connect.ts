import type { Page } from '@playwright/test';

/** Connects the first collection that this account may edit, as a person does in settings. */
export async function connectAs(page: Page, address: string, user: string, password = 'practice'): Promise<void> {
  await page.keyboard.press('Alt+7');
  await page.getByLabel('Address of the portal').fill(address);
  await page.getByLabel('Address of the portal').press('Enter');
  await page.getByLabel('Your name on the portal').fill(user);
  await page.getByLabel('Password').fill(password);
  await page.getByLabel('Password').press('Enter');
  await page.getByLabel('Barcodes begin with').fill('VASC');
  await page.getByLabel('Barcodes begin with').press('Enter');
}
