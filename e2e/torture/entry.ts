/** The only place of the torture that knows how an entry of the outbox and a line of the journal are written. */
import { randomUUID } from 'node:crypto';

/** One link as the torture thinks of it: this record gets this catalog number in place of that one. */
export interface Link {
  readonly id: string;
  readonly occid: number;
  readonly from: string | null;
  readonly to: string;
}

/** An entry of `outbox.list`, as far as the torture looks. */
export interface Listed {
  readonly id: string;
  readonly occid: number;
  readonly delivery: {
    readonly is: string;
    readonly kind?: string;
    readonly why?: { readonly kind: string };
    readonly notBefore?: number;
  };
}

export interface Owner {
  readonly collid: number;
  readonly account: string;
}

export const newLink = (occid: number, from: string | null, to: string): Link => ({
  id: randomUUID(),
  occid,
  from,
  to,
});

/** How an entry says what it changes, and how that is read again. */
const changing = (occid: number, edit: object) => ({ v: 2, change: { kind: 'setField', occid, edit }, after: null });
const changedIn = (entry: ReturnType<typeof changing>): number => entry.change.occid;

/** What `outbox.queue` takes; `holdUntil` keeps it on the station until then. */
export const asEntry = (
  { id, occid, from, to }: Link,
  { collid, account }: Owner,
  holdUntil: number | null = null,
) => ({
  id,
  collid,
  why: 'link',
  ...changing(occid, { term: 'catalogNumber', from, to }),
  seen: { accession: null, recordedBy: null, recordNumber: null, eventDate: null, scientificName: null },
  account,
  madeAt: Date.now(),
  holdUntil,
  undoes: null,
});

/** Reads what `outbox.list` answers. */
export function readQueue(answered: unknown): readonly Listed[] {
  const { queue } = answered as { queue: readonly ListedAsSent[] };
  return queue.map(({ entry, delivery }) => ({ id: entry.id, occid: changedIn(entry), delivery }));
}

interface ListedAsSent {
  readonly entry: { readonly id: string } & ReturnType<typeof changing>;
  readonly delivery: Listed['delivery'];
}

export const isSettled = ({ delivery }: Listed): boolean => delivery.is === 'delivered' || delivery.is === 'withdrawn';
export const isDelivered = ({ delivery }: Listed): boolean => delivery.is === 'delivered';
export const needsPerson = ({ delivery }: Listed): boolean => delivery.is === 'conflicted' || delivery.is === 'refused';

/** What a person reads about an entry that stopped. */
export const reasonOf = ({ delivery }: Listed): string =>
  [delivery.is, delivery.kind ?? delivery.why?.kind].filter(Boolean).join(' ');

export interface JournalFacts {
  /** Ids of all entries that the journal on disk holds. */
  readonly queued: ReadonlySet<string>;
  /** How often a write was announced there before it was sent. */
  readonly attempts: number;
}

/** Reads the lines of journal files, `{"b":{what},"h":hash}` each; a torn one says nothing, a copy of one nothing more. */
export function readJournal(text: string): JournalFacts {
  const queued = new Set<string>();
  let attempts = 0;
  for (const line of new Set(text.split('\n'))) {
    const what = happeningIn(line);
    if (what?.kind === 'queued' && what.entry) queued.add(what.entry.id);
    if (what?.kind === 'intent') attempts += 1;
  }
  return { queued, attempts };
}

function happeningIn(line: string): { readonly kind: string; readonly entry?: { readonly id: string } } | undefined {
  try {
    return (JSON.parse(line) as { b: { what: { kind: string; entry?: { id: string } } } }).b.what;
  } catch {
    return undefined;
  }
}
