import { z } from 'zod';

const Hits = z.record(z.string(), z.object({ catnum: z.string() }));

/**
 * The old column of numbers, byte for byte, from the answer of the look-up that the form for associations uses
 * (`rpc/getAssocOccurrence.php`, target `occid`). It is the one page that neither cuts nor splits it, hides it behind
 * identifiers nor takes a lock: the table display cuts at 60 characters, the public page shows identifiers instead, the
 * editor page splits at commas and locks. It tells it as `CODE:CATALOG (OLD)`, without what is empty and without a code
 * that the catalog number holds already. PORTAL_PROTOCOL 7.
 * Null where the column is empty; undefined where the answer does not fit the catalog number just read.
 */
export function readLegacyNumber(body: string, occid: number, catalogNumber: string): string | null | undefined {
  const told = parse(body)?.[occid]?.catnum;
  if (told === undefined) return undefined;
  if (catalogNumber === '') return told === '' ? null : told;
  const behind = behindCatalogNumber(told, catalogNumber);
  if (behind === '') return null;
  return behind === undefined ? undefined : /^ \(([^]+)\)$/.exec(behind)?.[1];
}

function behindCatalogNumber(told: string, catalogNumber: string): string | undefined {
  if (told.startsWith(catalogNumber)) return told.slice(catalogNumber.length);
  const at = told.indexOf(`:${catalogNumber}`);
  return at < 0 ? undefined : told.slice(at + 1 + catalogNumber.length);
}

function parse(body: string): z.infer<typeof Hits> | undefined {
  try {
    return Hits.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}
