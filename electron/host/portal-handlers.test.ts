import { describe, expect, it } from 'vitest';
import { success } from '../../shared/failure/failure.ts';
import { anOccurrence } from '../../shared/specimen/builders.ts';
import type { Connection } from './connection.ts';
import { portalHandlers } from './portal-handlers.ts';

const connection = (journalId: string, occid: number) =>
  ({
    journal: { journalId },
    profile: { accession: { paddedTo: [] } },
    portal: {
      findByAccession: async () => success([anOccurrence({ occid })]),
      findByLabel: async () => success([anOccurrence({ occid })]),
      findByCatalogNumber: async () => success([anOccurrence({ occid })]),
      readOccurrence: async () => success(anOccurrence({ occid })),
    },
  }) as unknown as Connection;

const [herbarium, other] = [connection('herbarium', 1), connection('other', 2)];
const caller = { windowId: 'w' };
const REJECTED = { ok: false, failure: { kind: 'rejected' } };

describe('a question about records', () => {
  const asks = (current: () => Connection, journalId: string) => {
    const handlers = portalHandlers(current, (_, act) => act());
    return Promise.all([
      handlers['portal.findByAccession']({ journalId, typed: '1499' }, caller),
      handlers['portal.findByLabel']({ journalId, recordedBy: 'Pell', recordNumber: '', eventDate: '' }, caller),
      handlers['portal.readOccurrence']({ journalId, occid: 1 }, caller),
      handlers['portal.whoHas']({ journalId, catalogNumber: 'VASC0000001', except: 0 }, caller),
    ]);
  };

  it('is answered by the connection that it was asked of', async () => {
    for (const answer of await asks(() => herbarium, 'herbarium')) expect(answer.ok).toBe(true);
  });

  it('is never answered by another portal, whose record numbers mean other sheets', async () => {
    for (const answer of await asks(() => other, 'herbarium')) expect(answer).toMatchObject(REJECTED);
  });

  it('is not answered where the connection was switched while the portal was asked', async () => {
    let asked = 0;
    const switching = () => ((asked += 1) <= 8 ? herbarium : other);
    for (const answer of await asks(switching, 'herbarium')) expect(answer).toMatchObject(REJECTED);
  });
});
