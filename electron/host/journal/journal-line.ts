/** One line of the journal on disk: what happened, chained to the line before by its hash. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Mark } from '../../../shared/outbox/mark.ts';
import { Delivery, OutboxEntry } from '../../../shared/outbox/outbox-entry.ts';
import { ExpertCase } from '../../../shared/workflow/expert-case.ts';
import { HandedOver, HandOverClosed, TakenBack, TakenIn } from './hand-over-line.ts';
import { OwnLine } from './own-line.ts';

export const Happening = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), journalId: z.uuid(), connectionId: z.string() }),
  z.object({ kind: z.literal('queued'), entry: OutboxEntry }),
  z.object({ kind: z.literal('intent'), entryId: z.uuid(), attempt: z.number().int(), mark: Mark }),
  z.object({ kind: z.literal('moved'), entryId: z.uuid(), delivery: Delivery }),
  z.object({ kind: z.literal('caseKept'), expertCase: ExpertCase }),
  /** A supervisor sends them instead of their makers. */
  z.object({ kind: z.literal('adopted'), entryIds: z.array(z.uuid()), by: z.string() }),
  /** Looked at once more after an outcome that had been unknown, and nothing late was found. */
  z.object({ kind: z.literal('swept'), entryId: z.uuid() }),
  HandedOver,
  TakenBack,
  HandOverClosed,
  TakenIn,
]);
export type Happening = z.infer<typeof Happening>;

const Written = z.union([Happening, OwnLine]);
export type Written = z.infer<typeof Written>;

/** The version of lines this program writes; lines of a higher one are shown and left alone. */
export const LINE_VERSION = 2;

const Framing = z.object({ v: z.number().int(), seq: z.number().int(), at: z.number(), what: z.unknown() });

export interface JournalLine {
  readonly seq: number;
  readonly at: number;
  /** Undefined where a newer version wrote it. */
  readonly what: Written | undefined;
  readonly hash: string;
}

export const FIRST_HASH = '';

/** `{"b":{v,seq,at,what},"h":sha256(previous hash + body)}` and a line feed. */
export function writeLine(
  previous: string,
  seq: number,
  at: number,
  what: Written,
): { readonly text: string; readonly hash: string } {
  const body = JSON.stringify({ v: LINE_VERSION, seq, at, what });
  const hash = chain(previous, body);
  return { text: `{"b":${body},"h":"${hash}"}\n`, hash };
}

/** Undefined where the line is torn, altered or does not follow the one before. */
export function readLine(previous: string, text: string): JournalLine | undefined {
  const hash = hashIfNext(previous, text);
  if (hash === undefined) return undefined;
  const framing = Framing.parse(JSON.parse(text.slice(BODY_START, BODY_END)));
  const what = framing.v > LINE_VERSION ? undefined : Written.safeParse(framing.what).data;
  return { seq: framing.seq, at: framing.at, what, hash };
}

/** The line's hash, where it is whole and follows the one before. Looks at nothing else. */
export function hashIfNext(previous: string, text: string): string | undefined {
  const hash = claimedHash(text);
  if (hash === undefined || !text.startsWith('{"b":')) return undefined;
  return chain(previous, text.slice(BODY_START, BODY_END)) === hash ? hash : undefined;
}

/** The hash that stands at the end of a line, true or not. */
export const claimedHash = (text: string): string | undefined =>
  /,"h":"([0-9a-f]{64})"\}$/.exec(text.slice(-HASH_PART))?.[1];

const BODY_START = '{"b":'.length;
const HASH_PART = ',"h":""}'.length + 64;
const BODY_END = -HASH_PART;

export const chain = (previous: string, body: string): string =>
  createHash('sha256').update(previous).update(body).digest('hex');
