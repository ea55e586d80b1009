/** What the three columns of a clash show: what the person saw, what stands on the portal now, what was wished. */
import { fieldOf, OF_THE_PORTAL, type PortalRecord, type WholeRecord } from '../../shared/portal/portal-record.ts';
import { rehearse } from '../../shared/outbox/merge-rehearsal.ts';
import type { Conflicted, OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import type { Change, ChangeOf } from '../../shared/portal/change.ts';
import { sayTerm } from '../occurrence/term-words.ts';
import { say } from '../strings/say.ts';
import type { RecordsNow } from './decisions.ts';

export interface ComparedRow {
  readonly label: string;
  /** Null: nothing stands there. */
  readonly looked: string | null;
  /** Undefined: it cannot be read at present. */
  readonly now: string | null | undefined;
  /** Undefined: this change does not touch it. */
  readonly mine: string | null | undefined;
  /** What the clash is about. */
  readonly isAsked: boolean;
}

export interface ComparedGroup {
  /** Which of two records; none where there is one. */
  readonly title: string | undefined;
  readonly rows: readonly ComparedRow[];
}

export function comparedGroups(
  entry: OutboxEntry,
  delivery: Conflicted,
  now: RecordsNow | undefined,
): readonly ComparedGroup[] {
  const { change } = entry;
  if (change.kind === 'merge') return mergedGroups(change, now);
  const isGone = delivery.kind === 'gone';
  return [
    { title: undefined, rows: [askedRow(change, delivery, now?.record), ...seenRows(entry, now?.record, isGone)] },
  ];
}

function askedRow(
  change: Exclude<Change, { kind: 'merge' }>,
  { portalNow, kind }: Conflicted,
  record?: WholeRecord,
): ComparedRow {
  const lastRead = kind === 'gone' ? null : (portalNow ?? undefined);
  const asked = (label: string, looked: string | null, now: string | null | undefined, mine: string | null) => ({
    ...{ label, looked, now, mine },
    isAsked: true,
  });
  switch (change.kind) {
    case 'setField': {
      const { term, from, to } = change.edit;
      return asked(sayTerm(term), from, record ? fieldOf(record, term) : lastRead, to);
    }
    case 'addIdentifier':
      return asked(say('conflict.numbers'), null, record && numbersOf(record), wordsOf(change.identifier));
    case 'removeIdentifier':
      return asked(say('conflict.numbers'), wordsOf(change.identifier), record && numbersOf(record), null);
    case 'create':
      return asked(
        sayTerm('catalogNumber'),
        null,
        record ? fieldOf(record, 'catalogNumber') : lastRead,
        change.catalogNumber,
      );
    case 'attachImage':
      return asked(say('record.picture'), null, record && picturesOf(record), change.image.name);
    case 'associate':
      return asked(say('conflict.associations'), null, record && associationsOf(record), associationOf(change));
  }
}

const SEEN = ['recordedBy', 'recordNumber', 'eventDate'] as const;

function seenRows({ seen }: OutboxEntry, record: WholeRecord | undefined, isGone: boolean): readonly ComparedRow[] {
  return SEEN.map(term => ({
    label: sayTerm(term),
    looked: seen[term],
    now: record ? fieldOf(record, term) : isGone ? null : undefined,
    mine: undefined,
    isAsked: false,
  }));
}

const ALWAYS = ['catalogNumber', 'recordedBy', 'recordNumber', 'eventDate', 'processingStatus'];

/** Of both records what identifies them and what has changed; the portal's own stamps are nobody's. */
function mergedGroups({ shown }: ChangeOf<'merge'>, now: RecordsNow | undefined): readonly ComparedGroup[] {
  const { predicted } = rehearse(now?.source ?? shown.source, now?.record ?? shown.target);
  return [
    { title: say('merge.stays'), rows: recordRows(shown.target, now?.record, ALWAYS, predicted) },
    { title: say('merge.goes'), rows: recordRows(shown.source, now?.source, ['catalogNumber']) },
  ];
}

function recordRows(
  shown: WholeRecord,
  now: WholeRecord | undefined,
  always: readonly string[],
  after?: WholeRecord,
): readonly ComparedRow[] {
  const columns = new Set([...always, ...Object.keys(shown.fields), ...Object.keys(now?.fields ?? {})]);
  const fields = [...columns]
    .filter(column => !OF_THE_PORTAL.has(column))
    .map(column => ({
      label: sayTerm(column),
      of: (record: WholeRecord) => fieldOf(record, column),
      isAlways: always.includes(column),
    }));
  const hanging = [
    { label: say('conflict.numbers'), of: numbersOf, isAlways: false },
    { label: say('record.picture'), of: picturesOf, isAlways: false },
    { label: say('conflict.determinations'), of: determinationsOf, isAlways: false },
    { label: say('conflict.associations'), of: associationsOf, isAlways: false },
  ];
  return [...fields, ...hanging].flatMap(({ label, of, isAlways }) => {
    const [looked, stands] = [of(shown), now && of(now)];
    const isAsked = now !== undefined && looked !== stands;
    return isAlways || isAsked ? [{ label, looked, now: stands, mine: after && of(after), isAsked }] : [];
  });
}

const listed = (words: readonly string[]): string | null => (words.length === 0 ? null : words.join(' · '));
const wordsOf = ({ name, value }: { readonly name: string; readonly value: string }) =>
  name === '' ? value : `${name}: ${value}`;
const numbersOf = ({ identifiers }: PortalRecord) => listed(identifiers.map(wordsOf));
const picturesOf = ({ images }: PortalRecord) =>
  images.length === 0 ? null : say('record.pictures', { count: images.length });
const determinationsOf = ({ determinations }: PortalRecord) =>
  listed(
    determinations.map(one => [one.scientificName, one.identifiedBy, one.dateIdentified].filter(Boolean).join(', ')),
  );
const associationOf = ({ relationship, occidAssociate }: { relationship: string; occidAssociate: number | null }) =>
  `${relationship} ${occidAssociate ?? ''}`.trim();
const associationsOf = ({ associations }: WholeRecord) => listed(associations.map(associationOf));
