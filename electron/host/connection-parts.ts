/** What a connection keeps on this computer, opened: its journal and its camera's shots. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { ConnectionOptions } from './connection.ts';
import { Camera } from './images/camera.ts';
import type { ImageStore } from './images/image-store.ts';
import type { SentPictures } from './images/sent-pictures.ts';
import { fileDisk } from './journal/file-disk.ts';
import { Journal } from './journal/journal.ts';
import type { Log } from './log.ts';
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
