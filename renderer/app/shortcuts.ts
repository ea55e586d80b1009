/** Every key of the program, from the one table that the desktop's menu reads too. */
import KEYS from '../../resources/keys.json';
import type { Words } from '../strings/say.ts';

export const SHORTCUTS: readonly (readonly [string, Words])[] = KEYS.map(({ shown, words }) => [shown, words as Words]);
