/** What the stories of a hand-over share: the drawer, and the stick between two stations. */
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, type Station } from './station.ts';

const handOverFolder = (station: Station) => path.join(station.folder, 'station', 'hand-over');

/** Carries what lies in one station's hand-over folder to another's, as on a stick. */
export async function carryHandOver(from: Station, to: Station, ending: string): Promise<void> {
  await mkdir(handOverFolder(to), { recursive: true });
  const names = (await readdir(handOverFolder(from))).filter(name => name.endsWith(ending));
  expect(names).toHaveLength(1);
  for (const name of names) await copyFile(path.join(handOverFolder(from), name), path.join(handOverFolder(to), name));
}

export async function openHandOver(page: Page): Promise<Locator> {
  await page.keyboard.press('F6');
  await page.keyboard.press('h');
  return page.getByRole('dialog', { name: 'Hand over' });
}
