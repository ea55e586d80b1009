/** README promises what the program promises, word for word. */
import { readFile } from 'node:fs/promises';
import { Bench } from './bench.ts';
import { expect, test } from './station.ts';

test('README and the program guarantee the same, in the same words', async ({ browserStation: station }) => {
  const page = await station.open();
  const bench = new Bench(page);
  await bench.press('F6');
  await page.getByRole('dialog').waitFor();
  await bench.press('g');
  const shown = page.getByRole('dialog', { name: 'What Vasculum guarantees' });
  await shown.waitFor();
  const sentences = await shown.locator('li, dt, dd').allTextContents();
  const readme = (await readFile(new URL('../README.md', import.meta.url), 'utf8')).replaceAll(/\s+/g, ' ');
  expect(sentences.filter(sentence => !readme.includes(sentence))).toEqual([]);
  expect(sentences).toHaveLength(12 + 2 * 5);
});
