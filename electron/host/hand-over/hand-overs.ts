/** Handing over, one act at a time. Says what there is to give, to take, to close and to take back. */
import { failed, success, type Result } from '../../../shared/failure/failure.ts';
import { codeOf, whyNotKept } from '../durable-files.ts';
import { readClaim, readReceipt } from './beside-file.ts';
import { close, takeBack, type Closed, type TakeBackWord, type TookBack } from './end.ts';
import { give, type Given } from './give.ts';
import type { HandOverPorts } from './ports.ts';
import { readHead } from './read-file.ts';
import { fingerprintOf } from './station-key.ts';
import type { TakenAnswer } from '../../../shared/contract/hand-over-contract.ts';
import { take, type TakeWish } from './take.ts';

export interface OpenHandOver {
  readonly token: string;
  readonly file: string;
  readonly at: number;
  readonly entries: number;
  readonly isFileThere: boolean;
  /** Who says to have taken it. */
  readonly receiptOf: string | null;
}

export interface FoundFile {
  readonly file: string;
  readonly bytes: number;
  /** `locked`: who knows the passphrase learns more. */
  readonly is: 'ours' | 'taken' | 'claimed' | 'new' | 'locked' | 'unreadable';
  readonly station: string;
  readonly collection: string;
  readonly entries: number;
}

export interface HandOverList {
  readonly fingerprint: string;
  readonly given: readonly OpenHandOver[];
  readonly found: readonly FoundFile[];
}

const FILE = /\.handover$/;

export class HandOvers {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly ports: HandOverPorts) {}

  give = (passphrase: string | undefined): Promise<Result<Given>> => this.inTurn(() => give(this.ports, passphrase));

  take = (wish: TakeWish): Promise<Result<TakenAnswer>> => this.inTurn(() => take(this.ports, wish));

  takeBack = (token: string, word: TakeBackWord): Promise<Result<TookBack>> =>
    this.inTurn(() => takeBack(this.ports, token, word));

  close = (token: string, onMyWord: boolean): Promise<Result<Closed>> =>
    this.inTurn(() => close(this.ports, token, onMyWord));

  list = (): Promise<Result<HandOverList>> => this.inTurn(async () => success(await this.listAll()));

  private async listAll(): Promise<HandOverList> {
    const { folder, key, journal } = this.ports;
    const names = (await folder.names()).filter(name => FILE.test(name)).sort();
    const found: FoundFile[] = [];
    for (const name of names) found.push(...(await this.lookAt(name)));
    const open = [...journal.projection.handOvers.given.values()].filter(({ state }) => state === 'open');
    const given: OpenHandOver[] = [];
    for (const { token, file, at, entries } of open) {
      const receiptOf = (await readReceipt(folder, file, token))?.said.station ?? null;
      given.push({ token, file, at, entries: entries.length, isFileThere: names.includes(file), receiptOf });
    }
    return { fingerprint: fingerprintOf(key.publicKey), given, found };
  }

  private async lookAt(file: string): Promise<readonly FoundFile[]> {
    const { folder, journal } = this.ports;
    const opened = await folder.open(file);
    if (!opened) return [];
    const unknown = { file, bytes: opened.bytes, station: '', collection: '', entries: 0 };
    try {
      const isGiven = [...journal.projection.handOvers.given.values()].some(one => one.file === file);
      if (isGiven) return [{ ...unknown, is: 'ours' }];
      const head = await readHead(opened);
      if (head === undefined) return [{ ...unknown, is: 'unreadable' }];
      if (head === 'encrypted') return [{ ...unknown, is: 'locked' }];
      const { station, collection, token, journalId, entries } = head.said;
      const claimed = await readClaim(folder, file);
      const isElsewhere = claimed !== undefined && claimed.said.journalId !== journal.journalId;
      const isTaken = journal.projection.handOvers.taken.has(token);
      const is = journalId === journal.journalId ? 'ours' : isTaken ? 'taken' : isElsewhere ? 'claimed' : 'new';
      return [{ ...unknown, is, station, collection, entries: entries.count }];
    } finally {
      await opened.close();
    }
  }

  /** Subtle: taking while giving would judge the queue by what is just leaving it. */
  private inTurn<Value>(act: () => Promise<Result<Value>>): Promise<Result<Value>> {
    const turn = this.last.then(act).catch(whatTheDiskSaid);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}

function whatTheDiskSaid(error: unknown): Result<never> {
  if (codeOf(error) === undefined) throw error;
  return failed(whyNotKept(error));
}
