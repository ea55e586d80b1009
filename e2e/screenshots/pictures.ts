/** Takes the pictures. SIZE=1920x1080, THEME=dark and PICTURES=FOLDER take them for other screens, to look at. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import sharp from 'sharp';

const OTHER_FOLDER = process.env['PICTURES'];
const FOLDER = OTHER_FOLDER ?? fileURLToPath(new URL('../../resources/screenshots', import.meta.url));
const [width = 1366, height = 768] = (process.env['SIZE'] ?? '1366x768').split('x').map(Number);

export const SIZE = { width, height };
export const THEME = process.env['THEME'] === 'dark' ? 'dark' : 'light';

/** What README and its readers need; a folder of one's own gets all of them. */
const SHOWN: ReadonlySet<string> = new Set([
  'ready',
  'compare',
  'compare-dark',
  'compare-contrast',
  'stopped',
  'outbox',
  'review',
  'settings',
  'merge',
]);

export async function takePicture(page: Page, name: string): Promise<void> {
  if (!OTHER_FOLDER && !SHOWN.has(name)) return;
  await mkdir(FOLDER, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  const png = await sharp(await page.screenshot({ animations: 'disabled', caret: 'hide' }))
    .png({ palette: true, colours: 192, effort: 10 })
    .toBuffer();
  await writeFile(path.join(FOLDER, `${name}.png`), png);
}
