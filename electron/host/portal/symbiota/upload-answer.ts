/** What the editor's page says to an upload. Only its status line counts: the record's own words stand there too. PORTAL_PROTOCOL 9.1. */
import { selectOne } from 'css-select';
import { parseDocument } from 'htmlparser2';
import type { Failure } from '../../../../shared/failure/failure.ts';
import type { StoredImage } from '../../../../shared/portal/change.ts';
import { isNotAuthorised, textOf } from './pages.ts';
import type { PortalAnswer } from './request.ts';

/**
 * Why it was refused, undefined where it was not. A form larger than the server takes is not read at all: the web server says so,
 * or the page sends back to where it thinks one came from.
 */
export function refusalOfUpload(
  { status, body }: PortalAnswer,
  { mime }: StoredImage,
  bytes: number,
): Failure | undefined {
  if (status !== 200) return { kind: 'tooLarge', bytes, most: null };
  if (isNotAuthorised(body)) return { kind: 'forbidden' };
  const words = wordsOfError(body);
  if (words === undefined) return undefined;
  if (/exceeds the maximum allowed size/i.test(words)) return { kind: 'tooLarge', bytes, most: limitIn(words) };
  if (/not enough memory/i.test(words)) return { kind: 'tooManyPixels' };
  if (/type not allowed|extension is not supported/i.test(words)) return { kind: 'typeNotTaken', mime };
  return { kind: 'rejected', reason: words };
}

/** The page calls every error one, in whatever language. */
function wordsOfError(body: string): string | undefined {
  const line = selectOne('#statusdiv', parseDocument(body));
  return line ? /ERROR:?\s*(.*)$/i.exec(textOf(line))?.[1] : undefined;
}

const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };
/** The portal rounds what it does not write out to a tenth of its unit. */
const ROUNDED_BY = 0.05;

function limitIn(words: string): number | null {
  const [, size, unit = ''] = /size:?\s*([\d.]+)\s*([KMG]?)B?/i.exec(words) ?? [];
  if (size === undefined) return null;
  return Math.floor((Number(size) - (unit === '' ? 0 : ROUNDED_BY)) * (UNITS[unit.toUpperCase()] ?? 1));
}
