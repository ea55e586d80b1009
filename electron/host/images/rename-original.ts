/** Gives an original in the camera's folder the name of its picture. Nothing there is ever overwritten. */
import { copyFile, constants, link, rm } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '../durable-files.ts';
import { look } from './folder-on-disk.ts';
import type { FoundFile } from './watched-files.ts';
import type { FileStamp } from './shot-lines.ts';

/**
 * The file under its new name; undefined where it is not as it was taken in, or may not be renamed. `name` is without an
 * ending; where a file is called so already, `_2`, `_3` … follow.
 */
export async function renameOriginal(folder: string, from: FileStamp, name: string): Promise<FoundFile | undefined> {
  const found = await look(folder, from.name);
  const isAsTaken = found?.is === 'file' && found.bytes === from.bytes && found.changedAt === from.changedAt;
  if (!isAsTaken) return undefined;
  const ending = path.extname(from.name).toLowerCase();
  for (let nth = 1; ; nth += 1) {
    const to = `${name}${nth === 1 ? '' : `_${nth}`}${ending}`;
    if (to === from.name) return found;
    const placed = await place(path.join(folder, from.name), path.join(folder, to));
    if (placed === 'refused') return undefined;
    if (placed === 'done') return look(folder, to);
  }
}

/** Subtle: renaming would replace a file of that name; a second name and the first one's end do not. */
async function place(from: string, to: string): Promise<'done' | 'taken' | 'refused'> {
  const whyNot = await whyFailed(link(from, to));
  // Cameras' cards and many shares know no second names.
  const why = whyNot === 'EPERM' || whyNot === 'ENOTSUP' ? await whyFailed(copy(from, to)) : whyNot;
  if (why === 'EEXIST') return 'taken';
  if (why !== undefined) return 'refused';
  return (await whyFailed(rm(from))) === undefined ? 'done' : 'refused';
}

const copy = (from: string, to: string): Promise<void> => copyFile(from, to, constants.COPYFILE_EXCL);

const whyFailed = (done: Promise<void>): Promise<unknown> =>
  done.then(
    () => undefined,
    error => codeOf(error) ?? 'unknown',
  );
