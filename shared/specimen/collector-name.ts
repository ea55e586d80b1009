import { folded } from '../base/text.ts';

/**
 * The collector's last name as portals pick it: text before `;`, `&` or ` and `; of `Last, First` the part before the
 * comma; else the last word that is no initial. Source: PORTAL_PROTOCOL 6.1.
 */
export function lastNameOf(recordedBy: string): string {
  const first = recordedBy.split(/;|&|\sand\s|\swith\s/i)[0]?.trim() ?? '';
  const comma = first.indexOf(',');
  if (comma > 0) return first.slice(0, comma).trim();
  const words = first.split(/\s+/).filter(word => !word.includes('.') && !/^(jr|sr|ii|iii|iv)$/i.test(word));
  return words.at(-1) ?? first;
}

/** Words of a name for comparing: folded, split at anything that is no letter. */
export const nameWords = (name: string): readonly string[] =>
  folded(name)
    .split(/[^\p{L}]+/u)
    .filter(word => word !== '');

/** Whether every word of the typed last name stands in the collector's name. */
export function namesCollector(typedLastName: string, recordedBy: string): boolean {
  const words = nameWords(recordedBy);
  const typed = nameWords(typedLastName);
  return typed.length > 0 && typed.every(word => words.includes(word));
}
