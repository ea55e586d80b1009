import type { Failure, Result } from '../failure/failure.ts';
import type { FieldEdit } from '../specimen/field-edit.ts';
import type { EditableTerm } from '../specimen/darwin-core.ts';
import type { Occurrence } from '../specimen/occurrence.ts';
import type { Collection } from './portal-profile.ts';

export interface Account {
  readonly user: string;
  readonly password: string;
}

export interface SignedIn {
  readonly user: string;
  readonly displayName: string;
}

/** One row of a portal's edit history; `editId` is the portal's own clock. */
export interface HistoryRow {
  readonly editId: number;
  readonly occid: number;
  readonly term: EditableTerm | string;
  readonly from: string | null;
  readonly to: string | null;
}

/** What became of one write, as far as the answer alone can tell. Nothing but a fresh read proves anything. */
export type SendOutcome =
  /** `refusal`: what the answer said against it, which a fresh read has to bear out. */
  | { readonly is: 'answered'; readonly refusal?: Failure }
  | { readonly is: 'notSent'; readonly failure: Failure }
  | { readonly is: 'unknown'; readonly failure: Failure };

export interface LabelQuery {
  /** Last name; empty where unknown. */
  readonly recordedBy: string;
  readonly recordNumber: string;
  /** As typed; a portal is asked for the days it may mean. */
  readonly eventDate: string;
}

/**
 * A remote collection. Reads take no lock and change nothing; nothing that is passed in is ever read as a search
 * operator. Every read may fail with offline, timedOut, busy, signedOut, forbidden or notUnderstood.
 */
export interface Portal {
  signIn(account: Account): Promise<Result<SignedIn>>;
  signOut(): Promise<void>;
  signedIn(): SignedIn | undefined;
  editableCollections(): Promise<Result<readonly Collection[]>>;
  /** Records that carry one of these spellings in either store of numbers. Fails with tooMany beyond what one can choose from. */
  findByAccession(spellings: readonly string[]): Promise<Result<readonly Occurrence[]>>;
  findByLabel(query: LabelQuery): Promise<Result<readonly Occurrence[]>>;
  findByCatalogNumber(catalogNumber: string): Promise<Result<readonly Occurrence[]>>;
  /** Fails with notFound where the record is gone. */
  readOccurrence(occid: number): Promise<Result<Occurrence>>;
  /** Ids of the records that bear this catalog number, without `except`. */
  holdersOf(catalogNumber: string, except: number): Promise<Result<readonly number[]>>;
  /** History rows newer than the mark; a mark of undefined asks only for the newest id. */
  historySince(mark: number): Promise<Result<readonly HistoryRow[]>>;
  historyMark(): Promise<Result<number>>;
  /** Sends once. The caller compares before and proves after. */
  sendEdits(occid: number, edits: readonly FieldEdit[]): Promise<SendOutcome>;
}
