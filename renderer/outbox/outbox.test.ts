import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import type { Host } from '../../shared/contract/host-contract.ts';
import { failed, success, type Result } from '../../shared/failure/failure.ts';
import { anEntry, idOf } from '../../shared/outbox/builders.ts';
import { newTask } from '../../shared/workflow/barcode-while-imaging.ts';
import { StationDatabase } from '../database/station-database.ts';
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

const image = { sha256: 'a'.repeat(64), bytes: 3, mime: 'image/jpeg', name: 'VASC0000001.jpg' } as const;

describe('an entry that the host made by itself', () => {
  it('is shown as waiting, is there at the next start, and is taken back with the link that it follows', async () => {
    const heard = new Map<string, (told: unknown) => void>();
    const withdrawn: string[] = [];
    const host = {
      call: async (name: string, { entryId }: { entryId: string }) => {
        if (name === 'outbox.withdraw') withdrawn.push(entryId);
        return success({ seq: 3 });
      },
      on: (name: string, then: (told: unknown) => void) => {
        heard.set(name, then);
        return () => heard.delete(name);
      },
    } as unknown as Host;
    const database = await StationDatabase.open('outbox-test');
    const outbox = new Outbox({ host, database, now: () => 0, newId: () => idOf(9), account: () => 'ana' });
    const stop = outbox.follow();
    const change = { kind: 'attachImage', occid: 61207, image } as const;
    const [link, picture] = [anEntry(1), anEntry(2, { why: 'image', change, after: idOf(1) })];
    await outbox.keep({ task: newTask(idOf(5), 0), entries: [link] });
    const told = { journalId: '', queued: { seq: 3, entry: picture, delivery: { is: 'waiting' }, adoptedBy: null } };
    heard.get('outbox.queued')?.({ ...told, journalId: idOf(7) });
    expect(outbox.view.getState().rows).toHaveLength(1);
    heard.get('outbox.queued')?.(told);
    const { rows } = outbox.view.getState();
    expect(rows.map(({ entry, delivery, isSaved }) => [entry.id, delivery.is, isSaved])).toEqual([
      [idOf(1), 'waiting', true],
      [idOf(2), 'waiting', true],
    ]);
    await vi.waitFor(async () => expect([...(await database.readKept()).rows.keys()]).toContain(idOf(2)));
    await outbox.takeBack(link);
    expect(withdrawn).toEqual([idOf(2), idOf(1)]);
    stop();
    database.close();
    await StationDatabase.discard('outbox-test');
  });
});
