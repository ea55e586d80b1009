/** How one adapter talks with its portal: without a session, in a session that reads, in a session that writes. */
import { randomUUID } from 'node:crypto';
import { success, type Result } from '../../../../shared/failure/failure.ts';
import type { Account, SignedIn } from '../../../../shared/portal/portal.ts';
import { exchange as overHttp, type Exchange, type ExchangePort, type PortalRequest } from './request.ts';
import { PortalSession } from './session.ts';
import { readPerson } from './signed-in-person.ts';
import type { Writer } from './send-outcome.ts';

export interface ConversationOptions {
  /** Address of the portal's root, without a slash at its end. */
  readonly address: string;
  readonly collid: number;
  readonly now: () => number;
  /** Told of every exchange: whether the portal answered, and how long it took, in milliseconds. */
  readonly observe: (reach: { readonly isReached: boolean; readonly tookMs: number }) => void;
  /** Another text at each call; random, where nothing else is given. */
  readonly nonce?: () => string;
  /** How a request reaches the portal: over HTTP, where nothing else is given. */
  readonly exchange?: ExchangePort;
}

const SIGNED_OUT: Exchange = { ok: false, failure: { kind: 'signedOut' }, hasLeft: false };

/** No two readings share an address, so that no proxy in between can answer one with an older one. */
const fresh =
  (exchange: ExchangePort, nonce: () => string): ExchangePort =>
  (root, request) => {
    if (request.method !== 'GET') return exchange(root, request);
    const path = `${request.path}${request.path.includes('?') ? '&' : '?'}_=${nonce()}`;
    return exchange(root, { ...request, path });
  };

export class Conversation {
  private readonly writing: PortalSession;
  private readonly reading: PortalSession;
  private readonly exchange: ExchangePort;
  private account: Account | undefined;
  private person: SignedIn | undefined;
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly options: ConversationOptions) {
    this.exchange = fresh(options.exchange ?? overHttp, options.nonce ?? randomUUID);
    const observe = (result: Exchange) => this.noteReach(result, 0);
    const ports = { root: options.address, exchange: this.exchange, observe };
    this.writing = new PortalSession(ports);
    this.reading = new PortalSession(ports);
  }

  signedIn(): SignedIn | undefined {
    return this.writing.isSignedIn ? this.person : undefined;
  }

  /** Who it is, is read beside; where that fails, one is signed in all the same. */
  signIn(account: Account): Promise<Result<SignedIn>> {
    return this.inTurn(async () => {
      this.person = undefined;
      const answer = await this.writing.signIn(account);
      if (!answer.ok) return answer;
      this.reading.forget();
      this.account = account;
      const person = await readPerson(this.askSignedIn, this.options.collid);
      this.person = { user: account.user, displayName: account.user, ...person };
      return success(this.person);
    });
  }

  signOut(): Promise<void> {
    return this.inTurn(async () => {
      this.account = undefined;
      this.person = undefined;
      await Promise.all([this.writing.signOut(), this.reading.signOut()]);
    });
  }

  /** Subtle: one sign-in after the other; of two at once, one's session would carry the other's name. */
  private inTurn<Value>(act: () => Promise<Value>): Promise<Value> {
    const turn = this.turn.then(act);
    this.turn = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }

  writer(): Writer {
    return { session: this.writing, collid: this.options.collid, user: this.account?.user ?? '' };
  }

  readonly ask = async (request: PortalRequest): Promise<Exchange> => {
    const startedAt = this.options.now();
    const result = await this.exchange(this.options.address, request);
    this.noteReach(result, this.options.now() - startedAt);
    return result;
  };

  /** Reads may sign in again and repeat; a write never does. */
  readonly askSignedIn = async (request: PortalRequest): Promise<Exchange> => {
    if (!this.account) return SIGNED_OUT;
    if (this.reading.isSignedIn) {
      const result = await this.reading.ask(request);
      if (result.ok || result.failure.kind !== 'signedOut') return result;
    }
    // Subtle: somebody may have signed out while that was asked.
    if (!this.account) return SIGNED_OUT;
    const again = await this.reading.signIn(this.account);
    return again.ok ? this.reading.ask(request) : { ok: false, failure: again.failure, hasLeft: false };
  };

  private noteReach(result: Exchange, tookMs: number): void {
    const isReached = result.ok || (result.failure.kind !== 'offline' && result.failure.kind !== 'timedOut');
    this.options.observe({ isReached, tookMs });
  }
}
