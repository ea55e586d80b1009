/** Handing over as this window does it: what lies there, what was asked of the host, and what it asks back. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HandOverList, TakenAnswer } from '../../shared/contract/hand-over-contract.ts';
import type { Host } from '../../shared/contract/host-contract.ts';
import type { Result } from '../../shared/failure/failure.ts';
import { say, sayFailure } from '../strings/say.ts';
import { sayGiven, sayTaken } from './hand-over-words.ts';

/** What a person has to answer before it goes on. */
export type Question =
  | { readonly is: 'passphrase'; readonly file: string; readonly wasWrong: boolean }
  | { readonly is: 'acceptKey'; readonly wish: TakeWish; readonly station: string; readonly fingerprint: string }
  | { readonly is: 'neverTaken'; readonly token: string }
  | { readonly is: 'lostStation'; readonly token: string; readonly station: string }
  | { readonly is: 'onMyWord'; readonly token: string; readonly station: string; readonly fingerprint: string };

export interface TakeWish {
  readonly file: string;
  readonly passphrase?: string;
  readonly acceptKey?: string;
}

export interface HandOverView {
  readonly list: HandOverList | undefined;
  readonly question: Question | undefined;
  /** What came of the last act. */
  readonly said: string;
}

export class HandOverDesk {
  readonly view: StoreApi<HandOverView> = createStore<HandOverView>(() => ({
    list: undefined,
    question: undefined,
    said: '',
  }));

  constructor(
    private readonly host: Host,
    /** The queue has another owner now: it is read anew. */
    private readonly meetAgain: () => Promise<void>,
  ) {}

  async look(): Promise<void> {
    this.show(await this.host.call('handOver.list', {}));
  }

  async chooseFolder(): Promise<void> {
    this.show(await this.host.call('handOver.chooseFolder', {}));
  }

  async give(passphrase: string): Promise<void> {
    const given = await this.host.call('handOver.give', passphrase === '' ? {} : { passphrase });
    await this.ended(given.ok ? sayGiven(given.value) : sayFailure(given.failure));
  }

  async take(wish: TakeWish): Promise<void> {
    const taken = await this.host.call('handOver.take', wish);
    if (taken.ok && this.asksBack(wish, taken.value)) return;
    await this.ended(taken.ok ? sayTaken(taken.value) : sayFailure(taken.failure));
  }

  async takeBack(token: string, word: 'neverTaken' | 'otherStationIsLost'): Promise<void> {
    const back = await this.host.call('handOver.takeBack', { token, word });
    if (!back.ok) return this.ended(sayFailure(back.failure));
    if (back.value.is === 'takenBack') return this.ended(say('handOver.tookBack'));
    if (back.value.is === 'takenThere') return this.ended(say('handOver.takenThere', { station: back.value.station }));
    this.ask({ is: 'lostStation', token, station: back.value.station ?? say('handOver.another') });
  }

  async close(token: string, onMyWord: boolean): Promise<void> {
    const closed = await this.host.call('handOver.close', { token, onMyWord });
    if (!closed.ok) return this.ended(sayFailure(closed.failure));
    if (closed.value.is === 'closed') return this.ended(say('handOver.closed'));
    const { station, fingerprint } =
      closed.value.is === 'unknownStation' ? closed.value : { station: '', fingerprint: '' };
    this.ask({ is: 'onMyWord', token, station, fingerprint });
  }

  ask(question: Question | undefined): void {
    this.view.setState({ question, said: '' });
  }

  private asksBack(wish: TakeWish, answer: TakenAnswer): boolean {
    if (answer.is === 'wantsPassphrase') this.ask({ is: 'passphrase', file: wish.file, wasWrong: answer.wasWrong });
    else if (answer.is === 'unknownStation') this.ask({ ...answer, is: 'acceptKey', wish });
    else return false;
    return true;
  }

  private async ended(said: string): Promise<void> {
    this.view.setState({ question: undefined, said });
    await this.meetAgain();
    await this.look();
  }

  private show(list: Result<HandOverList>): void {
    this.view.setState(list.ok ? { list: list.value } : { said: sayFailure(list.failure) });
  }
}
