/** Takes frames from a camera's stream: never more than can be read, and no more than hands need. */
import type { WatchFrames } from './camera-scanner.ts';

/** Ten looks a second read a sticker before the hand rests, and leave a weak computer its breath. */
const BETWEEN_FRAMES_MS = 100;

export const watchFrames: WatchFrames = (stream, see) => {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = stream;
  let isWatching = true;
  const look = async () => {
    const startedAt = performance.now();
    // Subtle: before the first frame there is nothing to take, and a camera that is pulled out stops giving any.
    const frame = await createImageBitmap(video).catch(() => undefined);
    if (frame && isWatching) await see(frame);
    const rest = BETWEEN_FRAMES_MS - (performance.now() - startedAt);
    if (isWatching) setTimeout(() => void look(), Math.max(0, rest));
  };
  void video.play().catch(() => undefined);
  void look();
  return () => {
    isWatching = false;
    video.srcObject = null;
  };
};
