import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failed, success } from '../../../shared/failure/failure.ts';
import { aLink, anEntry, delivered, idOf } from '../../../shared/outbox/builders.ts';
import { canWithdraw, type Delivery, type OutboxEntry, type QueuedEntry } from '../../../shared/outbox/outbox-entry.ts';
import type { MovedShot } from '../images/shot-lines.ts';
import { DayBook, type DayBookPorts, type MovableShots } from './day-book.ts';
import type { KnownPicture } from './day-lines.ts';
import type { LastLink } from './last-link.ts';

let folder: string;
let queue: Queue;
let shots: Shots;
beforeEach(async () => {
  shots = new Shots();
  folder = await mkdtemp(path.join(tmpdir(), 'vasculum-day-'));
  queue = new Queue();
});
afterEach(() => rm(folder, { recursive: true }));

/** A queue that keeps entries and lets them be taken back while they wait. */
class Queue implements Pick<DayBookPorts, 'entry' | 'withdraw' | 'queue'> {
  readonly entries = new Map<string, QueuedEntry>();
  isAway = false;

  entry = (id: string) => this.entries.get(id);

  withdraw = async (id: string, by: string) => {
    const queued = this.entries.get(id);
    if (this.isAway) return failed({ kind: 'hostGone' });
    if (!queued || !canWithdraw(queued.delivery)) return failed({ kind: 'tooLate' });
    return this.stand(id, { is: 'withdrawn', at: 0, by });
  };

  queue = async (entry: OutboxEntry) => {
    this.entries.set(entry.id, { seq: this.entries.size + 1, entry, delivery: { is: 'waiting' }, adoptedBy: null });
    return success(this.entries.size);
  };

  stand(id: string, delivery: Delivery) {
    const queued = this.entries.get(id);
    if (queued) this.entries.set(id, { ...queued, delivery });
    return success(0);
  }

  /** Which records get pictures, by the picture's bytes. */
  get open(): readonly string[] {
    const waiting = [...this.entries.values()].filter(({ delivery }) => delivery.is !== 'withdrawn');
    return waiting.flatMap(({ entry: { change } }) =>
      change.kind === 'attachImage' ? [`${change.image.name} ${change.image.sha256.slice(-1)} -> ${change.occid}`] : [],
    );
  }
}

/** The shot book of these pictures. */
class Shots implements MovableShots {
  onBench = '';
  readonly told: MovedShot[] = [];

  isOnBench = (shotId: string) => shotId === this.onBench;
  namesFor = (moves: readonly { readonly shotId: string; readonly catalogNumber: string }[]) =>
    new Map(moves.map(({ shotId, catalogNumber }) => [shotId, catalogNumber]));
  moved = async (move: MovedShot) => this.told.push(move);
}

/** Links of the station, by the numbers that they give. */
let linked: Map<string, LastLink>;
beforeEach(() => void (linked = new Map()));

let ids = 100;
const openBook = () =>
  DayBook.open(
    path.join(folder, 'day.jsonl'),
    {
      now: () => Date.UTC(2026, 10, 21, 12),
      newId: () => idOf((ids += 1)),
      entry: queue.entry,
      withdraw: queue.withdraw,
      queue: queue.queue,
      lastLinkTo: number => linked.get(number),
      shots,
      changed: () => undefined,
    },
    () => undefined,
  );

const numberOf = (nth: number) => `VASC000000${nth}`;

const aPicture = (nth: number, different: Partial<KnownPicture> = {}): KnownPicture => ({
  ...{ id: idOf(nth), file: `DSC_${nth}.jpg`, sha256: String(nth).padStart(64, '0'), arrivedAt: nth },
  ...{
    takenAt: `2026-11-21T08:00:0${nth}`,
    nameNumber: null,
    verdict: 'certain',
    symbols: [numberOf(nth + 1)],
    isSetAside: false,
  },
  ...{ owner: { catalogNumber: numberOf(nth), occid: 1000 + nth }, entryId: idOf(nth + 50) },
  ...different,
});

/** Three pictures that show the specimen after theirs, each with an entry that waits. */
async function shiftedDay(): Promise<DayBook> {
  const book = await openBook();
  for (const nth of [1, 2, 3]) {
    const { sha256 } = aPicture(nth);
    const image = { sha256, bytes: 3, mime: 'image/jpeg', name: `${numberOf(nth)}.jpg` } as const;
    const change = { kind: 'attachImage', occid: 1000 + nth, image } as const;
    await queue.queue({ ...anEntry(nth + 50), why: 'image', change });
    await book.note(aPicture(nth));
  }
  return book;
}

