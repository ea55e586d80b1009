/**
 * The lasting form of a picture: the JPEGs of all its tiles in one file, behind a table of where they lie. A tile of it is read
 * as it is sent: nothing is decoded, and nothing has to be held.
 *
 *   8 bytes 'VSCTILE1' | width, height: u32 | for each tile, level 0 first and row by row: place, bytes: u32 | the tiles
 */
import { open, type FileHandle } from 'node:fs/promises';
import {
  lastLevelOf,
  sizeAt,
  tileCut,
  tileSideAt,
  type PictureSize,
  type TilePlace,
} from '../../../shared/specimen/picture-levels.ts';
import { asInput, asJpeg, MOST_PIXELS, type DecodedPicture } from './picture-decode.ts';

const MAGIC = 'VSCTILE1';
const HEAD_BYTES = 16;
const ROW_BYTES = 8;
/** Threads are few, and the journal's is never taken. */
const AT_ONCE = 2;

/** Fails where the disk does; what it leaves then is no lasting form. */
export async function writeTiles(decoded: DecodedPicture, file: string): Promise<void> {
  const table = Buffer.alloc(placeInTable(decoded, { level: lastLevelOf(decoded) + 1, column: 0, row: 0 }));
  const handle = await open(file, 'wx');
  try {
    let [end, pixels] = [table.length, decoded];
    for (let level = lastLevelOf(decoded); level >= 0; level -= 1) {
      pixels = await shrunk(pixels, sizeAt(decoded, level));
      const places = placesAt(decoded, level);
      for (let nth = 0; nth < places.length; nth += AT_ONCE) {
        const some = places.slice(nth, nth + AT_ONCE);
        const tiles = await Promise.all(some.map(place => cutAt(pixels, decoded, place)));
        for (const [at, tile] of tiles.entries()) {
          const row = placeInTable(decoded, some[at] as TilePlace);
          table.writeUInt32BE(end, row);
          table.writeUInt32BE(tile.length, row + 4);
          await handle.write(tile, 0, tile.length, end);
          end += tile.length;
        }
      }
    }
    table.write(MAGIC, 'latin1');
    table.writeUInt32BE(decoded.width, 8);
    table.writeUInt32BE(decoded.height, 12);
    await handle.write(table, 0, table.length, 0);
  } finally {
    await handle.close();
  }
}

/** Undefined where there is no whole lasting form. */
export const keptSize = (file: string): Promise<PictureSize | undefined> =>
  reading(file, async handle => {
    const head = await readAt(handle, 0, HEAD_BYTES);
    if (head?.toString('latin1', 0, MAGIC.length) !== MAGIC) return undefined;
    const [width, height] = [head.readUInt32BE(8), head.readUInt32BE(12)];
    return width > 0 && height > 0 && width * height <= MOST_PIXELS ? { width, height } : undefined;
  });

/** A JPEG; undefined where the picture has no such tile, or the file is no more what it was. */
export const keptTile = (file: string, size: PictureSize, place: TilePlace): Promise<Buffer | undefined> =>
  reading(file, async handle => {
    if (!tileCut(size, place)) return undefined;
    const row = await readAt(handle, placeInTable(size, place), ROW_BYTES);
    const tile = row && (await readAt(handle, row.readUInt32BE(0), row.readUInt32BE(4)));
    return tile && isJpeg(tile) ? tile : undefined;
  });

const isJpeg = (bytes: Buffer): boolean =>
  bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8 && bytes.readUInt16BE(bytes.length - 2) === 0xffd9;

async function reading<Value>(file: string, act: (handle: FileHandle) => Promise<Value>): Promise<Value | undefined> {
  const handle = await open(file).catch(() => undefined);
  try {
    return handle && (await act(handle));
  } catch {
    return undefined;
  } finally {
    await handle?.close();
  }
}

/** Undefined where the file is shorter. */
async function readAt(handle: FileHandle, from: number, bytes: number): Promise<Buffer | undefined> {
  if (bytes > (await handle.stat()).size) return undefined;
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, from);
  return bytesRead === bytes ? buffer : undefined;
}

function tilesAcross(size: PictureSize, level: number): { readonly columns: number; readonly rows: number } {
  const [{ width, height }, side] = [sizeAt(size, level), tileSideAt(size, level)];
  return { columns: Math.ceil(width / side), rows: Math.ceil(height / side) };
}

function placesAt(size: PictureSize, level: number): readonly TilePlace[] {
  const { columns, rows } = tilesAcross(size, level);
  return Array.from({ length: columns * rows }, (_, nth) => ({
    ...{ level, column: nth % columns, row: Math.floor(nth / columns) },
  }));
}

/** In bytes from the file's beginning. */
function placeInTable(size: PictureSize, { level, column, row }: TilePlace): number {
  let before = row * (level > lastLevelOf(size) ? 0 : tilesAcross(size, level).columns) + column;
  for (let lower = 0; lower < level; lower += 1) {
    const { columns, rows } = tilesAcross(size, lower);
    before += columns * rows;
  }
  return HEAD_BYTES + before * ROW_BYTES;
}

async function shrunk(picture: DecodedPicture, size: PictureSize): Promise<DecodedPicture> {
  if (picture.width === size.width && picture.height === size.height) return picture;
  const pixels = await asInput(picture).resize(size.width, size.height, { fit: 'fill' }).raw().toBuffer();
  return { ...size, channels: picture.channels, pixels };
}

function cutAt(pixels: DecodedPicture, size: PictureSize, { level, column, row }: TilePlace): Promise<Buffer> {
  const [side, cut] = [tileSideAt(size, level), tileCut(size, { level, column, row })];
  if (!cut) throw new Error(`There is no tile ${level}/${column}_${row}.`);
  return asJpeg(asInput(pixels).extract({ left: column * side, top: row * side, ...cut.size }));
}
