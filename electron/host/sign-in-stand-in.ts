/** A portal's sign-in for tests: takes them one after the other, as the adapter does; every password but `right` is wrong. */
import { failed, success, type Failure, type Result } from '../../shared/failure/failure.ts';
import type { Account, SignedIn } from '../../shared/portal/portal.ts';

export const ANA = { user: 'ana', password: 'right' };
/** A supervisor. */
export const BEN = { user: 'ben', password: 'right' };

export class SignInStandIn {
  /** Whose password was posted, in order. */
  readonly posted: string[] = [];
  trouble: Failure | undefined;
  private person: SignedIn | undefined;
  private answers = () => {};
  private turn: Promise<unknown> = Promise.resolve();

  readonly signedIn = () => this.person;
  readonly signIn = ({ user, password }: Account) =>
    this.inTurn((): Result<SignedIn> => {
      this.posted.push(user);
      this.person = undefined;
      if (this.trouble) return failed(this.trouble);
      if (password !== 'right') return failed({ kind: 'wrongPassword' });
      this.person = { user, displayName: user, historyName: null, isSupervisor: user === BEN.user };
      return success(this.person);
    });
  readonly signOut = () => this.inTurn(() => this.expire());

  /** Forgets the session, as an hour without a request does. */
  expire(): void {
    this.person = undefined;
  }

  /** Lets whoever asks wait, until `answer`. */
  hesitate(): void {
    this.turn = new Promise<void>(resolve => (this.answers = resolve));
  }

  answer(): void {
    this.answers();
  }

  private inTurn<Value>(act: () => Value): Promise<Value> {
    const turn = this.turn.then(act);
    this.turn = turn;
    return turn;
  }
}