const MOVES = [1, 2].map(nth => ({ pictureId: idOf(nth), to: numberOf(nth + 1) }));
const AT_FIRST = [1, 2, 3].map(nth => `${numberOf(nth)}.jpg ${nth} -> ${1000 + nth}`);
const AFTER = [AT_FIRST[2], `${numberOf(2)}.jpg 1 -> 1002`, `${numberOf(3)}.jpg 2 -> 1003`];
const ownersIn = async (book: DayBook) => (await book.list(null)).pictures.map(({ specimen }) => specimen);

describe('the pictures of a day', () => {
  it('are told in the order they were taken, at the next start too', async () => {
    const book = await openBook();
    for (const nth of [2, 1, 3]) await book.note(aPicture(nth));
    await book.note(aPicture(4, { takenAt: '2026-11-20T17:00:00' }));
    await book.note(aPicture(1, { verdict: 'none', symbols: [] }));
    for (const one of [book, await openBook()]) {
      const { day, days, pictures } = await one.list(null);
      expect([day, days]).toEqual(['2026-11-21', ['2026-11-21', '2026-11-20']]);
      expect(pictures.map(({ file, symbols }) => [file, symbols.length])).toEqual([
        ['DSC_1.jpg', 0],
        ['DSC_2.jpg', 1],
        ['DSC_3.jpg', 1],
      ]);
    }
  });

  it('are as they were before a line that the power cut in two', async () => {
    await (await openBook()).note(aPicture(1));
    await appendFile(path.join(folder, 'day.jsonl'), '{"is":"picture","pic');
    const book = await openBook();
    await book.note(aPicture(2));
    expect((await (await openBook()).list(null)).pictures).toHaveLength(2);
  });
});

