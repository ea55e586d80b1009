/** The camera's folder, as a person sets it. */
import type { Station } from './station.ts';

export async function watchFolder({ page }: Station, folder: string, renames = false): Promise<void> {
  await page.keyboard.press('Alt+7');
  const field = page.getByLabel("Folder of the camera's program");
  await field.fill(folder);
  if (renames) await page.getByText('Rename originals there').click();
  await field.press('Enter');
  await page.locator('[data-camera=watched]').waitFor();
  await page.keyboard.press('Alt+1');
}
