/** The names of the contract, read as text, as an attacker would: the stories import nothing of the program. */
import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../shared/contract/', import.meta.url);

/** Subtle: every file of the folder, so that a concern that joins the contract is attacked from its first day. */
const contract = readdirSync(FOLDER)
  .filter(name => name.endsWith('-contract.ts') && name !== 'define-contract.ts')
  .map(name => readFileSync(new URL(name, FOLDER), 'utf8'))
  .join('\n');

const namesOf = (kind: 'call' | 'event') =>
  [...contract.matchAll(new RegExp(`^  '([\\w.]+)': ${kind}\\(`, 'gm'))].map(found => found[1] ?? '');

export const CALLS: readonly string[] = namesOf('call');
export const EVENTS: readonly string[] = namesOf('event');

/** How many calls and events the text announces, however they are laid out. */
export const announced = (kind: 'call' | 'event'): number => contract.split(`': ${kind}(`).length - 1;

/** These take an object of which every part may be left out, so that any object will do. */
const ASK_FOR_NO_PART = new Set(['handOver.give']);

/** Whether the call takes any object, since it needs nothing of it. */
export const takesAnyObject = (name: string): boolean =>
  ASK_FOR_NO_PART.has(name) || new RegExp(`'${name}': call\\(\\s*(Nothing|z\\.object\\(\\{\\}\\)),`).test(contract);
