import { assertNever } from '../base/assert-never.ts';
import type { Failure } from './failure.ts';

/** A sentence by the key of its words in resources/strings, with what goes into its blanks. */
export interface Explanation {
  readonly key: `failure.${Failure['kind'] | 'tooLargeAnyway'}`;
  readonly facts: Readonly<Record<string, string | number | undefined>>;
}

/** The only place where a failure becomes words. */
export function explainFailure(failure: Failure): Explanation {
  if (failure.kind === 'tooLarge') return explainTooLarge(failure);
  const { kind, ...facts } = failure;
  return { key: `failure.${kind}`, facts };
}

function explainTooLarge({ bytes, most }: Extract<Failure, { kind: 'tooLarge' }>): Explanation {
  const size = megabytes(bytes);
  return most === null
    ? { key: 'failure.tooLargeAnyway', facts: { size } }
    : { key: 'failure.tooLarge', facts: { size, most: megabytes(most) } };
}

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(bytes < 1_000_000 ? 2 : 1);

/** Whether waiting may mend it, so that a machine may try again. */
export function isTemporary(failure: Failure): boolean {
  switch (failure.kind) {
    case 'offline':
    case 'timedOut':
    case 'signedOut':
    case 'busy':
    case 'hostGone':
    case 'diskFull':
    case 'diskBroken':
      return true;
    case 'wrongPassword':
    case 'forbidden':
    case 'rejected':
    case 'notFound':
    case 'tooMany':
    case 'notAPortal':
    case 'readOnly':
    case 'tooLate':
    case 'unreadableImage':
    case 'tooLarge':
    case 'tooManyPixels':
    case 'typeNotTaken':
    case 'pictureNotGiven':
    case 'notDrawn':
    case 'notKept':
    case 'notUnderstood':
    case 'fault':
      return false;
    default:
      return assertNever(failure);
  }
}
