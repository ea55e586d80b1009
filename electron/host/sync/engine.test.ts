import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anEntry } from '../../../shared/outbox/builders.ts';
import type { OutboxEntry } from '../../../shared/outbox/outbox-entry.ts';
import { QUARANTINE_MS } from '../../../shared/outbox/schedule.ts';
import { Journal } from '../journal/journal.ts';
import { Engine } from './engine.ts';
import { PortalStandIn } from './portal-stand-in.ts';

let folder: string;
let journal: Journal;
let portal: PortalStandIn;
let engine: Engine;
let time: number;
let alarms: { at: number; then: () => void }[];
let said: string[];
let canSignIn: boolean;

const OCCID = 61207;
const NUMBER = 'VASC0000001';

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vasculum-engine-'));
  [time, alarms, said, canSignIn] = [1_000_000, [], [], true];
  portal = new PortalStandIn();
  portal.add({ occid: OCCID });
  await start();
});
afterEach(async () => {
  await engine.stop();
  await journal.close();
  await rm(folder, { recursive: true });
});

async function start(): Promise<void> {
  journal = await Journal.open(path.join(folder, 'journal'), 'test', () => time);
  engine = new Engine({
    now: () => time,
    chance: () => 0,
    after: (ms, then) => {
      const alarm = { at: time + ms, then };
      alarms.push(alarm);
      return () => alarms.splice(alarms.indexOf(alarm), alarms.includes(alarm) ? 1 : 0);
    },
    portal,
    journal,
    signInAgain: async () => canSignIn && (await portal.signIn()).ok,
    account: () => 'ana',
    announce: (_, id, delivery) => said.push(`${Number(id.slice(-3))} ${delivery.is}`),
    report: error => {
      throw error;
    },
  });
}

/** Lets the engine work until it sleeps. */
async function settle(): Promise<void> {
  engine.wake();
  await engine.idle();
}

async function pass(ms: number): Promise<void> {
  time += ms;
  alarms = alarms.filter(alarm => alarm.at > time);
  await settle();
}

const queue = (nth: number, different: Partial<OutboxEntry> = {}) =>
  journal.record({ kind: 'queued', entry: anEntry(nth, different) });
async function takeBack(nth: number): Promise<void> {
  const edit = { term: 'catalogNumber', from: NUMBER, to: null } as const;
  await queue(nth + 1, { why: 'undo', undoes: anEntry(nth).id, edit });
  await settle();
}
const delivery = (nth: number) => journal.projection.queue.get(anEntry(nth).id)?.delivery;
const onPortal = () => portal.records.get(OCCID)?.catalogNumber ?? null;

