import { PAGE_ORIGIN } from './page-scheme.ts';

/** Whether an address is the station's own page. Subtle: `origin` of a scheme of our own is "null" to URL. */
export function isOurPage(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && `${url.protocol}//${url.host}` === PAGE_ORIGIN;
}
