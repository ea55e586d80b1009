/** The calls about the open connection: its portal, its session, its outbox. */
import type { HostHandlers } from '../../shared/contract/host-contract.ts';
import { failed, success, type Result } from '../../shared/failure/failure.ts';
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import { spellingsOf } from '../../shared/specimen/accession-number.ts';
import type { Connection } from './connection.ts';

type Names =
  | `portal.${'signIn' | 'signOut' | 'findByAccession' | 'findByLabel' | 'readOccurrence' | 'readWhole' | 'whoHas'}`
  | `outbox.${'list' | 'met' | 'queue' | 'withdraw' | 'release' | 'tryNow' | 'adopt' | 'keepCase'}`;

const ANOTHER_JOURNAL = failed({ kind: 'rejected', reason: 'another connection is open' });

export type AsWriter = <Value>(windowId: string, act: () => Promise<Result<Value>>) => Promise<Result<Value>>;

type OfJournal = <Value>(
  journalId: string,
  act: (connection: Connection) => Promise<Result<Value>>,
) => Promise<Result<Value>>;

export function portalHandlers(current: () => Connection, asWriter: AsWriter): Pick<HostHandlers, Names> {
  const isOpen = (journalId: string) => current().journal.journalId === journalId;
  // Subtle: looked at again afterwards, since the connection may be switched while a portal answers.
  const ofJournal: OfJournal = async (journalId, act) => {
    const answer = isOpen(journalId) ? await act(current()) : ANOTHER_JOURNAL;
    return isOpen(journalId) ? answer : ANOTHER_JOURNAL;
  };
  return {
    'portal.signIn': (account, { windowId }) => asWriter(windowId, () => current().signIn(account)),
    'portal.signOut': (_, { windowId }) => asWriter(windowId, async () => success(await current().signOut())),
    'portal.findByAccession': ({ journalId, typed }) =>
      ofJournal(journalId, async ({ portal, profile }) => {
        const lookedFor = spellingsOf(typed, profile.accession);
        const found = await portal.findByAccession(lookedFor);
        return found.ok ? success({ occurrences: mutable(found.value), lookedFor: [...lookedFor] }) : found;
      }),
    'portal.findByLabel': ({ journalId, ...query }) =>
      ofJournal(journalId, async ({ portal }) => listed(await portal.findByLabel(query))),
    'portal.readOccurrence': ({ journalId, occid }) =>
      ofJournal(journalId, async ({ portal }) => {
        const read = await portal.readOccurrence(occid);
        return read.ok ? success(copyOf(read.value)) : read;
      }),
    'portal.readWhole': ({ journalId, occid }) => ofJournal(journalId, ({ portal }) => portal.readWhole(occid)),
    'portal.whoHas': ({ journalId, catalogNumber, except }) =>
      ofJournal(journalId, async ({ portal }) => {
        const found = await portal.findByCatalogNumber(catalogNumber);
        return found.ok ? success(mutable(found.value.filter(({ occid }) => occid !== except))) : found;
      }),
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
      asWriter(windowId, async () => seqOf(await current().engine.withdraw(entryId, current().session.account ?? ''))),
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
    'outbox.adopt': ({ entryIds }, { windowId }) =>
      asWriter(windowId, async () => seqOf(await current().adopt(entryIds))),
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

const listed = (found: Result<readonly Occurrence[]>) => (found.ok ? success(mutable(found.value)) : found);
const mutable = (occurrences: readonly Occurrence[]) => occurrences.map(copyOf);
const copyOf = (occurrence: Occurrence) => ({
  ...occurrence,
  otherCatalogNumbers: [...occurrence.otherCatalogNumbers],
});
