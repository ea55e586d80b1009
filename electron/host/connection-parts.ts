/** What a connection keeps on this computer, opened: its journal, its camera's shots, its pictures and what reads on them. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Connection, ConnectionOptions } from './connection.ts';
import { DayBook, type DayBookPorts } from './day/day-book.ts';
import { IncomingPictures } from './day/incoming-pictures.ts';
import { lastLinkTo } from './day/last-link.ts';
import { Camera } from './images/camera.ts';
import type { ImageStore } from './images/image-store.ts';
import type { SentPictures } from './images/sent-pictures.ts';
import { fileDisk } from './journal/file-disk.ts';
import { Journal } from './journal/journal.ts';
import type { Log } from './log.ts';
import type { PictureDesk } from './images/picture-desk.ts';
import { openPictures, type Pictures } from './images/pictures.ts';
import { PictureReading } from './reading/picture-reading.ts';
import { ReadingThread } from './reading/reading-thread.ts';
import { threadBeside } from './reading/thread-beside.ts';
import { connectionFolder } from './station-folder.ts';

export const now = (): number => Date.now();
export const after = (ms: number, then: () => void): (() => void) => {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
};

export function openCamera(
  { root, profile, announce }: ConnectionOptions,
  store: ImageStore,
  sent: SentPictures,
  log: Log,
): Promise<Camera> {
  return Camera.open({
    root,
    connection: connectionFolder(root, profile.connectionId),
    store,
    sent,
    now,
    after,
    newId: randomUUID,
    announce,
    report: error => void log.error('camera', error),
    searchPath: process.env['PATH'],
  });
}

/** The pictures that are looked at here, from wherever they come. */
export function openStationPictures(
  connection: Connection,
  { root, profile, practicePicture }: ConnectionOptions,
): Pictures {
  const { images, portal } = connection;
  return openPictures({
    folder: path.join(connectionFolder(root, profile.connectionId), 'pictures'),
    practice: profile.kind === 'practice' ? practicePicture : undefined,
    store: images,
    addressOf: mediaId => portal.imageAddress(mediaId),
    fetch: address => portal.readImage(address),
    after,
    report: error => void connection.report('pictures', error),
  });
}

/** The bench waits for a barcode at most so long; a stamp is only a suggestion. */
const LONGEST_BARCODE_MS = 30_000;

export function openReading(desk: PictureDesk, profile: ConnectionOptions['profile']): PictureReading {
  const barcodes = new ReadingThread(() => threadBeside('reading-worker'), LONGEST_BARCODE_MS);
  return new PictureReading({ desk, barcodes, stamps: new ReadingThread(() => threadBeside('stamp-worker')), profile });
}

/** The book of the day's pictures, and what tells it of those that come. */
export async function openDay(
  connection: Connection,
  { root, profile, announce }: ConnectionOptions,
): Promise<{ readonly day: DayBook; readonly incoming: IncomingPictures }> {
  const { camera, engine, journal, reading } = connection;
  const entry = (id: string) => journal.projection.queue.get(id);
  const ports: DayBookPorts = {
    now,
    newId: randomUUID,
    entry,
    withdraw: (id, by) => engine.withdraw(id, by),
    async queue(moved) {
      const kept = await connection.queue(moved);
      const queued = entry(moved.id);
      if (kept.ok && queued) announce('outbox.queued', { journalId: journal.journalId, queued });
      return kept;
    },
    lastLinkTo: catalogNumber => lastLinkTo(journal.projection.queue, catalogNumber),
    shots: {
      isOnBench: id => camera.isOnBench(id),
      namesFor: moves => camera.book.namesFor(moves),
      moved: move => camera.moved(move),
    },
    changed: () => announce('day.changed', {}),
  };
  const file = path.join(connectionFolder(root, profile.connectionId), 'day.jsonl');
  const unreadable = (line: string) => void connection.report('day', new Error(`A line of the day: ${line}`));
  const day = await DayBook.open(file, ports, unreadable);
  const incoming = new IncomingPictures({
    ...{ book: camera.book, day, entry, pattern: profile.catalogNumber },
    barcodes: (imageId, urgency) => reading.barcodes(imageId, urgency),
    changed: () => camera.changed(),
    report: error => void connection.report('day', error),
  });
  return { day, incoming };
}

/** A mirror that is away is told once and caught up with when it is back. */
export function openJournal(
  { root, profile: { connectionId }, mirror }: ConnectionOptions,
  log: Log,
): Promise<Journal> {
  return Journal.open({
    disk: fileDisk(path.join(connectionFolder(root, connectionId), 'journal')),
    ...(mirror === null ? {} : { mirror: fileDisk(path.join(mirror, connectionId)) }),
    mirrorNews: news => log.info('mirror', { ...news }),
    connectionId,
    now,
    newId: randomUUID,
  });
}
