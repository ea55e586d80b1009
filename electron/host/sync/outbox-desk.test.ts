import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failed, success } from '../../../shared/failure/failure.ts';
import { anEntry } from '../../../shared/outbox/builders.ts';
import type { Happening } from '../journal/journal-line.ts';
import { EngineBench } from './engine-bench.ts';
import { adoptEntries } from './outbox-desk.ts';

let bench: EngineBench;
let whoWorks: string;
const portal = {
  signedIn: () => ({ user: whoWorks, displayName: whoWorks, historyName: null, isSupervisor: whoWorks !== 'ana' }),
};
const bens = anEntry(1, { account: 'ben' });

beforeEach(async () => {
  bench = await EngineBench.open();
  await bench.queue(1, { account: 'ben' });
  await bench.settle();
  whoWorks = 'sue';
});
afterEach(() => bench.close());

const adoptedBy = () => bench.journal.projection.queue.get(bens.id)?.adoptedBy;

describe('adopting', () => {
  it('answers with who is in the journal, even where another supervisor signs in while it is written', async () => {
    const journal = {
      projection: bench.journal.projection,
      record: async (what: Happening) => {
        const kept = await bench.journal.record(what);
        whoWorks = 'tom';
        return kept;
      },
    };
    const adopted = await adoptEntries({ engine: bench.engine, journal, portal }, [bens.id]);
    expect(whoWorks).toBe('tom');
    expect(adopted).toEqual(success({ seq: bench.journal.projection.lastSeq, by: 'sue' }));
    expect(adoptedBy()).toBe('sue');
  });

  it('is for supervisors', async () => {
    whoWorks = 'ana';
    const { engine, journal } = bench;
    expect(await adoptEntries({ engine, journal, portal }, [bens.id])).toEqual(failed({ kind: 'forbidden' }));
    expect(adoptedBy()).toBeNull();
  });
});
