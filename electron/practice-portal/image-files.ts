/** Where the pictures' files lie and under which addresses they are served. PORTAL_PROTOCOL 9.1. */
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { phpTime } from './clock.ts';
import { occurrenceOf, type Answer, type PracticePortal } from './portal-state.ts';
import { textOf } from './search.ts';
import type { Tables } from './tables.ts';

const LIBRARY = 'imglib';
const ADDRESS = `/portal/content/${LIBRARY}/`;

/** `GREY_VASC/VASC0104`: the number without its last three digits; `00000` for other numbers, the month for none. */
export function folderOf(tables: Tables, occid: number, now: number): string {
  const record = occurrenceOf(tables, occid);
  const collection = tables.collections.find(({ collID }) => collID === record?.collid);
  const number = (textOf(record?.catalogNumber) ?? '').replace(/[/\\ ]/g, '');
  const begin = /^\D{0,8}\d{4,}/.exec(number)?.[0].slice(0, -3);
  const month = phpTime(now).slice(0, 7).replace('-', '');
  const folder = number === '' ? month : begin === undefined ? '00000' : padded(begin);
  return `${collection?.institutionCode ?? ''}_${collection?.collectionCode ?? ''}/${folder}`;
}

const padded = (begin: string): string => (/^\d+$/.test(begin) ? begin.padStart(5, '0') : begin);

/** Every file, as on the first day. */
export const forgetPictures = (root: string): Promise<void> =>
  rm(path.join(root, LIBRARY), { recursive: true, force: true });

/** Puts a piece in front of the last dot. */
export const nameWith = (fileName: string, piece: string): string => fileName.replace(/(\.[^.]*)?$/, `${piece}$1`);

export class PictureFolder {
  constructor(
    private readonly root: string,
    private readonly folder: string,
  ) {}

  urlOf(fileName: string): string {
    return `${ADDRESS}${this.folder}/${fileName}`;
  }

  /** A name that is taken, be it by a picture deleted since, gets the new row's number. */
  async freeName(fileName: string, mediaID: number): Promise<string> {
    return (await isThere(this.pathOf(fileName))) ? nameWith(fileName, `_${mediaID}`) : fileName;
  }

  async write(fileName: string, content: Buffer): Promise<void> {
    const file = this.pathOf(fileName);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }

  private pathOf(fileName: string): string {
    return onDisk(this.root, `${this.folder}/${fileName}`);
  }

  /** Only a file of the portal's own. */
  static async remove(root: string, url: string | null): Promise<void> {
    const file = fileOf(root, url ?? '');
    if (file !== undefined) await rm(file, { force: true });
  }
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** Subtle: a catalog number may hold signs that no file name takes. */
const onDisk = (root: string, address: string): string =>
  path.join(root, LIBRARY, ...address.split('/').map(encodeURIComponent));

/** The file behind an address of the library; undefined for every other address. */
function fileOf(root: string, url: string): string | undefined {
  const name = url.startsWith(ADDRESS) ? decoded(url.slice(ADDRESS.length)) : '';
  const isPlain = name.split('/').every(piece => piece !== '' && piece !== '.' && piece !== '..');
  return isPlain ? onDisk(root, name) : undefined;
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

const TYPES: Readonly<Record<string, string>> = { png: 'image/png', gif: 'image/gif', bmp: 'image/bmp' };

/** A picture's file, to whoever asks; undefined for an address that is none of the library's files. */
export async function pictureFile({ folder }: PracticePortal, pathname: string): Promise<Answer | undefined> {
  const file = fileOf(folder, pathname);
  const body = file === undefined ? undefined : await readFile(file).catch(() => undefined);
  const type = TYPES[path.extname(pathname).slice(1).toLowerCase()] ?? 'image/jpeg';
  return body && { status: 200, type, body };
}
