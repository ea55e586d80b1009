/** The portal's tables, kept in one file that is replaced as a whole before the answer to a write is sent. */
import { open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import * as rows from './table-rows.ts';

const FIRST = z.number().default(1);

const Tables = z.object({
  v: z.literal(1),
  /** The next free number of each table, never given twice. */
  next: z.object({ occid: z.number(), identifier: z.number(), edit: z.number(), media: z.number() }).extend({
    ...{ determination: FIRST, association: FIRST, genetic: FIRST },
  }),
  collections: z.array(rows.Collection),
  users: z.array(rows.User),
  tokens: z.array(z.object({ uid: z.number(), token: z.string() })),
  occurrences: z.array(rows.Occurrence),
  identifiers: z.array(rows.Identifier),
  edits: z.array(rows.Edit),
  locks: z.array(rows.Lock),
  media: z.array(rows.Media),
  archive: z.array(rows.Archived),
  collectionStats: z.array(rows.CollectionStats).default([]),
  mediaMetadata: z.array(rows.MediaMetadata).default([]),
  determinations: z.array(rows.Determination).default([]),
  associations: z.array(rows.Association).default([]),
  genetics: z.array(rows.Genetic).default([]),
});

export type Tables = z.infer<typeof Tables>;
export type * from './table-rows.ts';

const STATE_FILE = 'tables.json';

/** An older file tells no counts; they begin right. */
function counted(tables: Tables): Tables {
  if (tables.collectionStats.length > 0) return tables;
  tables.collectionStats = tables.collections.map(({ collID: collid }) => ({
    ...{ collid, recordcnt: tables.occurrences.filter(record => record.collid === collid).length },
  }));
  return tables;
}

/** Holds the tables in memory; `save` returns once everything changed so far is on the disk. */
export class TableFile {
  private isChanged = false;
  private lastSave: Promise<void> = Promise.resolve();

  private constructor(
    private readonly file: string,
    public tables: Tables,
  ) {}

  /** Subtle: a file that cannot be read is an error, never a reason to begin anew. */
  static async open(folder: string, firstTables: () => Tables): Promise<TableFile> {
    const file = path.join(folder, STATE_FILE);
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (text !== undefined) return new TableFile(file, counted(Tables.parse(JSON.parse(text))));
    const fresh = new TableFile(file, counted(firstTables()));
    fresh.changed();
    await fresh.save();
    return fresh;
  }

  changed(): void {
    this.isChanged = true;
  }

  replace(tables: Tables): void {
    this.tables = counted(tables);
    this.changed();
  }

  /** Subtle: always joins the save in progress, which may have begun before the caller's change. */
  save(): Promise<void> {
    this.lastSave = this.lastSave
      .catch(() => undefined)
      .then(async () => {
        if (!this.isChanged) return;
        this.isChanged = false;
        try {
          await replaceFile(this.file, JSON.stringify(this.tables));
        } catch (error) {
          this.isChanged = true;
          throw error;
        }
      });
    return this.lastSave;
  }
}

/**
 * Temporary file, flush, rename: after a power cut there is the old or the new content, never a half. Subtle: the
 * temporary name is this process's own, because two may begin in one folder.
 */
export async function replaceFile(file: string, content: string | Buffer): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  const handle = await open(temporary, 'w');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
}
