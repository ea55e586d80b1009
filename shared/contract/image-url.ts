/** Addresses of pictures, the same in both shells: `/image/ID` is the first view, `/image/ID/LEVEL/COLUMN_ROW` a tile. */
import type { TilePlace } from '../specimen/picture-levels.ts';

export interface ImageAddress {
  /** Opaque: small letters, digits and dashes; never a path. */
  readonly imageId: string;
  readonly tile: TilePlace;
}

export const IMAGE_ID = /^[a-z0-9-]{1,100}$/;
const ADDRESS = /^\/image\/([a-z0-9-]{1,100})(?:\/(\d{1,2})\/(\d{1,4})_(\d{1,4}))?$/;
/** The id of a picture in the station's own store. */
export const keptImageId = (sha256: string): string => `kept-${sha256}`;

/** The id of a picture that hangs on a record of the open portal, by the portal's own number of it. */
export const portalImageId = (mediaId: number): string => `portal-${mediaId}`;

const FIRST_VIEW: TilePlace = { level: 0, column: 0, row: 0 };

export const firstViewAddress = (imageId: string): string => `/image/${imageId}`;

export const tileAddress = (imageId: string, { level, column, row }: TilePlace): string =>
  `/image/${imageId}/${level}/${column}_${row}`;

/** Undefined where the path is no such address. */
export function readImageAddress(pathname: string): ImageAddress | undefined {
  const [, imageId, level, column, row] = ADDRESS.exec(pathname) ?? [];
  if (imageId === undefined) return undefined;
  if (level === undefined) return { imageId, tile: FIRST_VIEW };
  return { imageId, tile: { level: Number(level), column: Number(column), row: Number(row) } };
}
