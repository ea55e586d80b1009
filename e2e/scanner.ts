/** A keyboard wedge as the browser sees it: keys with the time stamps of a real scanner, however busy this computer is. */
import type { CDPSession, Page } from '@playwright/test';

const GAP_SECONDS = 0.005;

/**
 * Types the text and Enter, 5 milliseconds apart by the events' own clock. Subtle: sent without waiting for one key's answer
 * before the next, since a busy computer would make a silence in the middle that ends the scan.
 */
export async function scan(page: Page, text: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const startedAt = Date.now() / 1000;
  await Promise.all([...text, 'Enter'].map((key, nth) => press(session, key, startedAt + nth * GAP_SECONDS)));
  await session.detach();
}

async function press(session: CDPSession, key: string, timestamp: number): Promise<void> {
  const control = key.length === 1 && key.charCodeAt(0) < 32;
  const shown = control ? String.fromCharCode(key.charCodeAt(0) + 64).toLowerCase() : key;
  const text = key === 'Enter' ? '\r' : control ? undefined : key;
  const common = { key: shown, timestamp, ...(control ? { modifiers: 2 } : {}), ...codeOf(key) };
  const down = session.send('Input.dispatchKeyEvent', {
    type: text === undefined ? 'rawKeyDown' : 'keyDown',
    ...common,
    ...(text === undefined ? {} : { text }),
  });
  await Promise.all([down, session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...common })]);
}

const codeOf = (key: string) => (key === 'Enter' ? { code: 'Enter', windowsVirtualKeyCode: 13 } : {});
