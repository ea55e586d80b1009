/**
 * The old column of numbers, byte for byte, from the look-up that the form for associations uses
 * (`rpc/getAssocOccurrence.php`, target `occid`). It is the one page that neither cuts nor splits it, hides it behind
 * identifiers nor takes a lock: the table display cuts at 60 characters, the public page shows identifiers instead, the
 * editor page splits at commas and locks. PORTAL_PROTOCOL 7. Subtle: a column that holds `0` alone is told as empty.
 */
import { z } from 'zod';

const Hits = z.record(z.string(), z.object({ catnum: z.string() }));

/** What the look-up tells of the record's numbers; undefined where it does not know the record or hides it. */
export function readNumbersTold(body: string, occid: number): string | undefined {
  try {
    return Hits.safeParse(JSON.parse(body)).data?.[occid]?.catnum;
  } catch {
    return undefined;
  }
}

/**
 * The old column within `CODE:CATALOG (OLD)`, where what is empty is left out, and so is a code that the catalog number
 * holds already. Null where it is empty; undefined where this is not told of that catalog number.
 */
export function legacyNumberIn(told: string, catalogNumber: string): string | null | undefined {
  if (catalogNumber === '') return told === '' ? null : told;
  const behind = behindCatalogNumber(told, catalogNumber).find(text => text === '' || IN_BRACKETS.test(text));
  return behind === undefined ? undefined : (IN_BRACKETS.exec(behind)?.[1] ?? null);
}

const IN_BRACKETS = /^ \(([^]+)\)$/;

/** With a code before it and without: a short catalog number may be how the code begins. */
function behindCatalogNumber(told: string, catalogNumber: string): readonly string[] {
  const at = told.indexOf(`:${catalogNumber}`);
  const behindCode = at < 0 ? [] : [told.slice(at + 1 + catalogNumber.length)];
  return told.startsWith(catalogNumber) ? [...behindCode, told.slice(catalogNumber.length)] : behindCode;
}
