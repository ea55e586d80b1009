/** Schedules that once broke a promise, as small as shrinking made them. */
import { describe, expect, it } from 'vitest';
import type { Act, Schedule, UserAct } from './schedule.ts';
import { simulate } from './simulate.ts';

const NOTHING: Schedule = {
  stations: 1,
  acts: [],
  writes: [],
  reads: [],
  disk: [],
  colleagues: [],
  within: [],
  mishaps: [],
};

const act = (name: Act, pick = 0, after = 0): UserAct => ({ station: 0, act: name, pick, after });

const violations = async (schedule: Partial<Schedule>) => (await simulate({ ...NOTHING, ...schedule })).violations;

describe('no promise is broken', () => {
  it('where a change that did not arrive meets a record that has moved to another collection', async () => {
    const colleagues = [{ at: 7, kind: 'moveCollection', pick: 0 }] as const;
    const mishaps = [{ at: 7, kind: 'sleep', pick: 0 }] as const;
    expect(await violations({ acts: [act('link')], colleagues, mishaps })).toEqual([]);
  });

  it('where the history answers with a page of a proxy just before an overwrite', async () => {
    const reads = [{ at: 4, kind: 'readHtmlError', pick: 0 }] as const;
    const within = [{ at: 0, kind: 'edit', pick: 0 }] as const;
    expect(await violations({ acts: [act('link')], reads, within })).toEqual([]);
  });

  it('where a number is added while a colleague changes the old column of numbers', async () => {
    const within = [{ at: 0, kind: 'oldColumn', pick: 0 }] as const;
    expect(await violations({ acts: [act('addIdentifier')], within })).toEqual([]);
  });

  it('where a colleague gives a number to another record before ours is sent, and while it is', async () => {
    for (const pick of [0, 1, 2]) {
      const taken = { kind: 'takeNumber', pick } as const;
      expect(await violations({ acts: [act('addIdentifier')], colleagues: [{ at: 4, ...taken }] })).toEqual([]);
      expect(await violations({ acts: [act('addIdentifier')], within: [{ at: 0, ...taken }] })).toEqual([]);
    }
  });

  it('where a colleague edits a secured record between its reading and its history', async () => {
    const colleagues = [{ at: 7, kind: 'numericTwin', pick: 0 }] as const;
    expect(await violations({ acts: [act('number', 494), act('link')], colleagues })).toEqual([]);
  });

  it('where a colleague writes at once with ours and once more before the proof', async () => {
    const colleagues = [{ at: 8, kind: 'edit', pick: 0 }] as const;
    const within = [{ at: 0, kind: 'edit', pick: 0 }] as const;
    expect(await violations({ acts: [act('habitat')], colleagues, within })).toEqual([]);
  });

  it('where a record leaves the collection’s history after a colleague’s value was overwritten', async () => {
    const within = [{ at: 0, kind: 'edit', pick: 0 }] as const;
    for (const kind of ['moveCollection', 'secure', 'remove'] as const)
      expect(await violations({ acts: [act('link')], colleagues: [{ at: 7, kind, pick: 0 }], within })).toEqual([]);
  });

  it('where a write is logged and ignored while a colleague writes', async () => {
    const acts = [act('link'), act('habitat'), act('link', 0, 400)];
    const within = [{ at: 3, kind: 'edit', pick: 0 }] as const;
    const mishaps = [{ at: 9, kind: 'sleep', pick: 0 }] as const;
    const writes = ['none', 'none', 'wrongCharset', 'silentIgnore'] as const;
    expect(await violations({ acts, writes, within, mishaps })).toEqual([]);
  });

  it('where an entry is taken back while the session is being renewed for it', async () => {
    const acts = [act('switchUser'), act('create'), act('withdraw', 0, 3_000), act('link', 0, 400), act('link')];
    const reads = [{ at: 4, kind: 'readTimeout', pick: 0 }] as const;
    expect(await violations({ acts, reads })).toEqual([]);
  });

  it('where two sign in at once', async () => {
    const acts = [act('link'), act('link', 0, 400), act('switchUser', 73), act('link')];
    const reads = [{ at: 0, kind: 'readRefused', pick: 0 }] as const;
    expect(await violations({ acts, reads })).toEqual([]);
  });

  it('where an old copy of the journal is put back while a change is on its way', async () => {
    const acts = [act('link'), act('link', 0, 10)];
    for (const at of [43, 47, 63])
      expect(await violations({ acts, mishaps: [{ at, kind: 'journalCopiedBack', pick: 0 }] })).toEqual([]);
  });

  it('where a request arrives after every quarantine, over a value that a colleague is just writing', async () => {
    const within = [{ at: 0, kind: 'edit', pick: 0 }] as const;
    expect(await violations({ acts: [act('link')], writes: ['lateZombie'], within })).toEqual([]);
  });

  it('where a catalog number was cut to how its collection’s code begins', async () => {
    const acts = [act('link'), act('addIdentifier', 0, 3_000)];
    expect(await violations({ acts, writes: ['mangle'] })).toEqual([]);
  });

  it('where a cache answers a later reading with what stood there before a colleague’s edit', async () => {
    const acts = [act('link'), act('supervisorAdopts', 0, 3_000)];
    const reads = [
      { at: 17, kind: 'readStale', pick: 0 },
      { at: 6, kind: 'readBusy', pick: 0 },
    ] as const;
    const colleagues = [{ at: 15, kind: 'edit', pick: 0 }] as const;
    expect(await violations({ acts, reads, colleagues })).toEqual([]);
  });

  it('where nobody logged a number with zeros that was sent, and a colleague set it back meanwhile', async () => {
    const colleagues = [
      { at: 8, kind: 'edit', pick: 0 },
      { at: 9, kind: 'revert', pick: 0 },
    ] as const;
    expect(
      await violations({ acts: [act('zeros')], colleagues, mishaps: [{ at: 31, kind: 'crash', pick: 0 }] }),
    ).toEqual([]);
  });

  it('where a secured record’s own history lists one minute in an order of its own', async () => {
    const acts = [act('link'), act('status', 542), act('status', 618, 10), act('link'), act('link')];
    expect(await violations({ acts, within: [{ at: 2, kind: 'revert', pick: 556 }] })).toEqual([]);
  });

  it('where a number that arrives late for the second time brings the old column back as it was read first', async () => {
    const acts = [act('link', 85), act('addIdentifier'), act('useMine')];
    const colleagues = [{ at: 12, kind: 'oldColumn', pick: 747 }] as const;
    expect(await violations({ acts, writes: ['lateZombie', 'lateZombie'], colleagues })).toEqual([]);
  });

  it('where a request that was sent twice arrives again after the clock was put forward a year', async () => {
    const acts = [act('link'), act('link', 638), act('link', 694, 10), act('link')];
    const mishaps = [
      { at: 73, kind: 'crash', pick: 0 },
      { at: 80, kind: 'clockAYear', pick: 0 },
    ] as const;
    expect(await violations({ acts, writes: ['none', 'duplicateDelivery'], mishaps })).toEqual([]);
  });

  it('where a request arrives late after the program was started again, over a colleague’s value', async () => {
    const acts = [act('link'), act('link', 37), act('link')];
    const within = [{ at: 1, kind: 'edit', pick: 370 }] as const;
    const mishaps = [{ at: 57, kind: 'crash', pick: 0 }] as const;
    expect(await violations({ acts, writes: ['none', 'lateZombie'], within, mishaps })).toEqual([]);
  });

  it('where the clock is put forward while a request is held back', async () => {
    const acts = [act('link', 205), act('link')];
    const colleagues = [{ at: 23, kind: 'takeNumber', pick: 0 }] as const;
    const mishaps = [{ at: 60, kind: 'clockAnHour', pick: 0 }] as const;
    expect(await violations({ acts, writes: ['none', 'zombie'], colleagues, mishaps })).toEqual([]);
  });

  it('where 104 replaces a colleague’s 104.0 and is itself replaced at once', async () => {
    const colleagues = [
      { at: 7, kind: 'numericTwin', pick: 0 },
      { at: 8, kind: 'edit', pick: 0 },
    ] as const;
    expect(await violations({ acts: [act('number'), act('link')], colleagues })).toEqual([]);
  });

  it('where an undo arrives late over a colleague’s value, and a second one had found nothing to do', async () => {
    const acts = [act('link'), act('undo', 0, 400), act('undo'), act('link')];
    const within = [{ at: 2, kind: 'edit', pick: 0 }] as const;
    expect(await violations({ acts, writes: ['none', 'lateZombie', 'lateZombie'], within })).toEqual([]);
  });

  it('where a number comes late to a record that has become secured, with the old column as it was read', async () => {
    const within = [{ at: 1, kind: 'secure', pick: 0 }] as const;
    const colleagues = [{ at: 8, kind: 'oldColumn', pick: 0 }] as const;
    const acts = [act('addIdentifier'), act('link')];
    expect(await violations({ acts, writes: ['lateZombie', 'lateZombie'], within, colleagues })).toEqual([]);
  });

  it('where a number with zeros that nobody logged went over a colleague’s, who then set the first one back', async () => {
    const within = [{ at: 0, kind: 'edit', pick: 0 }] as const;
    const colleagues = [{ at: 8, kind: 'revert', pick: 0 }] as const;
    const mishaps = [{ at: 35, kind: 'crash', pick: 0 }] as const;
    expect(await violations({ acts: [act('zeros'), act('link')], within, colleagues, mishaps })).toEqual([]);
  });

  it('where a late request goes over a colleague’s value, and what covers it leaves no row', async () => {
    const acts = [act('link', 559), act('tryNow')];
    const within = [{ at: 0, kind: 'edit', pick: 0 }] as const;
    const colleagues = [{ at: 18, kind: 'unlogged', pick: 0 }] as const;
    expect(await violations({ acts, writes: ['lateZombie'], within, colleagues })).toEqual([]);
  });

  it('where a disk lies and then is full before power goes, and the browser’s copy is wiped', async () => {
    const disk = [
      { at: 5, kind: 'lies', pick: 0 },
      { at: 7, kind: 'full', pick: 0 },
    ] as const;
    const mishaps = [
      { at: 22, kind: 'databaseWiped', pick: 0 },
      { at: 39, kind: 'crash', pick: 0 },
    ] as const;
    expect(await violations({ acts: [act('link'), act('link', 0, 10), act('link')], disk, mishaps })).toEqual([]);
  });

  it('where a record is as it was confirmed when it is merged, and a colleague writes at the same time', async () => {
    const acts = [act('link', 123), act('undo', 0, 10), act('merge', 307), act('createAndDescribe'), act('link')];
    const colleagues = [{ at: 5, kind: 'edit', pick: 232 }] as const;
    const within = [{ at: 5, kind: 'edit', pick: 0 }] as const;
    expect(await violations({ acts, writes: ['none', 'refused'], colleagues, within })).toEqual([]);
  });

  it('where a request comes late after the journal that doubted it was copied back', async () => {
    const colleagues = [{ at: 18, kind: 'edit', pick: 0 }] as const;
    const mishaps = [{ at: 70, kind: 'journalCopiedBack', pick: 0 }] as const;
    expect(await violations({ acts: [act('zeros', 202)], writes: ['lateZombie'], colleagues, mishaps })).toEqual([]);
  });
});
