/** Reads frames off the page's thread: a bitmap in, what was read out, one after the other. */
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { prepareFrameReader } from './frame-reader.ts';

const reader = prepareFrameReader(wasmUrl);

self.addEventListener('message', ({ data: frame }: MessageEvent<ImageBitmap>) => void answer(frame));

async function answer(frame: ImageBitmap): Promise<void> {
  const read = await reader;
  self.postMessage(await read(pixelsOf(frame)));
}

function pixelsOf(frame: ImageBitmap): ImageData {
  const { width, height } = frame;
  const canvas = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!canvas) throw new Error('This browser draws nothing in a worker.');
  canvas.drawImage(frame, 0, 0);
  frame.close();
  return canvas.getImageData(0, 0, width, height);
}
