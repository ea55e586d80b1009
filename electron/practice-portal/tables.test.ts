/** The file of the tables: one that an older version wrote must open. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { firstTables } from './herbarium.ts';
import { drawSheet } from './sheets/draw-sheet.ts';
import { startPracticePortal } from './server.ts';
import { TableFile } from './tables.ts';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'practice-tables-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

/** As the first version wrote it: no determinations, associations, sums or counts, and few columns of a picture. */
function olderTables(): unknown {
  const tables = firstTables();
  const { v, collections, users, tokens, occurrences, edits, locks } = tables;
  const { occid, identifier, edit, media: nextMedia } = tables.next;
  const next = { occid, identifier, edit, media: nextMedia };
  const media = tables.media.map(one => ({
    ...{ mediaID: one.mediaID, occid: one.occid, url: one.url, thumbnailUrl: null, originalUrl: null },
    ...{ mediaType: 'image', caption: null, recordID: one.recordID, initialTimestamp: one.initialTimestamp },
  }));
  const identifiers = tables.identifiers.map(({ notes: _, ...row }) => row);
  const archive = [{ archiveID: 1, occid: 7, archiveObj: '{}', uid: 2 }];
  return { v, next, collections, users, tokens, occurrences, identifiers, edits, locks, media, archive };
}

it('opens with what the new tables begin with, and keeps its records', async () => {
  await writeFile(path.join(folder, 'tables.json'), JSON.stringify(olderTables()));
  const { tables } = await TableFile.open(folder, () => {
    throw new Error('The older file was not read.');
  });
  expect(tables.occurrences).toHaveLength(firstTables().occurrences.length);
  expect([tables.determinations, tables.associations, tables.genetics, tables.mediaMetadata]).toEqual([[], [], [], []]);
  expect(tables.next).toMatchObject({ determination: 1, association: 1, genetic: 1 });
  expect(tables.media[0]).toMatchObject({ format: 'image/jpeg', sourceIdentifier: null, sortOccurrence: 5 });
  const ofOurs = tables.occurrences.filter(({ collid }) => collid === 1).length;
  expect(tables.collectionStats).toContainEqual({ collid: 1, recordcnt: ofOurs });
});

it('is served and written anew in the present form', async () => {
  await writeFile(path.join(folder, 'tables.json'), JSON.stringify(olderTables()));
  const portal = await startPracticePortal({ folder, draw: drawSheet, port: 0 });
  await fetch(`${portal.address}/practice/start-over`, { method: 'POST' });
  await portal.close();
  const written = JSON.parse(await readFile(path.join(folder, 'tables.json'), 'utf8')) as { determinations: unknown[] };
  expect(written.determinations.length).toBeGreaterThan(0);
});
