import type { HistoryRow } from '../portal/portal.ts';
import { isSameValue, type FieldEdit } from '../specimen/field-edit.ts';
import type { ConflictKind } from './outbox-entry.ts';

/** What was read just before a write; journalled with the intent, so that a later verdict needs nothing else. */
export interface Mark {
  readonly value: string | null;
  readonly rowStamp: string | null;
  /** Newest id of the portal's edit history; null where the portal does not tell. */
  readonly historyId: number | null;
}

/** What was read after it. */
export interface Proof {
  readonly value: string | null;
  readonly rowStamp: string | null;
  /** Rows about this occurrence newer than the mark; null where the portal does not tell. */
  readonly history: readonly HistoryRow[] | null;
  /** Other records found under the same catalog number afterwards. */
  readonly otherHolders: readonly number[];
}

export type Comparison = { readonly is: 'ready' } | { readonly is: 'already' } | { readonly is: 'changed' };

export type Verdict =
  | { readonly is: 'delivered' }
  | { readonly is: 'notApplied' }
  | { readonly is: 'conflicted'; readonly kind: ConflictKind; readonly replaced: string | null };

const conflict = (kind: ConflictKind, replaced: string | null = null): Verdict => ({
  is: 'conflicted',
  kind,
  replaced,
});

/** Compares what the operator saw with what stands there now. Zeros, case and digits always count. */
export function compareBase(edit: FieldEdit, portalNow: string | null): Comparison {
  if (isSameValue(portalNow, edit.to)) return { is: 'already' };
  return isSameValue(portalNow, edit.from) ? { is: 'ready' } : { is: 'changed' };
}

/**
 * What a write came to, from readings alone; the portal's own words prove nothing.
 * Source: RELIABILITY 2.5 table, with the corrections at its head. `answered` = the portal's answer came back whole.
 */
export function verdictOf(edit: FieldEdit, mark: Mark, proof: Proof, answered: boolean): Verdict {
  if (isSameValue(proof.value, edit.to)) return verdictOnLanded(edit, proof);
  if (!isSameValue(proof.value, mark.value)) return conflict('changed');
  if (answered) return conflict('saidYesNothingChanged');
  return proof.rowStamp === mark.rowStamp ? { is: 'notApplied' } : conflict('unclear');
}

function verdictOnLanded(edit: FieldEdit, proof: Proof): Verdict {
  const ours = proof.history?.find(row => row.term === edit.term && isSameValue(row.to, edit.to));
  if (ours && !isSameValue(ours.from, edit.from)) return conflict('overwrote', ours.from);
  return proof.otherHolders.length > 0 ? conflict('doubled') : { is: 'delivered' };
}
