/** What every portal adapter must show, over any portal: on records of the suite's own making only. */
import type { Account } from '../../../shared/portal/portal.ts';
import { spellingsOf } from '../../../shared/specimen/accession-number.ts';
import { AWAITING_NUMBER_CASES } from './awaiting-number-cases.ts';
import { CountingProxy } from './counting-proxy.ts';
import { openPortal } from './symbiota/portal.ts';
import { ScratchRecords } from './symbiota/scratch-records.ts';
import { HANGING_ROW_CASES } from './hanging-row-cases.ts';
import { MERGE_CASES } from './merge-cases.ts';
import { READING_CASES } from './reading-cases.ts';
import { RECORD_CASES } from './record-cases.ts';
import { NO_RECORD, valueOf, type Bench, type PortalCase } from './suite-bench.ts';
import { WRITING_CASES } from './writing-cases.ts';

export interface SuiteTarget {
  readonly address: string;
  readonly account: Account;
  readonly collid: number;
  /** Digits that make this run's numbers its own. */
  readonly run: number;
}

const PADDED_TO = [12];

export class PortalSuite {
  static readonly cases: readonly PortalCase[] = [
    ...READING_CASES,
    ...AWAITING_NUMBER_CASES,
    ...RECORD_CASES,
    ...WRITING_CASES,
    ...HANGING_ROW_CASES,
    ...MERGE_CASES,
  ];
  private constructor(
    private readonly bench: Bench,
    private readonly proxy: CountingProxy,
    private readonly scratch: ScratchRecords,
  ) {}

  static async open({ address, account, collid, run }: SuiteTarget): Promise<PortalSuite> {
    const proxy = await CountingProxy.open(address);
    const scratch = new ScratchRecords(address, collid);
    await scratch.signIn(account);
    const portal = openPortal({ address: proxy.address, collid, now: () => Date.now(), observe: () => undefined });
    valueOf(await portal.signIn(account));
    const number = (nth: number) => `${7_000_000 + (run % 1_000_000)}${String(nth).padStart(2, '0')}`;
    const bench: Bench = {
      portal,
      account,
      collid,
      proxy,
      scratch,
      number,
      catalogNumber: nth => `SUITE${number(nth)}`,
      lastName: `Suitequist${lettersOf(run)}`,
      make: record => scratch.make({ ...NO_RECORD, ...record }),
      findByAccession: async typed =>
        valueOf(await portal.findByAccession(spellingsOf(typed, { paddedTo: PADDED_TO }))).map(({ occid }) => occid),
    };
    return new PortalSuite(bench, proxy, scratch);
  }

  async run(one: PortalCase): Promise<void> {
    this.proxy.forget();
    try {
      await one.run(this.bench);
    } finally {
      await this.scratch.removeAll();
    }
  }

  async close(): Promise<void> {
    await this.scratch.removeAll();
    await this.bench.portal.signOut();
    this.proxy.close();
  }
}

const lettersOf = (run: number): string =>
  [...String(run % 1_000_000)].map(digit => 'abcdefghij'[Number(digit)] ?? '').join('');
