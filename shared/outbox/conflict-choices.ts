/**
 * What a person may decide about a clash, kind by kind. Nothing is chosen for anybody, and every clash can be left to an
 * expert. Source: RELIABILITY 2.8.
 */
import type { ConflictKind } from './outbox-entry.ts';

export const CHOICES = [
  /** Ours was never sent and is dropped: the portal's stands. */
  'drop',
  /** Ours was sent and is taken back by a change of its own. */
  'undo',
  /** What ours replaced is put back by a change of its own. */
  'restore',
  /** What stands on the portal now is right. */
  'keep',
  /** Ours once more, over what stands there now. */
  'mine',
  /** A value that the portal keeps whole. */
  'shorten',
  /** The record that bears the number is made one with ours. */
  'mergeHolder',
  /** The merge once more, on the two records as they are now. */
  'confirmMerge',
  /** Both records as they were, to rebuild them from. */
  'kit',
  /** Both values go to an expert. */
  'flag',
] as const;
export type Choice = (typeof CHOICES)[number];

/** In the order of the screen; what does not fit the kind of change is left out there. */
export const CHOICES_OF: Readonly<Record<ConflictKind, readonly Choice[]>> = {
  changed: ['drop', 'mine', 'flag'],
  gone: ['drop', 'flag'],
  moved: ['drop', 'flag'],
  numberInUse: ['drop', 'mergeHolder', 'mine', 'flag'],
  saidYesNothingChanged: ['drop', 'mine', 'flag'],
  loggedNotApplied: ['keep', 'mine', 'flag'],
  mangled: ['keep', 'shorten', 'flag'],
  unclear: ['keep', 'mine', 'confirmMerge', 'flag'],
  doubled: ['undo', 'mergeHolder', 'keep', 'flag'],
  overwrote: ['restore', 'mine', 'flag'],
  pendingApproval: ['keep', 'flag'],
  confirmAgain: ['drop', 'confirmMerge', 'flag'],
  needsSupervisor: ['drop', 'confirmMerge', 'flag'],
  mergeIncomplete: ['kit', 'keep', 'flag'],
  mergeRefused: ['drop', 'confirmMerge', 'flag'],
  sourceGone: ['drop', 'flag'],
  dependsOnAnother: ['drop', 'mine', 'confirmMerge', 'flag'],
  late: ['restore', 'keep', 'flag'],
  salvaged: ['drop', 'mine', 'confirmMerge', 'flag'],
};
