/** The outbox with ten thousand open entries: how long a start takes, opening the list, and one entry's move in it. */
import type { Page } from '@playwright/test';
import { makeStation, test } from '../station.ts';

const ENTRIES = 10_000;
const AT_ONCE = 100;

test('outbox', async () => {
  const station = await makeStation('browser');
  const print = (name: string, value: number) => console.log(`${name}=${Math.round(value)}`);
  try {
    await station.open();
    const proxy = await station.restartWithProxy();
    await proxy.cut();
    await fill(station.page);
    const start = async () => {
      await station.close();
      const startedAt = performance.now();
      await station.open();
      return performance.now() - startedAt;
    };
    print('start_restoring_ms', await start());
    print('start_to_usable_ms', await start());
    await station.page.locator(`[data-open="${ENTRIES}"]`).waitFor();
    print('outbox_open_ms', await paintedAfter(station.page, 'F6', '[role=dialog] .entry'));
    print('outbox_move_ms', await paintedAfter(station.page, '1', `[data-open="${ENTRIES - 1}"]`));
  } finally {
    await station.discard();
  }
});

/** Links of so many records into the host's journal, as windows would queue them. */
async function fill(page: Page): Promise<void> {
  await page.evaluate(
    async ({ count, atOnce }) => {
      const headers = {
        'x-vasculum-window': sessionStorage.getItem('vasculum-window') ?? '',
        'x-vasculum-key': localStorage.getItem('vasculum-key') ?? '',
      };
      const ask = async (name: string, input: unknown) => {
        const answer = await fetch(`/host/${name}`, { method: 'POST', headers, body: JSON.stringify(input) });
        return (await answer.json()) as { ok: boolean; value: { journalId: string } };
      };
      const { journalId } = (await ask('station.open', {})).value;
      const seen = { accession: '1', recordedBy: 'J. Pell', recordNumber: '1', eventDate: null, scientificName: null };
      const queue = async (nth: number) => {
        const edit = { term: 'catalogNumber', from: null, to: `VASC${String(nth).padStart(7, '0')}` };
        const change = { kind: 'setField', occid: 5000 + nth, edit };
        const who = { account: 'practice', madeAt: Date.now(), holdUntil: null, undoes: null, after: null };
        const entry = { v: 2, id: crypto.randomUUID(), collid: 1, why: 'link', change, seen, ...who };
        if (!(await ask('outbox.queue', { journalId, entry })).ok) throw new Error('The journal took no more.');
      };
      for (let nth = 0; nth < count; nth += atOnce)
        await Promise.all(Array.from({ length: atOnce }, (_, more) => queue(nth + more)));
    },
    { count: ENTRIES, atOnce: AT_ONCE },
  );
}

/** From the event of the key to the frame after what it brings. */
async function paintedAfter(page: Page, key: string, brings: string): Promise<number> {
  await page.evaluate(selector => {
    const measured = new Promise<number>(resolve => {
      const look = (since: number) =>
        requestAnimationFrame(() =>
          document.querySelector(selector) ? requestAnimationFrame(at => resolve(at - since)) : look(since),
        );
      addEventListener('keydown', ({ timeStamp }) => look(timeStamp), { capture: true, once: true });
    });
    Object.assign(window, { measured });
  }, brings);
  await page.keyboard.press(key);
  return page.evaluate(() => (window as unknown as { measured: Promise<number> }).measured);
}
