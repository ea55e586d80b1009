/** Every key of the program in one table, as settings shows it. */
import type { Words } from '../strings/say.ts';

export const SHORTCUTS: readonly (readonly [string, Words])[] = [
  ['Enter', 'key.enter'],
  ['Space', 'key.space'],
  ['1 – 9', 'key.digits'],
  ['Esc', 'key.escape'],
  ['Tab', 'key.tab'],
  ['F8', 'key.F8'],
  ['F9', 'key.F9'],
  ['Ctrl Z', 'key.undo'],
  ['Del', 'key.delete'],
  ['N', 'key.n'],
  ['R', 'key.r'],
  ['F2', 'key.F2'],
  ['F3', 'key.F3'],
  ['F4', 'key.F4'],
  ['F5', 'key.F5'],
  ['F6', 'key.F6'],
  ['Ctrl M', 'key.sound'],
  ['Alt 0', 'key.theme'],
  ['Alt 1 · 3 · 7', 'key.rooms'],
  ['U', 'key.hold'],
];
