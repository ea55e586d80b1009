/** Pictures that the browser holds decoded before they are looked at. */
import { firstViewAddress } from '../../shared/contract/image-url.ts';

/** The one at hand, and the next ones. */
export const MOST_HELD = 4;

const held = new Map<string, HTMLImageElement>();

/** Resolves once the picture could be painted at once, or cannot be had. */
export async function hold(imageId: string): Promise<void> {
  const known = held.get(imageId);
  const picture = known ?? Object.assign(new Image(), { src: firstViewAddress(imageId) });
  held.delete(imageId);
  held.set(imageId, picture);
  for (const oldest of [...held.keys()].slice(0, -MOST_HELD)) held.delete(oldest);
  if (!known) await picture.decode().catch(() => held.delete(imageId));
}
