/** Whose the open entries are, for a change of shift. */
import { isSettled } from '../../shared/outbox/outbox-entry.ts';
import type { QueueRow } from '../database/station-database.ts';
import { canAdopt } from './row-acts.ts';

export interface Whose {
  readonly account: string;
  readonly count: number;
  /** Of these, what a supervisor may send instead. */
  readonly adoptable: readonly string[];
}

/** By the account that sends them, most first; what was set aside or taken back is nobody's. */
export function whoseEntries(rows: readonly QueueRow[]): readonly Whose[] {
  const open = rows.filter(row => !row.isSetAside && !row.isTakenBack && !isSettled(row.delivery));
  const byAccount = new Map<string, QueueRow[]>();
  for (const row of open) {
    const sender = row.adoptedBy ?? row.entry.account;
    const theirs = byAccount.get(sender);
    if (theirs) theirs.push(row);
    else byAccount.set(sender, [row]);
  }
  return [...byAccount]
    .map(([account, theirs]) => ({
      account,
      count: theirs.length,
      adoptable: theirs.filter(canAdopt).map(({ entry }) => entry.id),
    }))
    .sort((a, b) => b.count - a.count);
}
