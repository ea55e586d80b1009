/** Decoded pictures in memory, within a bound: what was looked at longest ago gives way. */
import type { DecodedPicture } from './picture-decode.ts';

/** Three pictures of 90 megapixels. */
export const MOST_HELD_BYTES = 1024 ** 3;

export class HeldPictures {
  private readonly pictures = new Map<string, DecodedPicture>();

  constructor(private readonly mostBytes = MOST_HELD_BYTES) {}

  get(imageId: string): DecodedPicture | undefined {
    const picture = this.pictures.get(imageId);
    if (picture) this.hold(imageId, picture);
    return picture;
  }

  /** Subtle: a map keeps the order of setting, so the first is the one untouched longest; the newest always stays. */
  hold(imageId: string, picture: DecodedPicture): void {
    this.pictures.delete(imageId);
    this.pictures.set(imageId, picture);
    for (const oldest of [...this.pictures.keys()].slice(0, -1)) {
      if (this.bytes <= this.mostBytes) return;
      this.pictures.delete(oldest);
    }
  }

  drop(imageId: string): void {
    this.pictures.delete(imageId);
  }

  get bytes(): number {
    return [...this.pictures.values()].reduce((sum, { pixels }) => sum + pixels.length, 0);
  }
}
