/**
 * What a write came to, from readings alone; the portal's own words prove nothing. Source: RELIABILITY 2.5 with the
 * corrections at its head. Verdicts that need a person name what the person has to know.
 */
import type { HistoryRow } from '../portal/portal.ts';
import { looseEqual } from '../base/loose-equal.ts';
import { isSameValue, type FieldEdit } from '../specimen/field-edit.ts';
import type { Mark } from './mark.ts';
import type { ConflictKind } from './outbox-entry.ts';

/** What was read after a write to one field. */
export interface FieldProof {
  readonly value: string | null;
  readonly rowStamp: string | null;
  /** Rows about this occurrence newer than the mark; null where the portal does not tell. */
  readonly history: readonly HistoryRow[] | null;
  /** Other records found under the same catalog number afterwards. */
  readonly otherHolders: readonly number[];
}

export type Comparison = { readonly is: 'ready' } | { readonly is: 'already' } | { readonly is: 'changed' };

export interface Clash {
  readonly is: 'conflicted';
  readonly kind: ConflictKind;
  readonly replaced?: string | null;
  readonly parts?: readonly string[];
}

export type Verdict =
  | { readonly is: 'delivered'; readonly superseded?: boolean; readonly occid?: number }
  | { readonly is: 'notApplied' }
  | Clash;

export const clash = (kind: ConflictKind, more: Pick<Clash, 'replaced' | 'parts'> = {}): Clash => ({
  is: 'conflicted',
  kind,
  ...more,
});

/** Compares what the operator saw with what stands there now. Zeros, case and digits always count. */
export function compareBase(edit: FieldEdit, portalNow: string | null): Comparison {
  if (isSameValue(portalNow, edit.to)) return { is: 'already' };
  return isSameValue(portalNow, edit.from) ? { is: 'ready' } : { is: 'changed' };
}

/** `answered` = the portal's answer came back whole, whatever it said. */
export function verdictOfField(edit: FieldEdit, mark: Mark, proof: FieldProof, answered: boolean): Verdict {
  const rows = proof.history?.filter(row => row.term === edit.term) ?? [];
  const applied = rows.filter(row => row.isApplied);
  const ours = applied.find(row => isSameValue(row.to, edit.to));
  if (isSameValue(proof.value, edit.to)) return verdictOnLanded(edit, proof, applied);
  if (ours) return verdictOnMovedOn(edit, proof, applied, ours);
  // Subtle: of numbers that are equal to the portal (7, 007) no row says that ours was written, only one that found it.
  const finder = applied.findIndex(row => isSameValue(row.from, edit.to));
  if (finder >= 0 && explains(applied, proof.value)) {
    const replaced = finder === 0 ? mark.value : (applied[finder - 1]?.to ?? null);
    return isSameValue(replaced, edit.from) ? { is: 'delivered', superseded: true } : clash('overwrote', { replaced });
  }
  if (rows.some(row => !row.isApplied && isSameValue(row.to, edit.to))) return clash('pendingApproval');
  if (isCutOff(edit.to, proof.value) && !explains(applied, proof.value)) return clash('mangled');
  if (!isSameValue(proof.value, mark.value)) return clash('changed');
  if (answered) return clash('saidYesNothingChanged');
  // Rows that do not lead to what stands there leave room for one that nobody wrote: ours.
  const isExplained = applied.length === 0 || explains(applied, proof.value);
  return isExplained && isUntouched(edit, mark, proof) ? { is: 'notApplied' } : clash('unclear');
}

/** The value stands there: the question is only what it replaced, and whether the number is on one record. */
function verdictOnLanded(edit: FieldEdit, proof: FieldProof, applied: readonly HistoryRow[]): Verdict {
  const writes = effectsOf(edit, applied);
  const unseen = writes.find(row => !isSameValue(row.from, edit.from));
  if (unseen) return clash('overwrote', { replaced: unseen.from });
  const last = applied.at(-1);
  // Subtle: the portal writes no row where two numbers are equal to it (0123, 123), nor for a value that it looked at too early.
  if (last && !isSameValue(last.to, edit.to)) return clash('overwrote', { replaced: last.to });
  const lost = overwritten(edit, applied);
  if (lost) return lost;
  return proof.otherHolders.length > 0 ? clash('doubled') : { is: 'delivered' };
}

/** The first row whose value the next one did not find: two wrote at once, and the later one saw nothing of it. */
export function lostIn(
  rows: readonly HistoryRow[],
  isFound: (left: string | null, found: string | null) => boolean,
): HistoryRow | undefined {
  return rows.find((row, nth) => {
    const next = rows[nth + 1];
    return next && !isFound(row.to, next.from);
  });
}

/** Subtle: numbers that are equal to the portal are found as each other, and our own value is nobody's loss. */
function overwritten({ to }: FieldEdit, applied: readonly HistoryRow[]): Clash | undefined {
  const lost = lostIn(applied, (left, found) => isSameValue(left, to) || looseEqual(found ?? '', left ?? ''));
  return lost && clash('overwrote', { replaced: lost.to });
}

/** A row says that ours was written, and something else stands there. */
function verdictOnMovedOn(
  edit: FieldEdit,
  proof: FieldProof,
  applied: readonly HistoryRow[],
  ours: HistoryRow,
): Verdict {
  if (isCutOff(edit.to, proof.value)) return clash('mangled');
  const next = applied[applied.indexOf(ours) + 1];
  const isExplained = next && isSameValue(next.from, edit.to) && explains(applied, proof.value);
  if (!isExplained) return clash('loggedNotApplied');
  if (!isSameValue(ours.from, edit.from)) return clash('overwrote', { replaced: ours.from });
  return overwritten(edit, applied) ?? { is: 'delivered', superseded: true };
}

/** Whether the newest row leads to what stands there; numbers that are equal to the portal may follow without a row. */
function explains(applied: readonly HistoryRow[], value: string | null): boolean {
  const last = applied.at(-1);
  return last !== undefined && (isSameValue(last.to, value) || looseEqual(last.to ?? '', value ?? ''));
}

/** Whether a portal cut the text to its own length, or wrote question marks for letters that it does not keep. */
function isCutOff(sent: string | null, kept: string | null): boolean {
  if (sent === null || kept === null || isSameValue(sent, kept)) return false;
  return sent.startsWith(kept) || kept === sent.replace(/[\u{10000}-\u{10FFFF}]/gu, '????');
}

/**
 * The stamp stands still, or the history tells which other field moved it. Subtle: of a number that is equal to the portal
 * (7, 007) it would not tell, and its silence proves nothing.
 */
function isUntouched({ from, to }: FieldEdit, mark: Mark, { rowStamp, history }: FieldProof): boolean {
  if (rowStamp === mark.rowStamp) return true;
  return history !== null && history.length > 0 && !looseEqual(from ?? '', to ?? '');
}

/** How often a value was written to a field since the mark, as far as the history tells; each is somebody's effect. */
export function effectsOf(edit: FieldEdit, history: readonly HistoryRow[]): readonly HistoryRow[] {
  return history.filter(row => row.isApplied && row.term === edit.term && isSameValue(row.to, edit.to));
}
