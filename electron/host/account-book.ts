/** Passwords for as long as the host lives, in its memory and nowhere else. */
import type { Account } from '../../shared/portal/portal.ts';

export class AccountBook {
  private readonly accounts = new Map<string, Account>();

  keep(connectionId: string, account: Account): void {
    this.accounts.set(connectionId, account);
  }

  recall(connectionId: string): Account | undefined {
    return this.accounts.get(connectionId);
  }

  forget(connectionId: string): void {
    this.accounts.delete(connectionId);
  }
}
