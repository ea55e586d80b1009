/** The decode worker as the page sees it: one frame at a time. */
import type { Sighting } from './live-jury.ts';

export interface BitmapReader {
  /** Takes the frame over. Rejects where the worker does not run. */
  read(frame: ImageBitmap): Promise<readonly Sighting[]>;
  close(): void;
}

export function startDecodeWorker(): BitmapReader {
  const worker = new Worker(new URL('./decode-worker.ts', import.meta.url), { type: 'module', name: 'barcodes' });
  return {
    read: frame =>
      new Promise((resolve, reject) => {
        worker.onmessage = ({ data }: MessageEvent<readonly Sighting[]>) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message || 'The decode worker did not start.'));
        worker.postMessage(frame, [frame]);
      }),
    close: () => worker.terminate(),
  };
}
