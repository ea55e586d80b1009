/** The portal's tables, kept in one file that is replaced as a whole before the answer to a write is sent. */
import { open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const Cell = z.union([z.string(), z.number(), z.null()]);
export type Cell = z.infer<typeof Cell>;

const Occurrence = z.object({ occid: z.number(), collid: z.number() }).catchall(Cell);
const Identifier = z.object({
  idomoccuridentifiers: z.number(),
  occid: z.number(),
  identifierName: z.string(),
  identifierValue: z.string(),
  recordID: z.string().nullable(),
  initialTimestamp: z.string(),
});
const Edit = z.object({
  ocedid: z.number(),
  occid: z.number(),
  fieldName: z.string(),
  fieldValueNew: z.string(),
  fieldValueOld: z.string(),
  reviewStatus: z.number(),
  appliedStatus: z.number(),
  uid: z.number(),
  initialTimestamp: z.string(),
});
const User = z.object({
  uid: z.number(),
  username: z.string(),
  password: z.string(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  displayName: z.string(),
  roles: z.array(z.object({ role: z.string(), collid: z.number() })),
  lastLoginDate: z.string().nullable(),
});
const Collection = z.object({
  collID: z.number(),
  institutionCode: z.string(),
  collectionCode: z.string(),
  collectionName: z.string(),
  publicEdits: z.number(),
  collectionGuid: z.string(),
  recordID: z.string(),
  initialTimestamp: z.string(),
});
const Media = z.object({
  mediaID: z.number(),
  occid: z.number(),
  url: z.string(),
  thumbnailUrl: z.string().nullable(),
  originalUrl: z.string().nullable(),
  mediaType: z.string(),
  caption: z.string().nullable(),
  recordID: z.string(),
  initialTimestamp: z.string(),
});
/** Subtle: `ts` counts seconds, as the portal's own lock table does. */
const Lock = z.object({ occid: z.number(), uid: z.number(), ts: z.number() });
const Archived = z.object({ archiveID: z.number(), occid: z.number(), archiveObj: z.string(), uid: z.number() });

const Tables = z.object({
  v: z.literal(1),
  /** The next free number of each table, never given twice. */
  next: z.object({ occid: z.number(), identifier: z.number(), edit: z.number(), media: z.number() }),
  collections: z.array(Collection),
  users: z.array(User),
  tokens: z.array(z.object({ uid: z.number(), token: z.string() })),
  occurrences: z.array(Occurrence),
  identifiers: z.array(Identifier),
  edits: z.array(Edit),
  locks: z.array(Lock),
  media: z.array(Media),
  archive: z.array(Archived),
});

export type Tables = z.infer<typeof Tables>;
export type Occurrence = z.infer<typeof Occurrence>;
export type Identifier = z.infer<typeof Identifier>;
export type User = z.infer<typeof User>;
export type Collection = z.infer<typeof Collection>;
export type Media = z.infer<typeof Media>;

const STATE_FILE = 'tables.json';

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
    if (text !== undefined) return new TableFile(file, Tables.parse(JSON.parse(text)));
    const fresh = new TableFile(file, firstTables());
    fresh.changed();
    await fresh.save();
    return fresh;
  }

  changed(): void {
    this.isChanged = true;
  }

  replace(tables: Tables): void {
    this.tables = tables;
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
