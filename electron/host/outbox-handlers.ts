/** The calls about the open connection's outbox. */
import type { HostHandlers } from '../../shared/contract/host-contract.ts';
import { failed, success, type Result } from '../../shared/failure/failure.ts';
import type { Connection } from './connection.ts';
import { ANOTHER_JOURNAL, type AsWriter } from './portal-handlers.ts';

type Names =
  `outbox.${'list' | 'met' | 'queue' | 'withdraw' | 'release' | 'tryNow' | 'adopt' | 'damageSeen' | 'keepCase'}`;

export function outboxHandlers(current: () => Connection, asWriter: AsWriter): Pick<HostHandlers, Names> {
  const isOpen = (journalId: string) => current().journal.journalId === journalId;
  return {
    'outbox.list': async () => {
      const { lastSeq, queue, cases } = current().journal.projection;
      return success({ lastSeq, queue: [...queue.values()], cases: [...cases.values()] });
    },
    'outbox.met': ({ journalId, knew, ended }, { windowId }) =>
      asWriter(windowId, async () => {
        if (!isOpen(journalId)) return ANOTHER_JOURNAL;
        await current().engine.meet(knew, ended);
        return success({});
      }),
    'outbox.queue': ({ journalId, entry }, { windowId }) =>
      asWriter(windowId, async () => (isOpen(journalId) ? seqOf(await current().queue(entry)) : ANOTHER_JOURNAL)),
    'outbox.withdraw': ({ entryId }, { windowId }) =>
      asWriter(windowId, async () => seqOf(await current().withdraw(entryId))),
    'outbox.release': ({ entryId }, { windowId }) =>
      asWriter(windowId, async () => {
        current().engine.release(entryId);
        return success({});
      }),
    'outbox.tryNow': (_, { windowId }) =>
      asWriter(windowId, async () => {
        current().engine.tryNow();
        return success({});
      }),
    'outbox.adopt': ({ entryIds }, { windowId }) => asWriter(windowId, () => current().adopt(entryIds)),
    'outbox.damageSeen': (_, { windowId }) =>
      asWriter(windowId, async () => {
        const kept = await current().journal.record({ kind: 'damageSeen', by: current().session.state.account ?? '' });
        if (kept.ok) current().engine.wake();
        return seqOf(kept);
      }),
    'outbox.keepCase': ({ journalId, expertCase }, { windowId }) =>
      asWriter(windowId, async () => {
        const { journal } = current();
        if (!isOpen(journalId)) return ANOTHER_JOURNAL;
        if (journal.projection.cases.has(expertCase.id)) return success({ seq: journal.projection.lastSeq });
        return seqOf(await journal.record({ kind: 'caseKept', expertCase }));
      }),
  };
}

const seqOf = (kept: Result<number>): Result<{ seq: number }> =>
  kept.ok ? success({ seq: kept.value }) : failed(kept.failure);
