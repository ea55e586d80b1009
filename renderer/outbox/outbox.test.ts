import { describe, expect, it } from 'vitest';
import type { Host } from '../../shared/contract/host-contract.ts';
import { failed, success, type Result } from '../../shared/failure/failure.ts';
import { anEntry, idOf } from '../../shared/outbox/builders.ts';
import { newTask } from '../../shared/workflow/barcode-while-imaging.ts';
import type { StationDatabase } from '../database/station-database.ts';
import { Outbox } from './outbox.ts';

/** A host that answers `outbox.queue` like this, and a browser that may be unable to keep anything. */
function anOutbox(answer: Result<{ seq: number }>, canKeep: boolean) {
  const queued: string[] = [];
  const host = {
    call: async (name: string, { entry }: { entry: { id: string } }) => {
      if (name === 'outbox.queue') queued.push(entry.id);
      return answer;
    },
  } as unknown as Host;
  const database = {
    keep: async () => (canKeep ? undefined : Promise.reject(new Error('QuotaExceededError'))),
    acknowledge: async () => (canKeep ? undefined : Promise.reject(new Error('QuotaExceededError'))),
  } as unknown as StationDatabase;
  const outbox = new Outbox({ host, database, now: () => 0, newId: () => idOf(9), account: () => 'ana' });
  return { keep: () => outbox.keep({ task: newTask(idOf(1), 0), entries: [anEntry(2)] }), queued };
}

describe('an act of the operator', () => {
  it('is saved once the journal has answered', async () => {
    expect(await anOutbox(success({ seq: 2 }), true).keep()).toEqual({ ok: true, value: undefined });
  });

  it('is saved by the journal alone where the browser can keep nothing', async () => {
    const { keep, queued } = anOutbox(success({ seq: 2 }), false);
    expect((await keep()).ok).toBe(true);
    expect(queued).toEqual([idOf(2)]);
  });

  it('is kept here, and said not to be saved, where the host does not answer', async () => {
    expect(await anOutbox(failed({ kind: 'hostGone' }), true).keep()).toEqual(failed({ kind: 'hostGone' }));
  });

  it('is said to be lost where neither copy took it, so that nobody relies on it', async () => {
    expect(await anOutbox(failed({ kind: 'diskFull' }), false).keep()).toEqual(failed({ kind: 'notKept' }));
  });
});
