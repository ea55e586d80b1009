/** The calls of Option 2, for the open connection. */
import type { HostHandlers } from '../../shared/contract/host-contract.ts';
import type { linkingContract } from '../../shared/contract/linking-contract.ts';
import { success, type Result } from '../../shared/failure/failure.ts';
import type { SuggestedNumber } from '../../shared/workflow/suggested-number.ts';
import type { Connection } from './connection.ts';
import { ANOTHER_JOURNAL } from './portal-handlers.ts';

/** Reads the stamped number on a picture of a connection; undefined where none is found. */
export type ReadStamp = (connection: Connection, imageId: string) => Promise<SuggestedNumber | undefined>;

export interface LinkingOptions {
  readonly current: () => Connection;
  readonly readStamp: ReadStamp;
}

export function linkingHandlers({
  current,
  readStamp,
}: LinkingOptions): Pick<HostHandlers, keyof typeof linkingContract> {
  const isOpen = (journalId: string) => current().journal.journalId === journalId;
  const ofJournal = async <Value>(journalId: string, act: () => Promise<Result<Value>>): Promise<Result<Value>> => {
    const answer = isOpen(journalId) ? await act() : ANOTHER_JOURNAL;
    return isOpen(journalId) ? answer : ANOTHER_JOURNAL;
  };
  return {
    'linking.awaiting': ({ journalId, from, most }) =>
      ofJournal(journalId, () => current().portal.awaitingNumber(from, most)),
    'linking.suggestionFor': ({ journalId, imageId }) =>
      ofJournal(journalId, async () => success({ suggestion: (await readStamp(current(), imageId)) ?? null })),
  };
}
