import type { CatalogNumber, CatalogNumberCheck } from '../specimen/catalog-number.ts';
import type { WholeRecord } from '../portal/portal-record.ts';
import type { Occurrence } from '../specimen/occurrence.ts';
import type { SheetWords, WayToLook } from '../search/occurrence-query.ts';
import type { ExpertCase } from './expert-case.ts';
import type { Question, ScannedBy, Source } from './imaging-task.ts';
import type { TaskShot } from './shot.ts';

/** What can happen at the bench, in the past tense. */
export type ImagingEvent =
  | { readonly type: 'asked'; readonly words: SheetWords; readonly by: WayToLook }
  | {
      readonly type: 'found';
      readonly candidates: readonly Occurrence[];
      readonly lookedFor: readonly string[];
      readonly source: Source;
    }
  | { readonly type: 'searchFailed'; readonly isOutOfReach: boolean }
  | { readonly type: 'chose'; readonly occid: number }
  | { readonly type: 'agreed' }
  | { readonly type: 'wentBack' }
  | {
      readonly type: 'barcodeRead';
      readonly check: CatalogNumberCheck;
      readonly at: number;
      readonly by: ScannedBy;
      /** The stamped number in the field at that moment. */
      readonly stamp: string;
    }
  | { readonly type: 'keptScanConfirmed'; readonly at: number }
  | { readonly type: 'keptScanDropped' }
  | { readonly type: 'barcodeIsFree'; readonly at: number }
  | { readonly type: 'barcodeIsNotFree'; readonly question: Question }
  /** A shot was given to this specimen. */
  | { readonly type: 'shotArrived'; readonly shot: TaskShot }
  /** Catalog numbers were read on a shot, or nothing was. */
  | { readonly type: 'shotRead'; readonly shotId: string; readonly numbers: readonly string[]; readonly at: number }
  /** Whatever was read on them, these shots are of this specimen. */
  | { readonly type: 'shotsConfirmed' }
  | { readonly type: 'lastShotTakenBack' }
  /** There are enough shots of it. */
  | { readonly type: 'picturesTaken'; readonly at: number }
  | { readonly type: 'pictureSkipped'; readonly at: number }
  /** The record that bears the scanned number is to be made one with the sheet's; both as the person was shown them. */
  | {
      readonly type: 'mergeConfirmed';
      readonly shown: { readonly source: WholeRecord; readonly target: WholeRecord };
      readonly at: number;
    }
  | { readonly type: 'parkedWithoutBarcode'; readonly at: number }
  | { readonly type: 'flagged'; readonly flag: Pick<ExpertCase, 'reason' | 'parts' | 'note'>; readonly at: number };

/** What the bench is to do about it, in the imperative. */
export type ImagingEffect =
  | { readonly do: 'search'; readonly words: SheetWords; readonly by: WayToLook }
  | { readonly do: 'releaseHeldLink' }
  | {
      readonly do: 'checkBarcode';
      readonly catalogNumber: CatalogNumber;
      /** Null where the record is not known yet. */
      readonly occurrence: Occurrence | null;
    }
  | {
      readonly do: 'queueLink';
      readonly catalogNumber: CatalogNumber;
      readonly occurrence: Occurrence;
      readonly words: SheetWords;
      readonly shots: readonly TaskShot[];
    }
  /** These are nobody's any more; `setAside` where a person did not want the shot. */
  | { readonly do: 'releaseShots'; readonly shots: readonly TaskShot[]; readonly to: 'waiting' | 'setAside' }
  | {
      readonly do: 'queueMerge';
      readonly catalogNumber: CatalogNumber;
      readonly occurrence: Occurrence;
      readonly words: SheetWords;
      readonly shown: { readonly source: WholeRecord; readonly target: WholeRecord };
    }
  | {
      readonly do: 'flag';
      readonly flag: Pick<ExpertCase, 'reason' | 'parts' | 'note'>;
      readonly occurrence: Occurrence | null;
      readonly words: SheetWords;
      readonly scanned: string | null;
    };
