/** Before the first story: the browser is unpacked once, not by several at a time. */
import { prepareBrowser } from './browser.ts';

export default async function unpackBrowser(): Promise<void> {
  await prepareBrowser();
}
