/** The calls of Option 2, for the open connection. */
import type { HostHandlers } from '../../shared/contract/host-contract.ts';
import type { linkingContract } from '../../shared/contract/linking-contract.ts';
import { success, type Result } from '../../shared/failure/failure.ts';
import type { Connection } from './connection.ts';
import { ANOTHER_JOURNAL } from './portal-handlers.ts';

export function linkingHandlers(current: () => Connection): Pick<HostHandlers, keyof typeof linkingContract> {
  const isOpen = (journalId: string) => current().journal.journalId === journalId;
  const ofJournal = async <Value>(journalId: string, act: () => Promise<Result<Value>>): Promise<Result<Value>> => {
    const answer = isOpen(journalId) ? await act() : ANOTHER_JOURNAL;
    return isOpen(journalId) ? answer : ANOTHER_JOURNAL;
  };
  return {
    'linking.awaiting': ({ journalId, from, most }) =>
      ofJournal(journalId, () => current().portal.awaitingNumber(from, most)),
    'linking.suggestionFor': ({ journalId, imageId }) =>
      ofJournal(journalId, async () => {
        const read = await current().reading.stamp(imageId);
        return read.ok ? success({ suggestion: read.value }) : read;
      }),
  };
}
