/** Lines that wait for the disk, and which of them are refused when it takes no more. */
import { failed, type Failure, type Result } from '../../../shared/failure/failure.ts';
import type { Written } from './journal-line.ts';

export interface WaitingLine {
  readonly what: Written;
  readonly settle: (answer: Result<number>) => void;
}

/** What needs room for more to follow, and is refused while the disk is full. */
const BEGINNINGS: ReadonlySet<Written['kind']> = new Set<Written['kind']>([
  'queued',
  'caseKept',
  'handedOver',
  'takenIn',
]);

/** Refuses what would begin something; answers the lines that end what was begun. */
export function refuseBeginnings(waiting: readonly WaitingLine[], failure: Failure): readonly WaitingLine[] {
  const isBeginning = ({ what }: WaitingLine) => BEGINNINGS.has(what.kind);
  refuse(waiting.filter(isBeginning), failure);
  return waiting.filter(line => !isBeginning(line));
}

/** Refuses them all; answers that none is left. */
export function refuse(waiting: readonly WaitingLine[], failure: Failure): readonly [] {
  for (const { settle } of waiting) settle(failed(failure));
  return [];
}
