/** What the portal in memory holds: records, rows of their history, what really took place; and what a save asks for. */

export type Columns = Record<string, string | null>;

export interface ModelRecord {
  readonly occid: number;
  collid: number;
  columns: Columns;
  stamp: string;
  identifiers: { id: number; name: string; value: string }[];
  media: { id: number; key: string | null; url: string }[];
  determinations: { id: number; sciname: string; by: string; date: string; isCurrent: boolean }[];
  associations: { id: number; relationship: string; to: number }[];
}

/** One row of omoccuredits. */
export interface EditRow {
  readonly id: number;
  readonly occid: number;
  readonly field: string;
  readonly from: string;
  readonly to: string;
  readonly by: string;
  readonly at: number;
  readonly isApplied: boolean;
}

/** One change that really took place: what the invariants are judged by. `by` is the account it was sent under. */
export interface Effect {
  readonly nth: number;
  readonly at: number;
  readonly by: string;
  readonly what:
    'field' | 'filled' | 'identifier' | 'identifierGone' | 'merge' | 'image' | 'create' | 'association' | 'deleted';
  readonly occid: number;
  /** Column, name of a number, key of a picture, source of a merge. */
  readonly key: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly isLogged: boolean;
  readonly sentAt: number;
}

export interface SaveOrder {
  readonly occid: number;
  readonly by: string;
  readonly now: number;
  /** Every posted column, whether listed or not. */
  readonly posted: Columns;
  readonly edited: readonly string[];
  readonly identifiers: readonly { readonly key: string; readonly name: string; readonly value: string }[];
  /** Without the right, only a suggestion is stored. RELIABILITY Q11. */
  readonly isApplied: boolean;
  /** The row is written, the record is not. RELIABILITY Q2. */
  readonly isIgnored?: boolean;
  /** New values are cut to so many letters, as a column that is too short does. RELIABILITY Q5. */
  readonly cutTo?: number;
  /** Runs between the portal's look at the old values and its update: somebody else is faster. */
  readonly within?: () => void;
}
