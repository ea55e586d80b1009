import type { Page } from '@playwright/test';

/** Connects the first collection that this account may edit, as a person does in settings. */
export async function connectAs(page: Page, address: string, user: string, password = 'practice'): Promise<void> {
  await page.keyboard.press('Alt+7');
  await page.getByLabel('Address of the portal').fill(address);
  await page.getByRole('button', { name: 'Find it' }).click();
  await page.getByLabel('Your name on the portal').fill(user);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).last().click();
  await page.getByLabel('Barcodes begin with').fill('VASC');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
}
