/** Tiles as JPEGs, cut from a decoded picture. */
import { tileCut, type TileCut, type TilePlace } from '../../../shared/specimen/picture-levels.ts';
import { asInput, asJpeg, type DecodedPicture } from './picture-decode.ts';

/** Undefined where the picture has no such tile. */
export async function cutTile(decoded: DecodedPicture, place: TilePlace): Promise<Buffer | undefined> {
  const cut = tileCut(decoded, place);
  if (!cut) return undefined;
  const { width, height } = cut.size;
  return asJpeg(asInput(decoded).extract(regionOf(cut)).resize(width, height, { fit: 'fill' }));
}

const regionOf = ({ left, top, width, height }: TileCut) => ({ left, top, width, height });
