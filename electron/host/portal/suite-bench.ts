/** What a case of the portal suite has in hand. */
import assert from 'node:assert/strict';
import type { Result } from '../../../shared/failure/failure.ts';
import type { Account, Portal } from '../../../shared/portal/portal.ts';
import type { CountingProxy } from './counting-proxy.ts';
import type { ScratchRecords, ScratchRecord } from './symbiota/scratch-records.ts';

export interface Bench {
  readonly portal: Portal;
  readonly account: Account;
  readonly collid: number;
  readonly proxy: CountingProxy;
  readonly scratch: ScratchRecords;
  /** A number of this run that no other record bears: 9 digits, no leading zero. */
  number(nth: number): string;
  catalogNumber(nth: number): string;
  /** A last name of this run, letters only. */
  readonly lastName: string;
  make(record: Partial<ScratchRecord>): Promise<number>;
  findByAccession(typed: string): Promise<readonly number[]>;
}

export interface PortalCase {
  readonly name: string;
  readonly run: (bench: Bench) => Promise<void>;
}

export const NO_RECORD: ScratchRecord = {
  catalogNumber: null,
  legacyNumber: null,
  identifiers: [],
  recordedBy: null,
  recordNumber: null,
  eventDate: null,
  processingStatus: null,
  isSecured: false,
  columns: {},
};

export const portalCase = (name: string, run: (bench: Bench) => Promise<void>): PortalCase => ({ name, run });

/** The value, or the failure as the reason why a case failed. */
export function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) assert.fail(`expected a value, got the failure ${JSON.stringify(result.failure)}`);
  return result.value;
}
