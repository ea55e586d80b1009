/** Tiles as JPEGs, cut from a decoded picture or from its lasting form. */
import { type Sharp } from 'sharp';
import { tileCut, type TileCut, type TilePlace } from '../../../shared/specimen/picture-levels.ts';
import { asInput, JPEG_QUALITY, type DecodedPicture } from './picture-decode.ts';

/** Undefined where the picture has no such tile. */
export async function cutTile(decoded: DecodedPicture, place: TilePlace): Promise<Buffer | undefined> {
  const cut = tileCut(decoded, place);
  if (!cut) return undefined;
  const { width, height } = cut.size;
  return asJpeg(asInput(decoded).extract(regionOf(cut)).resize(width, height, { fit: 'fill' }));
}

export const asJpeg = (picture: Sharp): Promise<Buffer> => picture.jpeg({ quality: JPEG_QUALITY }).toBuffer();

const regionOf = ({ left, top, width, height }: TileCut) => ({ left, top, width, height });
