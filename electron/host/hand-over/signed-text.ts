/**
 * A thing said by a station, for another one: three lines.
 *
 *   TITLE
 *   {what is said, as JSON}
 *   {"key":public half,"signature":of the two lines above}
 */
import { z } from 'zod';
import { isSignedBy, type StationKey } from './station-key.ts';

export const TITLES = {
  handOver: 'VASCULUM HAND-OVER 1',
  claim: 'VASCULUM HAND-OVER CLAIM 1',
  receipt: 'VASCULUM HAND-OVER RECEIPT 1',
} as const;
export type Title = (typeof TITLES)[keyof typeof TITLES];

/** Subtle: Node reads many spellings of the same bytes; one of them is the one that was written. */
const Base64 = z
  .string()
  .max(200)
  .refine(text => Buffer.from(text, 'base64').toString('base64') === text);
const Seal = z.strictObject({ key: Base64, signature: Base64 });

export interface Signed<Said> {
  readonly said: Said;
  /** The public half of who signed. */
  readonly key: string;
}

export function signText(title: Title, said: unknown, key: StationKey): string {
  const text = `${title}\n${JSON.stringify(said)}\n`;
  return `${text}${JSON.stringify({ key: key.publicKey, signature: key.sign(text) })}\n`;
}

/** Undefined where a word was altered, or it says something else than expected. */
export function readSigned<Schema extends z.ZodType>(
  title: Title,
  schema: Schema,
  lines: readonly [title: string, body: string, seal: string],
): Signed<z.infer<Schema>> | undefined {
  const [named, body, sealed] = lines;
  const seal = Seal.safeParse(parsed(sealed)).data;
  if (named !== title || !seal || !isSignedBy(seal.key, `${named}\n${body}\n`, seal.signature)) return undefined;
  const said = schema.safeParse(parsed(body));
  return said.success ? { said: said.data, key: seal.key } : undefined;
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
