/** The calls about the open connection's pictures of a day. */
import type { dayContract } from '../../../shared/contract/day-contract.ts';
import type { HostHandlers } from '../../../shared/contract/host-contract.ts';
import { success, type Result } from '../../../shared/failure/failure.ts';
import type { Connection } from '../connection.ts';
import { ANOTHER_JOURNAL, type AsWriter } from '../portal-handlers.ts';
import type { DayBook } from './day-book.ts';

type Names = Extract<keyof typeof dayContract, keyof HostHandlers>;

export function dayHandlers(current: () => Connection, asWriter: AsWriter): Pick<HostHandlers, Names> {
  /** Only the working window, only about the connection that it has open, under the name of who works there. */
  const change = <Value>(
    journalId: string,
    windowId: string,
    act: (day: DayBook, by: string) => Promise<Result<Value>>,
  ) =>
    asWriter(windowId, async () => {
      const { journal, day, session } = current();
      return journal.journalId === journalId ? act(day, session.state.account ?? '') : ANOTHER_JOURNAL;
    });
  return {
    'day.pictures': async ({ day }) => success(await current().day.list(day)),
    'day.move': ({ journalId, moves }, { windowId }) => change(journalId, windowId, (day, by) => day.move(moves, by)),
    'day.undo': ({ journalId, actId }, { windowId }) => change(journalId, windowId, (day, by) => day.undo(actId, by)),
  };
}
