import type { Occurrence } from '../specimen/occurrence.ts';
import type { SuggestedNumber } from './suggested-number.ts';
import type { ExpertCase } from './expert-case.ts';
import type { Source } from './imaging-task.ts';
import type { MergeShown, PictureRecord } from './linking-task.ts';

/** What can happen to a picture that waits for its number, in the past tense. */
export type LinkingEvent =
  | { readonly type: 'suggestionRead'; readonly suggestion: SuggestedNumber | null }
  | { readonly type: 'numberEntered'; readonly number: string }
  | {
      readonly type: 'checked';
      readonly number: string;
      readonly candidates: readonly Occurrence[];
      readonly lookedFor: readonly string[];
      readonly source: Source;
    }
  | { readonly type: 'checkFailed'; readonly number: string; readonly isOutOfReach: boolean; readonly at: number }
  | { readonly type: 'chose'; readonly occid: number }
  | { readonly type: 'agreed' }
  | { readonly type: 'rehearsed'; readonly shown: MergeShown }
  | { readonly type: 'rehearsalFailed' }
  | { readonly type: 'mergeConfirmed'; readonly at: number }
  | { readonly type: 'numberConfirmed'; readonly at: number }
  | { readonly type: 'wentBack' }
  | { readonly type: 'portalAnswered' }
  | { readonly type: 'flagged'; readonly flag: Pick<ExpertCase, 'reason' | 'parts' | 'note'>; readonly at: number };

export type LinkingEventOf<Type extends LinkingEvent['type']> = Extract<LinkingEvent, { type: Type }>;

/** What is to be done about it, in the imperative. */
export type LinkingEffect =
  | { readonly do: 'check'; readonly number: string; readonly picture: PictureRecord }
  | { readonly do: 'rehearse'; readonly picture: PictureRecord; readonly occurrence: Occurrence }
  | { readonly do: 'queueNumber'; readonly picture: PictureRecord; readonly number: string }
  | {
      readonly do: 'queueMerge';
      readonly picture: PictureRecord;
      readonly occurrence: Occurrence;
      readonly number: string;
      readonly shown: MergeShown;
    }
  | {
      readonly do: 'flag';
      readonly flag: Pick<ExpertCase, 'reason' | 'parts' | 'note'>;
      readonly picture: PictureRecord;
      readonly number: string;
    };
