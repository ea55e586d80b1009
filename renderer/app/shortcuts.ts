/** Every key of the program, from the one table that the desktop's menu reads too. */
import KEYS from '../../resources/keys.json';
import type { Words } from '../strings/say.ts';

export interface Shortcut {
  /** As printed on the control itself. */
  readonly shown: string;
  readonly words: Words;
  /** Rooms and dialogs in which it means this. */
  readonly where: readonly Words[];
}

export const SHORTCUTS: readonly Shortcut[] = KEYS.map(({ shown, words, where }) => ({
  shown,
  words: words as Words,
  where: where.map(place => `key.where.${place}` as Words),
}));
