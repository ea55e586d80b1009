import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Judgement } from '../../../shared/barcode/jury.ts';
import { keptImageId } from '../../../shared/contract/image-url.ts';
import { failed, success, type Result } from '../../../shared/failure/failure.ts';
import { anEntry, idOf } from '../../../shared/outbox/builders.ts';
import type { QueuedEntry } from '../../../shared/outbox/outbox-entry.ts';
import { findInRun } from '../../../shared/specimen/picture-run.ts';
import type { Shot } from '../../../shared/workflow/shot.ts';
import { ShotBook } from '../images/shot-book.ts';
import { lineFile } from '../json-lines.ts';
import { DayBook } from './day-book.ts';
import { IncomingPictures } from './incoming-pictures.ts';

const sheet = (nth: number) => ({ taskId: idOf(200 + nth), catalogNumber: numberOf(nth) });
const numberOf = (nth: number) => `VASC000000${nth}`;
const hashOf = (nth: number) => String(nth).padStart(64, '0');
const BOX = { x: 0, y: 0, width: 9, height: 9 };

const aShot = (nth: number, different: Partial<Shot> = {}): Shot => ({
  ...{ id: idOf(nth), originalName: `IMG_${nth}.JPG`, sha256: hashOf(nth), bytes: 9, format: 'jpeg' },
  ...{ width: 2, height: 3, takenAt: `2026-11-21T08:00:0${nth}`, arrivedAt: nth, takenFor: null },
  sent: { sha256: hashOf(nth), bytes: 9, mime: 'image/jpeg' },
  ...{ read: null, place: 'waiting', sheet: null, name: null },
  ...different,
});

/** What the jury says of pictures, by their ids; nothing of all others. */
const judged = (...texts: string[]): Judgement => ({
  verdict: texts.length === 1 ? 'certain' : 'several',
  symbols: texts.map(text => ({ text, format: 'Code39', box: BOX })),
  others: [],
});

class Morning {
  readonly entries = new Map<string, QueuedEntry>();
  readonly asked: string[] = [];
  readonly reported: string[] = [];
  says = new Map<string, Result<Judgement>>();
  book!: ShotBook;
  day!: DayBook;
  incoming!: IncomingPictures;

  constructor(readonly folder: string) {}

  /** As the program starts. */
  async open(barcodes = this.jury): Promise<this> {
    const ignore = () => undefined;
    const entry = (id: string) => this.entries.get(id);
    this.book = await ShotBook.open(lineFile(path.join(this.folder, 'shots.jsonl')), ignore);
    const shots = {
      isOnBench: (id: string) => this.book.find(id)?.place === 'given',
      namesFor: (moves: Parameters<ShotBook['namesFor']>[0]) => this.book.namesFor(moves),
      moved: (move: Parameters<ShotBook['moved']>[0]) => this.book.moved(move),
    };
    const queue = async (moved: QueuedEntry['entry']) => success(this.queue(moved));
    const withdraw = async (id: string) => {
      const queued = this.entries.get(id);
      if (queued) this.entries.set(id, { ...queued, delivery: { is: 'withdrawn', at: 0, by: 'ana' } });
      return success(0);
    };
    let ids = 300;
    const ports = { now: () => 0, newId: () => idOf((ids += 1)), entry, withdraw, queue, shots };
    const unknown = { lastLinkTo: () => undefined, changed: ignore };
    this.day = await DayBook.open(path.join(this.folder, 'day.jsonl'), { ...ports, ...unknown }, ignore);
    const pattern = { prefix: 'VASC', digits: 7 };
    this.incoming = new IncomingPictures({
      book: this.book,
      day: this.day,
      entry,
      barcodes,
      pattern,
      changed: ignore,
      report: error => this.reported.push(String(error)),
    });
    await this.day.carryOn();
    this.incoming.begin();
    return this;
  }

