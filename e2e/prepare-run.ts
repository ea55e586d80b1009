/** Before the first story: the browser is unpacked once, not by several at a time, and a folder for drawn sheets is there. */
import { prepareBrowser } from './browser.ts';
import { openDrawnSheets } from './drawn-sheets.ts';

/** Answers how to tidy up after the last one. */
export default async function prepareRun(): Promise<() => Promise<void>> {
  await prepareBrowser();
  return openDrawnSheets();
}
