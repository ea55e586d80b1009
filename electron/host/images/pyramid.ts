/**
 * The lasting form of a picture: one TIFF with a page for each level, the largest first, in JPEG tiles that can be read
 * alone. A tile of it costs about as much as one from memory, and nothing has to be held.
 */
import sharp from 'sharp';
import {
  lastLevelOf,
  tileCut,
  TILE_SIDE,
  type PictureSize,
  type TileCut,
  type TilePlace,
} from '../../../shared/specimen/picture-levels.ts';
import { asInput, asJpeg, JPEG_QUALITY, MOST_PIXELS, whereReadable, type DecodedPicture } from './picture-decode.ts';

export async function writePyramid(decoded: DecodedPicture, file: string): Promise<void> {
  await asInput(decoded)
    .tiff({
      tile: true,
      tileWidth: TILE_SIDE,
      tileHeight: TILE_SIDE,
      pyramid: true,
      compression: 'jpeg',
      quality: JPEG_QUALITY,
    })
    .toFile(file);
}

/** Undefined where there is no whole pyramid. */
export async function pyramidSize(file: string): Promise<PictureSize | undefined> {
  const {
    width,
    height,
    pages = 1,
  } = await sharp(file, { limitInputPixels: MOST_PIXELS })
    .metadata()
    .catch(() => ({ width: 0, height: 0, pages: 0 }));
  return pages > lastLevelOf({ width, height }) ? { width, height } : undefined;
}

/** Undefined where the picture has no such tile, or the file is no more what it was. */
export async function pyramidTile(file: string, size: PictureSize, place: TilePlace): Promise<Buffer | undefined> {
  const cut = tileCut(size, place);
  if (!cut) return undefined;
  return whereReadable(() => readTile(file, size, place, cut));
}

function readTile(file: string, size: PictureSize, place: TilePlace, cut: TileCut): Promise<Buffer> {
  const page = lastLevelOf(size) - place.level;
  // Subtle: the pages of a pyramid are rounded down, ours up: where the last pixel is missing there, the one before it stands in.
  const [wide, high] = [size.width >> page, size.height >> page];
  const [left, top] = [Math.min(place.column * TILE_SIDE, wide - 1), Math.min(place.row * TILE_SIDE, high - 1)];
  const [width, height] = [Math.min(cut.size.width, wide - left), Math.min(cut.size.height, high - top)];
  return asJpeg(sharp(file, { page }).extract({ left, top, width, height }));
}