  jury = async (imageId: string): Promise<Result<Judgement>> => {
    this.asked.push(imageId);
    return this.says.get(imageId) ?? success({ verdict: 'none', symbols: [], others: [] });
  };

  shows(nth: number, ...texts: string[]): void {
    this.says.set(keptImageId(hashOf(nth)), success(judged(...texts)));
  }

  async arrives(nth: number, different: Partial<Shot> = {}): Promise<void> {
    await this.book.arrived(aShot(nth, different), { name: `IMG_${nth}.JPG`, bytes: 9, changedAt: nth });
  }

  /** Linked to its record, with an entry that waits. */
  async links(nth: number): Promise<void> {
    const given = await this.book.give(idOf(nth), sheet(nth));
    const name = given.ok ? given.value.name : '';
    const image = { sha256: hashOf(nth), bytes: 9, mime: 'image/jpeg', name: `${name}.jpg` } as const;
    this.queue({ ...anEntry(nth + 50), why: 'image', change: { kind: 'attachImage', occid: 1000 + nth, image } });
    await this.book.queued(idOf(nth), idOf(nth + 50));
  }

  pictures = async () => (await this.day.list(null)).pictures;
  told = (facts: object[]) => vi.waitFor(async () => expect(await this.pictures()).toMatchObject(facts));

  private queue(entry: QueuedEntry['entry']): number {
    this.entries.set(entry.id, { seq: 1, entry, delivery: { is: 'waiting' }, adoptedBy: null });
    return 1;
  }
}

let morning: Morning;
beforeEach(async () => {
  morning = await new Morning(await mkdtemp(path.join(tmpdir(), 'vasculum-incoming-'))).open();
});
afterEach(async () => {
  await morning.incoming.close();
  await rm(morning.folder, { recursive: true });
});

describe('a picture from the camera', () => {
  it('is told to the day with what was read on it, and whose it becomes', async () => {
    morning.shows(1, numberOf(1), 'https://herbarium.example/1');
    await morning.arrives(1);
    await morning.told([{ file: 'IMG_1.JPG', verdict: 'certain', symbols: [numberOf(1)], specimen: null }]);
    await morning.book.give(idOf(1), sheet(1));
    await morning.told([{ specimen: numberOf(1), isOnBench: true }]);
    await morning.links(1);
    await vi.waitFor(() =>
      expect(morning.day.find(idOf(1))).toMatchObject({
        owner: { catalogNumber: numberOf(1), occid: 1001 },
        entryId: idOf(51),
      }),
    );
  });

  it('that waits again belongs to nobody, for the day as well', async () => {
    await morning.arrives(1);
    await morning.links(1);
    await morning.told([{ specimen: numberOf(1) }]);
    await morning.book.release(idOf(1), 'waiting');
    await morning.told([{ specimen: null }]);
  });

  it('that a person has set aside is none of the day’s, until it is wanted again', async () => {
    await morning.arrives(1);
    await morning.told([{ verdict: 'none' }]);
    await morning.book.release(idOf(1), 'setAside');
    await vi.waitFor(async () => expect(await morning.pictures()).toEqual([]));
    await morning.book.give(idOf(1), sheet(1));
    await morning.told([{ specimen: numberOf(1) }]);
  });

  it('is read once, also where it came while the program was about to end', async () => {
    await morning.arrives(1);
    await morning.told([{ verdict: 'none' }]);
    await morning.incoming.close();
    await morning.open(async () => {
      await morning.incoming.close();
      return failed({ kind: 'unreadableImage', name: 'closing' });
    });
    await morning.arrives(2);
    await morning.incoming.close();
    morning.shows(2, numberOf(2));
    await morning.open();
    await morning.told([{ verdict: 'none' }, { verdict: 'certain', symbols: [numberOf(2)] }]);
    expect(morning.asked).toEqual([1, 2].map(nth => keptImageId(hashOf(nth))));
  });

  it('that cannot be read has no barcode, and those after it are read', async () => {
    morning.says.set(keptImageId(hashOf(1)), failed({ kind: 'unreadableImage', name: 'IMG_1.JPG' }));
    morning.shows(2, numberOf(2));
    await morning.arrives(1);
    await morning.arrives(2);
    await morning.told([{ verdict: 'none' }, { verdict: 'certain' }]);
    expect(morning.reported).toEqual([expect.stringContaining('IMG_1.JPG was not read')]);
  });

  it('in RAW is read by its preview, and not at all without one', async () => {
    await morning.arrives(1, { format: 'raw', sent: { sha256: hashOf(7), bytes: 9, mime: 'image/jpeg' } });
    await morning.arrives(2, { format: 'raw', sent: null });
    await morning.told([{ verdict: 'none' }, { verdict: 'none' }]);
    expect(morning.asked).toEqual([keptImageId(hashOf(7))]);
  });

  it('is said to be of the number in its name', async () => {
    morning.shows(1, numberOf(2));
    await morning.arrives(1, { originalName: 'vasc0000001_2.jpg' });
    await morning.told([{ nameNumber: numberOf(1), symbols: [numberOf(2)] }]);
    expect(findInRun(await morning.pictures()).disagreements).toMatchObject([{ said: numberOf(1) }]);
  });
});

