/** What became of changes to the rows that hang on a record, and of records that were made. */
import { asPortalKeeps } from '../base/text.ts';
import { fieldOf, type PortalRecord, type WholeRecord } from '../portal/portal-record.ts';
import { IDENTIFIER_TERM, type HistoryRow } from '../portal/portal.ts';
import type { ChangeOf } from '../portal/change.ts';
import { isSameValue } from '../specimen/field-edit.ts';
import { clash, lostIn, type Verdict } from './evidence.ts';
import { isSameDetermination, isSameIdentifier, rehearse } from './merge-rehearsal.ts';
import type { Mark } from './mark.ts';

type IdentifierText = ChangeOf<'addIdentifier'>['identifier'];

export const hasIdentifier = (record: PortalRecord, identifier: IdentifierText): boolean =>
  record.identifiers.some(row => isSameIdentifier(row, identifier));

/** As histories write it. */
const written = ({ name, value }: IdentifierText): string =>
  asPortalKeeps(name === '' ? value : `${name}: ${value}`) ?? '';

export interface AddedProof {
  readonly record: WholeRecord;
  readonly history: readonly HistoryRow[] | null;
  /** Other records that carry a number which was to be on this one alone. */
  readonly otherBearers: readonly number[];
}

/**
 * Subtle: a history row never proves that an identifier stands there, since a save that failed leaves one too; but one that
 * was taken away again by somebody is not put back.
 */
export function verdictOfAdded(identifier: IdentifierText, mark: Mark, proof: AddedProof, answered: boolean): Verdict {
  const replaced = overwrittenLegacyNumber(mark, proof.record.legacyNumber, proof.history);
  if (replaced !== undefined) return clash('overwrote', { replaced });
  if (hasIdentifier(proof.record, identifier))
    return proof.otherBearers.length > 0 ? clash('doubled') : { is: 'delivered' };
  const rows = proof.history?.filter(row => row.term === IDENTIFIER_TERM) ?? [];
  const text = written(identifier);
  const isAdded = rows.some(row => asPortalKeeps(row.to) === text);
  const isTakenAway = rows.some(row => asPortalKeeps(row.from) === text);
  if (isAdded && isTakenAway) return { is: 'delivered', superseded: true };
  if (answered) return clash('saidYesNothingChanged');
  return isAdded ? clash('unclear') : { is: 'notApplied' };
}

/** The old column is posted back as it was read; its history tells whether somebody's newer text was lost by that. */
function overwrittenLegacyNumber(
  { value }: Mark,
  legacyNow: string | null,
  history: readonly HistoryRow[] | null,
): string | null | undefined {
  const rows = history?.filter(({ term }) => term === LEGACY_TERM) ?? [];
  const ours = rows.find(({ from, to }) => isSameValue(to, value) && !isSameValue(from, value));
  if (ours) return ours.from;
  const lost = lostIn(rows, isSameValue);
  if (lost) return lost.to;
  const last = rows.at(-1);
  return last && !isSameValue(last.to, legacyNow) ? last.to : undefined;
}

/** As histories write it. */
const LEGACY_TERM = 'othercatalognumbers';

export function verdictOfRemoved(
  identifier: ChangeOf<'removeIdentifier'>['identifier'],
  record: PortalRecord,
  answered: boolean,
): Verdict {
  const row = record.identifiers.find(({ id }) => id === identifier.id);
  if (!row) return { is: 'delivered' };
  if (!isSameIdentifier(row, identifier)) return clash('changed');
  return answered ? clash('saidYesNothingChanged') : { is: 'notApplied' };
}

/** `held` = the records that bear the catalog number now. */
export function verdictOfCreated(
  change: ChangeOf<'create'>,
  held: readonly PortalRecord[],
  answered: boolean,
): Verdict {
  const [record, ...more] = held;
  if (!record) return answered ? clash('saidYesNothingChanged') : { is: 'notApplied' };
  if (more.length > 0) return clash('doubled');
  const isOurs = Object.entries(change.fields).every(([term, text]) => fieldOf(record, term) === asPortalKeeps(text));
  return isOurs ? { is: 'delivered', occid: record.occid } : clash('numberInUse');
}

export function verdictOfAssociated(
  { occidAssociate, relationship }: ChangeOf<'associate'>,
  record: WholeRecord,
  answered: boolean,
): Verdict {
  const stands = record.associations.some(
    one => one.occidAssociate === occidAssociate && one.relationship === relationship,
  );
  if (stands) return { is: 'delivered' };
  return answered ? clash('saidYesNothingChanged') : { is: 'notApplied' };
}

/** `undefined` = that record is gone. Source: RELIABILITY 2.11 table, compared with the prediction (C5). */
export function verdictOfMerge(
  kit: NonNullable<Mark['kit']>,
  source: WholeRecord | undefined,
  target: WholeRecord | undefined,
  history: readonly HistoryRow[] | null,
): Verdict {
  if (source && target) return clash('confirmAgain');
  if (!target) return clash('gone', { parts: source ? [] : ['both'] });
  const parts = missingParts(rehearse(kit.source, kit.target).predicted, target, history ?? []);
  return parts.length === 0 ? { is: 'delivered' } : clash('mergeIncomplete', { parts });
}

const MOVES_BY_ITSELF: ReadonlySet<string> = new Set(['dateLastModified', 'recordSecurity']);

/** What the prediction holds and the survivor does not, in words for people. */
function missingParts(predicted: WholeRecord, target: WholeRecord, history: readonly HistoryRow[]): readonly string[] {
  const missing: string[] = [];
  // Somebody's later edit is no loss of the merge.
  const edited = new Set(history.map(({ term }) => term.toLowerCase()));
  for (const [column, text] of Object.entries(predicted.fields))
    if (
      !MOVES_BY_ITSELF.has(column) &&
      !edited.has(column.toLowerCase()) &&
      fieldOf(target, column) !== asPortalKeeps(text)
    )
      missing.push(`${column}: ${text}`);
  for (const one of predicted.images)
    if (!target.images.some(({ id }) => id === one.id)) missing.push(`image ${one.originalUrl ?? one.id}`);
  for (const one of predicted.identifiers) if (!hasIdentifier(target, one)) missing.push(`identifier ${written(one)}`);
  for (const one of predicted.determinations)
    if (!target.determinations.some(other => isSameDetermination(one, other)))
      missing.push(`determination ${one.scientificName ?? ''}`);
  for (const one of predicted.associations)
    if (!target.associations.some(({ id }) => id === one.id)) missing.push(`association ${one.relationship}`);
  return missing;
}
