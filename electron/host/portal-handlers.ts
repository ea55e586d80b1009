/** The calls about the open connection's portal and session. */
import type { HostHandlers } from '../../shared/contract/host-contract.ts';
import { failed, success, type Result } from '../../shared/failure/failure.ts';
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import { spellingsOf } from '../../shared/specimen/accession-number.ts';
import type { Connection } from './connection.ts';

type Names =
  `portal.${'signIn' | 'signOut' | 'findByAccession' | 'findByLabel' | 'readOccurrence' | 'readWhole' | 'whoHas'}`;

export const ANOTHER_JOURNAL = failed({ kind: 'rejected', reason: 'another connection is open' });

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
    'portal.signIn': (account, { windowId }) => asWriter(windowId, () => current().session.signIn(account)),
    'portal.signOut': (_, { windowId }) => asWriter(windowId, async () => success(await current().session.signOut())),
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
  };
}

const listed = (found: Result<readonly Occurrence[]>) => (found.ok ? success(mutable(found.value)) : found);
const mutable = (occurrences: readonly Occurrence[]) => occurrences.map(copyOf);
const copyOf = (occurrence: Occurrence) => ({
  ...occurrence,
  otherCatalogNumbers: [...occurrence.otherCatalogNumbers],
});
