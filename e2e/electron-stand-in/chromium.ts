/** The one Chromium behind all windows, with its data where the program keeps its own. */
import { chromium, type BrowserContext } from '@playwright/test';

interface Chromium {
  readonly executablePath?: string;
  readonly channel?: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The story that starts the stand-in says which browser to use. */
export async function launchChromium(userData: string): Promise<BrowserContext> {
  const { args, env, ...which } = JSON.parse(process.env['STAND_IN_BROWSER'] ?? '{"args":[]}') as Chromium;
  const context = await chromium.launchPersistentContext(`${userData}/chromium`, {
    ...which,
    headless: true,
    viewport: null,
    args: [...args, '--remote-debugging-port=0', '--autoplay-policy=no-user-gesture-required'],
    env: { ...(process.env as Record<string, string>), ...env },
    locale: 'en-GB',
  });
  // A window that the program did not make loads nothing; one that it did has gates of its own.
  await context.route('**/*', route => route.abort('blockedbyclient'));
  return context;
}
