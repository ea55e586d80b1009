import { Worker } from 'node:worker_threads';
import sharp from 'sharp';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Luma } from '../../../shared/barcode/luma.ts';
import { builtProgram, drawnLabel, lumaOf } from './reading-bench.ts';
import { ReadingThread } from './reading-thread.ts';

// A thread takes long to start on a busy computer.
vi.setConfig({ testTimeout: 30_000 });

/** A thread that dies on a picture one pixel wide, is silent on one two pixels wide, and says how often it was asked. */
const MOODY = `
  const { parentPort } = require('node:worker_threads');
  let asked = 0;
  parentPort.on('message', ({ luma }) => {
    asked += 1;
    if (luma.width === 1) throw new Error('out of memory');
    if (luma.width === 3) process.exit();
    if (luma.width > 3) parentPort.postMessage({ verdict: 'none', symbols: [], others: [], asked });
  });`;
const [DEADLY, SILENT, LEAVING, GOOD] = [1, 2, 3, 4].map(width => ({
  width,
  height: 1,
  data: new Uint8Array(width),
})) as [Luma, Luma, Luma, Luma];
const copyOf = (luma: Luma): Luma => ({ ...luma, data: new Uint8Array(luma.width) });

let thread: ReadingThread;
afterEach(() => thread.close());

const moodyThread = (longestMs?: number) => new ReadingThread(() => new Worker(MOODY, { eval: true }), longestMs);

describe('the reading thread', () => {
  it('answers each picture, one after the other', async () => {
    thread = moodyThread();
    const both = await Promise.all([thread.read('a.jpg', copyOf(GOOD)), thread.read('b.jpg', copyOf(GOOD))]);
    expect(both).toMatchObject([{ value: { asked: 1 } }, { value: { asked: 2 } }]);
  });

  it.each([
    ['dies', DEADLY, 'out of memory'],
    ['leaves', LEAVING, 'Its reader stopped.'],
  ])('that %s on a picture calls it unreadable, and a new thread goes on with the next', async (_, picture, reason) => {
    thread = moodyThread();
    const both = await Promise.all([thread.read('bad.jpg', copyOf(picture)), thread.read('good.jpg', copyOf(GOOD))]);
    expect(both).toMatchObject([
      { ok: false, failure: { kind: 'unreadableImage', name: 'bad.jpg', reason } },
      { ok: true, value: { asked: 1 } },
    ]);
  });

  it('that says nothing for too long is given up', async () => {
    thread = moodyThread(50);
    expect(await thread.read('endless.jpg', copyOf(SILENT))).toMatchObject({ failure: { kind: 'unreadableImage' } });
  });

  it('that is closed leaves nobody waiting', async () => {
    thread = moodyThread();
    const both = Promise.all([thread.read('a.jpg', copyOf(SILENT)), thread.read('b.jpg', copyOf(GOOD))]);
    await thread.close();
    expect(await both).toMatchObject([{ ok: false }, { ok: false }]);
  });
});

it('reads with the program as it is built', { timeout: 60_000 }, async () => {
  const built = await builtProgram('reading-worker');
  try {
    thread = new ReadingThread(() => new Worker(built.file));
    const read = thread.read('label.png', await lumaOf(sharp(await drawnLabel())), { pattern: /^VASC/ });
    expect(await read).toMatchObject({ ok: true, value: { verdict: 'certain', symbols: [{ text: 'VASC0000001' }] } });
  } finally {
    await thread.close();
    await built.discard();
  }
});