describe('pictures that moved on the page of the day', () => {
  /** Two pictures that show the specimen after theirs. */
  const shifted = async () => {
    for (const nth of [1, 2, 3]) {
      morning.shows(nth, numberOf(nth === 3 ? 3 : nth + 1));
      await morning.arrives(nth);
      await morning.links(nth);
    }
    await morning.told([1, 2, 3].map(nth => ({ specimen: numberOf(nth), verdict: 'certain' })));
    await vi.waitFor(() => expect(morning.day.find(idOf(3))?.entryId).toBe(idOf(53)));
    const { moves } = findInRun(await morning.pictures()).shifts[0] ?? { moves: [] };
    await morning.day.move(
      moves.map(({ picture, to }) => ({ pictureId: picture.id, to })),
      'ana',
    );
  };
  const inBoth = async () => [
    (await morning.pictures()).map(({ specimen }) => specimen),
    morning.book.all.map(({ sheet: whose }) => whose?.catalogNumber),
  ];

  it('are their specimens’ for the camera’s folder too, with the names that their entries carry, after a restart as well', async () => {
    await shifted();
    const right = [2, 3, 3].map(numberOf);
    expect(await inBoth()).toEqual([right, right]);
    await morning.incoming.close();
    await morning.open();
    expect(await inBoth()).toEqual([right, right]);
    const sent = morning.book.all.map(({ id, name }) => {
      const change = morning.entries.get(morning.book.carrierOf(id) ?? '')?.entry.change;
      return change?.kind === 'attachImage' && [change.image.name === `${name}.jpg`, change.occid];
    });
    expect(sent).toEqual([
      [true, 1002],
      [true, 1003],
      [true, 1003],
    ]);
    expect(new Set(morning.book.all.map(({ name }) => name)).size).toBe(3);
  });

  it('and are taken back as one act are where they were, in both', async () => {
    await shifted();
    await morning.day.undo((await morning.day.list(null)).lastAct?.id ?? '', 'ana');
    const before = [1, 2, 3].map(numberOf);
    expect(await inBoth()).toEqual([before, before]);
    expect(morning.book.all.map(({ name }) => name)).toEqual(before);
  });

  it('of which nobody has an entry wait, known to be of their specimen, until a person gives them', async () => {
    await morning.arrives(1, { originalName: `${numberOf(1)}.JPG` });
    await morning.told([{ verdict: 'none' }]);
    await morning.day.move([{ pictureId: idOf(1), to: numberOf(2) }], 'ana');
    await morning.told([{ specimen: numberOf(2), needsRecord: false }]);
    expect(morning.book.open).toMatchObject([{ place: 'waiting', sheet: { catalogNumber: numberOf(2) } }]);
  });
});
