import { Worker } from 'node:worker_threads';
import sharp from 'sharp';
import { afterEach, expect, it } from 'vitest';
import { builtProgram, lumaOf } from './reading-bench.ts';
import { ReadingThread } from './reading-thread.ts';
import type { StampReading } from './stamp-verdict.ts';

const PAPER = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="2300"><rect width="1600" height="2300" fill="#eee6d2"/>
<text x="1200" y="700" text-anchor="middle" font-family="DejaVu Sans, Arial, sans-serif" font-weight="bold" font-size="42"
letter-spacing="8" fill="#2f2f7a" opacity="0.8">004725</text></svg>`;

let thread: ReadingThread<readonly number[], readonly StampReading[]>;
afterEach(() => thread.close());

it(
  'reads a stamp with the program as it is built, twice with the same reader of digits',
  { timeout: 60_000 },
  async () => {
    const built = await builtProgram('stamp-worker');
    try {
      thread = new ReadingThread(() => new Worker(built.file));
      const read = async () => thread.read('sheet.png', await lumaOf(sharp(Buffer.from(PAPER))), [6]);
      for (const found of [await read(), await read()])
        expect(found).toMatchObject({ ok: true, value: [{ number: '004725', isSure: true }] });
    } finally {
      await thread.close();
      await built.discard();
    }
  },
);
