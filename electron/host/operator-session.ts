/** Who works here, and their session on the portal: opened by a person, renewed without one, never by trying a password in a loop. */
import type { Session } from '../../shared/contract/host-contract.ts';
import { isTemporary } from '../../shared/failure/explain-failure.ts';
import { failed, success, type Failure, type Result } from '../../shared/failure/failure.ts';
import type { Account, Portal } from '../../shared/portal/portal.ts';
import type { AccountBook } from './account-book.ts';

export interface OperatorSessionPorts {
  readonly now: () => number;
  readonly connectionId: string;
  readonly portal: Pick<Portal, 'signIn' | 'signOut' | 'signedIn'>;
  readonly accounts: Pick<AccountBook, 'keep' | 'recall' | 'forget'>;
  /** The account that worked here last, for a start at which no password is known. */
  readonly operator: string | undefined;
  readonly writeOperator: (account: string) => Promise<void>;
  readonly announce: (session: Session) => void;
  /** Told when a session was opened, not when one was renewed. */
  readonly opened: () => void;
}

/** How often a password is given without a person while the portal answers nonsense to it, or refuses the next write all the same. */
const MOST_RENEWALS = 3;

export class OperatorSession {
  private operator: string | undefined;
  private signedOutAt: number | null = null;
  /** Since anything was proven, or a session opened. */
  private renewals = 0;
  private isRefusedEachTime = false;
  private renewing: Promise<Result<unknown>> | undefined;

  constructor(private readonly ports: OperatorSessionPorts) {
    this.operator = ports.operator;
  }

  get state(): Session {
    const signedIn = this.ports.portal.signedIn();
    const account = this.remembered()?.user ?? this.operator ?? null;
    return {
      account,
      displayName: signedIn?.displayName ?? account,
      isSignedIn: signedIn !== undefined,
      isSupervisor: signedIn?.isSupervisor ?? false,
      signedOutAt: this.signedOutAt,
    };
  }

  /** Whose entries may be sent now; undefined while only a person can open a session. */
  get sender(): string | undefined {
    return this.isRefusedEachTime ? undefined : this.remembered()?.user;
  }

  /** Opens a session with what is remembered from an earlier start, if anything is; a refused password is forgotten. */
  async resume(): Promise<void> {
    const account = this.remembered();
    if (!account) return;
    const opened = await this.signIn(account);
    if (!opened.ok && this.remembered() === account) await this.lost(opened.failure);
  }

  async signIn(account: Account): Promise<Result<Session>> {
    const { portal, accounts, connectionId, writeOperator, opened } = this.ports;
    const answer = await portal.signIn(account);
    if (!answer.ok) return answer;
    await accounts.keep(connectionId, account);
    this.operator = account.user;
    await writeOperator(account.user);
    this.renewals = 0;
    this.isRefusedEachTime = false;
    this.changed(null);
    opened();
    return success(this.state);
  }

  async signOut(): Promise<Session> {
    await this.forget();
    await this.ports.portal.signOut();
    this.changed(this.ports.now());
    return this.state;
  }

  /**
   * Tries the remembered password once; a refused one is forgotten, never tried again. Whoever asks meanwhile waits for the
   * same answer. Fails with signedOut or wrongPassword where a person has to sign in.
   */
  renew(): Promise<Result<unknown>> {
    if (this.isOpen) return Promise.resolve(success(undefined));
    this.renewing ??= this.renewRemembered().finally(() => (this.renewing = undefined));
    return this.renewing;
  }

  /** After the portal was out of reach: a session that was lost is renewed, where that needs nobody. */
  async renewIfLost(): Promise<void> {
    if (!this.ports.portal.signedIn() && this.remembered()) await this.renew();
  }

  /** A delivery was proven in this session, so that not every renewal is refused. */
  noteProven(): void {
    this.renewals = 0;
  }

  private async renewRemembered(): Promise<Result<unknown>> {
    const account = this.remembered();
    this.isRefusedEachTime = this.renewals >= MOST_RENEWALS;
    if (!account || this.isRefusedEachTime) return this.lost({ kind: 'signedOut' });
    const opened = await this.ports.portal.signIn(account);
    if (this.remembered() !== account) return this.afterAnother();
    // Subtle: a portal that is out of reach has refused nothing; the queue must leave when it is back.
    if (opened.ok || !isTemporary(opened.failure)) this.renewals += 1;
    if (!opened.ok) return this.lost(opened.failure);
    this.changed(null);
    return opened;
  }

  /** While the portal was asked, this person signed out, or another in: theirs is the session that counts. */
  private async afterAnother(): Promise<Result<unknown>> {
    if (this.isOpen) return success(undefined);
    return this.remembered() ? this.renewRemembered() : failed({ kind: 'signedOut' });
  }

  private async lost(why: Failure): Promise<Result<never>> {
    if (why.kind === 'wrongPassword') await this.forget();
    this.changed(this.signedOutAt ?? this.ports.now());
    return failed(why);
  }

  /** Subtle: after two signed in at once, the portal may know the one and the station the other. */
  private get isOpen(): boolean {
    const account = this.remembered();
    return account !== undefined && this.ports.portal.signedIn()?.user === account.user;
  }

  private remembered(): Account | undefined {
    return this.ports.accounts.recall(this.ports.connectionId);
  }

  private forget(): Promise<void> {
    return this.ports.accounts.forget(this.ports.connectionId);
  }

  private changed(signedOutAt: number | null): void {
    this.signedOutAt = signedOutAt;
    this.ports.announce(this.state);
  }
}
