import type { Failure, Result } from '../failure/failure.ts';
import type { AwaitingPage } from './awaiting-number.ts';
import type { ChangeOf, StoredImage } from './change.ts';
import type { FieldEdit } from '../specimen/field-edit.ts';
import type { EditableTerm } from '../specimen/darwin-core.ts';
import type { Occurrence } from '../specimen/occurrence.ts';
import type { Collection } from './portal-profile.ts';
import type { PortalRecord, WholeRecord } from './portal-record.ts';

export interface Account {
  readonly user: string;
  readonly password: string;
}

export interface SignedIn {
  readonly user: string;
  readonly displayName: string;
  /** As the portal's histories name this person (`Last, First`); null where the portal does not tell. */
  readonly historyName: string | null;
  /** Whether this person answers for the collection. */
  readonly isSupervisor: boolean;
}

/** One row of a portal's edit history. */
export interface HistoryRow {
  /** The portal's own clock, where the collection's history was asked; in a record's own history the place from the oldest. */
  readonly editId: number;
  readonly occid: number;
  readonly term: EditableTerm | typeof IDENTIFIER_TERM | string;
  readonly from: string | null;
  readonly to: string | null;
  /** False: a suggestion that waits for approval. */
  readonly isApplied: boolean;
  /** Who and in which minute of the portal's clock; only a record's own history tells. */
  readonly by?: string;
  readonly when?: string;
}

/** What histories call a change of a number in the second store; `from` and `to` read `Name: value`. */
export const IDENTIFIER_TERM = 'omoccuridentifiers';

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
  /**
   * The work list of Option 2: unprocessed records of this collection with a picture and without any other catalog number,
   * by their barcodes, at most `most` of them from the given place on: exactly so many where the place is a multiple of it and
   * the list is long enough. Places move as records leave the list.
   */
  awaitingNumber(from: number, most: number): Promise<Result<AwaitingPage>>;
  /** Fails with notFound where the record is gone. */
  readOccurrence(occid: number): Promise<Result<Occurrence>>;
  /** Ids of the records that bear this catalog number, without `except`. */
  holdersOf(catalogNumber: string, except: number): Promise<Result<readonly number[]>>;
  /** Ids of the records that carry one of these spellings in either store of numbers, without `except`. */
  bearersOf(spellings: readonly string[], except: number): Promise<Result<readonly number[]>>;
  /** History rows newer than the mark; a mark of undefined asks only for the newest id. */
  historySince(mark: number): Promise<Result<readonly HistoryRow[]>>;
  historyMark(): Promise<Result<number>>;
  /** A record as it is stored, for comparing and proving. Fails with notFound where it is gone. */
  readRecord(occid: number): Promise<Result<PortalRecord>>;
  /** The same with the old column of numbers and the associations. */
  readWhole(occid: number): Promise<Result<WholeRecord>>;
  /** The record's own history, oldest first: names people, shows secured records too. */
  ownHistory(occid: number): Promise<Result<readonly HistoryRow[]>>;
  /** Each of these sends once. The caller compares before and proves after. */
  sendEdits(occid: number, edits: readonly FieldEdit[]): Promise<SendOutcome>;
  /** `legacyNumber` is the old column as just read: it is posted back unchanged, or the portal would empty it. */
  addIdentifier(
    occid: number,
    identifier: ChangeOf<'addIdentifier'>['identifier'],
    legacyNumber: string | null,
  ): Promise<SendOutcome>;
  removeIdentifier(occid: number, identifierId: number): Promise<SendOutcome>;
  /** The target survives, the source is deleted. */
  merge(source: number, target: number): Promise<SendOutcome>;
  /** Refused by the portal where the catalog number exists in the collection. */
  create(change: ChangeOf<'create'>): Promise<SendOutcome>;
  /** `key` is kept as the image's sourceIdentifier. */
  attachImage(occid: number, image: StoredImage, bytes: Uint8Array, key: string): Promise<SendOutcome>;
  associate(change: ChangeOf<'associate'>): Promise<SendOutcome>;
}