describe('moving pictures to their specimens', () => {
  it('gives them and what waits to be sent to the right records, as one act', async () => {
    const book = await shiftedDay();
    expect(await book.move(MOVES, 'ana')).toEqual(success({ moved: 2, forPerson: [] }));
    expect(await ownersIn(book)).toEqual([2, 3, 3].map(numberOf));
    expect(queue.open).toEqual(AFTER);
    expect((await book.list(null)).lastAct).toMatchObject({ pictures: 2 });
  });

  it('is taken back as one act', async () => {
    const book = await shiftedDay();
    await book.move(MOVES, 'ana');
    const { lastAct } = await book.list(null);
    expect(await book.undo(lastAct?.id ?? '', 'ana')).toEqual(success({ moved: 2, forPerson: [] }));
    expect(await ownersIn(book)).toEqual([1, 2, 3].map(numberOf));
    expect([...queue.open].sort()).toEqual(AT_FIRST);
    expect((await book.list(null)).lastAct).toBeNull();
  });

  it('leaves what is sent where it is, and names it', async () => {
    const book = await shiftedDay();
    queue.stand(idOf(51), delivered);
    expect(await book.move(MOVES, 'ana')).toEqual(success({ moved: 1, forPerson: [idOf(1)] }));
    expect(await ownersIn(book)).toEqual([1, 3, 3].map(numberOf));
    expect((await book.list(null)).pictures.map(({ isSent }) => isSent)).toEqual([true, false, false]);
  });

  it('takes an entry back and sends nothing where the right record is not known, and undo sends it again', async () => {
    const book = await shiftedDay();
    await book.move([{ pictureId: idOf(3), to: numberOf(4) }], 'ana');
    expect(queue.open).toEqual(AT_FIRST.slice(0, 2));
    const { lastAct, pictures } = await book.list(null);
    expect(pictures.map(({ needsRecord }) => needsRecord)).toEqual([false, false, true]);
    await book.undo(lastAct?.id ?? '', 'ana');
    expect(queue.open).toEqual(AT_FIRST);
  });

  it('finds the record of a specimen that was linked without a picture of its own, and follows the link', async () => {
    const book = await shiftedDay();
    linked.set(numberOf(9), { entry: anEntry(9, { change: aLink(1009, 9) }), isGone: false });
    await book.move([{ pictureId: idOf(3), to: numberOf(9) }], 'ana');
    expect(queue.open).toContain(`${numberOf(9)}.jpg 3 -> 1009`);
    expect([...queue.entries.values()].at(-1)?.entry.after).toBe(idOf(9));
  });

  it('goes to the record that bears the number now, where its specimen was linked anew', async () => {
    const book = await shiftedDay();
    linked.set(numberOf(2), { entry: anEntry(9, { change: aLink(2002, 2) }), isGone: false });
    await book.move([{ pictureId: idOf(1), to: numberOf(2) }], 'ana');
    expect(queue.open).toContain(`${numberOf(2)}.jpg 1 -> 2002`);
  });

  it('goes to nobody where the link of its specimen was taken back, by undo neither', async () => {
    const book = await shiftedDay();
    const link = anEntry(9, { change: aLink(1001, 1) });
    linked.set(numberOf(2), { entry: anEntry(8, { change: aLink(1002, 2) }), isGone: true });
    await book.move([{ pictureId: idOf(1), to: numberOf(2) }], 'ana');
    expect(queue.open.filter(one => one.includes(' 1 -> '))).toEqual([]);
    linked.set(numberOf(1), { entry: link, isGone: true });
    await book.undo((await book.list(null)).lastAct?.id ?? '', 'ana');
    expect(queue.open.filter(one => one.includes(' 1 -> '))).toEqual([]);
  });

  it('is carried on where it was cut short', async () => {
    const book = await shiftedDay();
    queue.isAway = true;
    await book.move(MOVES, 'ana');
    expect(queue.open).toEqual(AT_FIRST);
    queue.isAway = false;
    const next = await openBook();
    expect(await ownersIn(next)).toEqual([2, 3, 3].map(numberOf));
    expect(queue.open).toEqual(AFTER);
  });

  it('is told to the shot book once its entry is exchanged, and not again at the next start', async () => {
    const book = await shiftedDay();
    queue.isAway = true;
    await book.move(MOVES, 'ana');
    expect(shots.told).toEqual([]);
    queue.isAway = false;
    const next = await openBook();
    await next.carryOn();
    const told = [
      { shotId: idOf(1), sheet: { catalogNumber: numberOf(2) }, name: numberOf(2), isQueued: true },
      { shotId: idOf(2), sheet: { catalogNumber: numberOf(3) }, name: numberOf(3), isQueued: true },
    ];
    expect(shots.told).toMatchObject(told);
    expect(shots.told.map(({ entryId }) => queue.entry(entryId ?? '')?.delivery.is)).toEqual(['waiting', 'waiting']);
    await (await openBook()).carryOn();
    expect(shots.told).toHaveLength(2);
  });

  it('tells the shot book that nothing carries a picture whose right record is not known', async () => {
    const book = await shiftedDay();
    await book.move([{ pictureId: idOf(3), to: numberOf(4) }], 'ana');
    expect(shots.told).toMatchObject([{ shotId: idOf(3), sheet: { catalogNumber: numberOf(4) }, isQueued: false }]);
  });

  it('leaves a picture that lies on the bench there, and names it', async () => {
    const book = await shiftedDay();
    shots.onBench = idOf(2);
    expect(await book.move(MOVES, 'ana')).toEqual(success({ moved: 1, forPerson: [idOf(2)] }));
    expect((await book.list(null)).pictures.map(({ isOnBench }) => isOnBench)).toEqual([false, true, false]);
  });

  it('leaves alone what was handed to another station', async () => {
    const book = await shiftedDay();
    queue.stand(idOf(51), { is: 'withdrawn', at: 0, by: 'ana', handedTo: 'field laptop' });
    expect(await book.move(MOVES, 'ana')).toEqual(success({ moved: 1, forPerson: [idOf(1)] }));
  });

  it('is not begun with a picture that nobody knows, and undone only while it is the last', async () => {
    const book = await shiftedDay();
    const unknown = { pictureId: idOf(99), to: numberOf(1) };
    expect(await book.move([...MOVES, unknown], 'ana')).toEqual(failed({ kind: 'notFound' }));
    expect(queue.open).toEqual(AT_FIRST);
    await book.move(MOVES, 'ana');
    const first = (await book.list(null)).lastAct?.id ?? '';
    await book.move([{ pictureId: idOf(3), to: numberOf(1) }], 'ana');
    expect(await book.undo(first, 'ana')).toEqual(failed({ kind: 'tooLate' }));
  });
});