describe('the outbox', () => {
  it('reads, writes once, proves by a fresh read, and says so', async () => {
    await queue(1);
    await settle();
    expect(onPortal()).toBe(NUMBER);
    expect(portal.writes).toHaveLength(1);
    expect(said).toEqual(['1 sending', '1 delivered']);
  });

  it('does not write what stands there already', async () => {
    portal.edit(OCCID, { term: 'catalogNumber', to: NUMBER });
    await queue(1);
    await settle();
    expect(delivery(1)).toMatchObject({ is: 'delivered', already: true });
    expect(portal.writes).toEqual([]);
  });

  it('never overwrites what a colleague wrote while the change was waiting', async () => {
    await queue(1);
    portal.edit(OCCID, { term: 'catalogNumber', to: 'VASC0000099' });
    await settle();
    expect(delivery(1)).toMatchObject({ is: 'conflicted', kind: 'changed', portalNow: 'VASC0000099' });
    expect(onPortal()).toBe('VASC0000099');
  });

  it('tells a person where a colleague was faster within the last moment', async () => {
    await queue(1);
    portal.beforeWrite = () => portal.edit(OCCID, { term: 'catalogNumber', to: 'VASC0000099' });
    await settle();
    expect(delivery(1)).toMatchObject({ is: 'conflicted', kind: 'overwrote' });
  });

  it('never gives a second record a number that is in use', async () => {
    portal.add({ occid: 5, catalogNumber: NUMBER });
    await queue(1);
    await settle();
    expect(delivery(1)).toMatchObject({ is: 'conflicted', kind: 'numberInUse', holders: [5] });
    expect(onPortal()).toBeNull();
  });

  it('says that a record is gone, and writes nothing', async () => {
    portal.records.clear();
    await queue(1);
    await settle();
    expect(delivery(1)).toMatchObject({ is: 'conflicted', kind: 'gone' });
  });

  it('waits while the portal is out of reach and goes on by itself', async () => {
    portal.isReachable = false;
    await queue(1);
    await settle();
    expect(delivery(1)).toMatchObject({ is: 'retrying' });
    portal.isReachable = true;
    await pass(60_000);
    expect(delivery(1)).toMatchObject({ is: 'delivered' });
  });

  it('after a lost answer looks before it does anything, and does not send again what arrived', async () => {
    portal.next('losesTheAnswer');
    await queue(1);
    await settle();
    expect(delivery(1)).toMatchObject({ is: 'checking' });
    await pass(QUARANTINE_MS - 1);
    expect(delivery(1)).toMatchObject({ is: 'checking' });
    await pass(1);
    expect(delivery(1)).toMatchObject({ is: 'delivered' });
    expect(portal.writes).toHaveLength(1);
  });

  it('sends again only what was proven not to have arrived', async () => {
    portal.next('losesTheRequest');
    await queue(1);
    await settle();
    expect(portal.writes).toHaveLength(0);
    await pass(QUARANTINE_MS);
    expect(delivery(1)).toMatchObject({ is: 'delivered' });
    expect(portal.writes).toHaveLength(1);
  });

  it('after a crash in the middle of a send looks first', async () => {
    await queue(1);
    const mark = { value: null, rowStamp: 'S0', historyId: 0 };
    await journal.record({ kind: 'intent', entryId: anEntry(1).id, attempt: 1, mark });
    portal.edit(OCCID, { term: 'catalogNumber', to: NUMBER });
    await journal.close();
    await start();
    await settle();
    expect(delivery(1)).toMatchObject({ is: 'checking' });
    await pass(QUARANTINE_MS);
    expect(delivery(1)).toMatchObject({ is: 'delivered' });
    expect(portal.writes).toEqual([]);
  });

  it('does not believe a portal that says yes and does nothing', async () => {
    portal.next('saysYesAndDoesNothing');
    await queue(1);
    await settle();
    expect(delivery(1)).toMatchObject({ is: 'conflicted', kind: 'saidYesNothingChanged' });
  });

  it('signs in again after an expired session and compares anew', async () => {
    portal.next('expired');
    await queue(1);
    await settle();
    expect(delivery(1)).toMatchObject({ is: 'retrying' });
    await pass(10_000);
    expect(delivery(1)).toMatchObject({ is: 'delivered' });
  });

  it('keeps an undo behind the link that it takes back', async () => {
    await queue(1);
    await takeBack(1);
    expect(said.filter(one => one.endsWith('delivered'))).toEqual(['1 delivered', '2 delivered']);
    expect(onPortal()).toBeNull();
  });

  it('holds a link back for second thoughts, and a link taken back in that time never leaves', async () => {
    await queue(1, { holdUntil: time + 10_000 });
    await settle();
    expect(portal.writes).toEqual([]);
    expect((await engine.withdraw(anEntry(1).id, 'ana')).ok).toBe(true);
    await pass(10_000);
    expect(portal.writes).toEqual([]);
    expect(delivery(1)).toMatchObject({ is: 'withdrawn' });
  });

  it('releases a held link early when the next specimen is confirmed', async () => {
    await queue(1, { holdUntil: time + 10_000 });
    engine.release(anEntry(1).id);
    await engine.idle();
    expect(onPortal()).toBe(NUMBER);
  });

  it('takes nothing back that has left: that needs a change of its own', async () => {
    await queue(1);
    await settle();
    expect(await engine.withdraw(anEntry(1).id, 'ana')).toEqual({ ok: false, failure: { kind: 'tooLate' } });
  });

  it('takes a change that overwrote a colleague’s back by a change of its own, which goes out past the clash', async () => {
    await queue(1);
    portal.beforeWrite = () => portal.edit(OCCID, { term: 'catalogNumber', to: 'VASC0000099' });
    await settle();
    portal.beforeWrite = undefined;
    expect((await engine.withdraw(anEntry(1).id, 'ana')).ok).toBe(false);
    await takeBack(1);
    expect(delivery(2)).toMatchObject({ is: 'delivered' });
    expect(onPortal()).toBeNull();
  });

  it('takes a link that doubled a barcode back the same way, and leaves the other record its barcode', async () => {
    await queue(1);
    portal.beforeWrite = () => portal.add({ occid: 5, catalogNumber: NUMBER });
    await settle();
    portal.beforeWrite = undefined;
    expect(delivery(1)).toMatchObject({ is: 'conflicted', kind: 'doubled', holders: [5] });
    await takeBack(1);
    expect(onPortal()).toBeNull();
    expect(portal.records.get(5)?.catalogNumber).toBe(NUMBER);
  });

  it('keeps a refused change for a person', async () => {
    portal.next('forbidden');
    await queue(1);
    await settle();
    expect(delivery(1)).toMatchObject({ is: 'refused', why: { kind: 'forbidden' } });
  });
});
