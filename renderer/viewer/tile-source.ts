/** A picture's levels as OpenSeadragon asks for them; level 0 is one tile, the first view. */
import type { TileSourceOptions } from 'openseadragon';
import { firstViewAddress, tileAddress } from '../../shared/contract/image-url.ts';
import { lastLevelOf, TILE_SIDE, tileSideAt, type PictureSize } from '../../shared/specimen/picture-levels.ts';

export interface LevelSource extends TileSourceOptions {
  readonly getTileUrl: (level: number, column: number, row: number) => string;
  readonly getTileWidth: (level: number) => number;
  readonly getTileHeight: (level: number) => number;
}

export function levelSource(imageId: string, size: PictureSize): LevelSource {
  const sideAt = (level: number) => tileSideAt(size, level);
  return {
    ...size,
    tileSize: TILE_SIDE,
    minLevel: 0,
    maxLevel: lastLevelOf(size),
    // Subtle: by the address under which the browser holds it already, or it would be asked for and decoded anew.
    getTileUrl: (level, column, row) =>
      level === 0 ? firstViewAddress(imageId) : tileAddress(imageId, { level, column, row }),
    getTileWidth: sideAt,
    getTileHeight: sideAt,
  };
}
