import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QUARANTINE_MS } from '../../../shared/outbox/schedule.ts';
import type { ChangeOf } from '../../../shared/portal/change.ts';
import { EngineBench, OCCID } from './engine-bench.ts';

const OTHER = 5;
const identifier = { name: '', value: '777' };
const change: ChangeOf<'addIdentifier'> = { kind: 'addIdentifier', occid: OCCID, identifier, aloneAs: ['777', '0777'] };

let bench: EngineBench;
beforeEach(async () => void (bench = await EngineBench.open()));
afterEach(() => bench.close());

/** A colleague's number on another record. */
function elsewhere(value: string, store: 'oldColumn' | 'identifier' = 'identifier'): void {
  if (store === 'oldColumn') bench.portal.add(OTHER, { otherCatalogNumbers: value });
  else bench.portal.model.add(OTHER, {}, { identifiers: [{ id: 1, name: '', value }] });
}

const numbers = () => bench.portal.model.records.get(OCCID)?.identifiers.map(({ value }) => value);

async function send(): Promise<void> {
  await bench.queue(1, { change });
  await bench.settle();
}

describe('a number that is to be on one record alone', () => {
  it('is sent where nobody bears it', async () => {
    elsewhere('7777');
    await send();
    expect(bench.delivery(1)).toMatchObject({ is: 'delivered', already: false });
    expect(numbers()).toEqual(['777']);
  });

  it.each([
    ['777', 'identifier'],
    ['0777', 'identifier'],
    ['777', 'oldColumn'],
    ['0777', 'oldColumn'],
  ] as const)('is not sent where another record bears it by now as %s in its %s', async (spelling, store) => {
    elsewhere(spelling, store);
    await send();
    expect(bench.delivery(1)).toMatchObject({ is: 'conflicted', kind: 'numberInUse', holders: [OTHER] });
    expect([numbers(), bench.portal.writes]).toEqual([[], []]);
  });

  it('is a person’s question where another record came by it while ours was under way', async () => {
    bench.portal.beforeWrite = () => elsewhere('0777');
    await send();
    expect(bench.delivery(1)).toMatchObject({ is: 'conflicted', kind: 'doubled', holders: [OTHER] });
  });

  it('is a person’s question where it stands there already, and on another record too', async () => {
    bench.portal.model.records.get(OCCID)?.identifiers.push({ id: 2, ...identifier });
    elsewhere('777');
    await send();
    expect(bench.delivery(1)).toMatchObject({ is: 'conflicted', kind: 'doubled', holders: [OTHER] });
  });

  it('is not sent a second time where its request got lost and another record bears it meanwhile', async () => {
    bench.portal.next('losesTheRequest');
    await send();
    elsewhere('777');
    await bench.pass(QUARANTINE_MS);
    await bench.pass(QUARANTINE_MS);
    expect(bench.delivery(1)).toMatchObject({ is: 'conflicted', kind: 'numberInUse', holders: [OTHER] });
    expect(numbers()).toEqual([]);
  });

  it('is not called late where somebody gives it to another record long after', async () => {
    bench.portal.next('losesTheAnswer');
    await send();
    await bench.pass(QUARANTINE_MS);
    expect(bench.delivery(1)).toMatchObject({ is: 'delivered' });
    elsewhere('777');
    for (let minutes = 0; minutes < 30; minutes += 1) await bench.pass(60_000);
    expect(bench.delivery(1)).toMatchObject({ is: 'delivered' });
  });

  it('may be on both where nothing else was wished', async () => {
    elsewhere('777');
    await bench.queue(1, { change: { kind: 'addIdentifier', occid: OCCID, identifier } });
    await bench.settle();
    expect(bench.delivery(1)).toMatchObject({ is: 'delivered' });
  });
});
