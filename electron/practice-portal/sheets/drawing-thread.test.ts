import { Worker } from 'node:worker_threads';
import { describe, expect, it, vi } from 'vitest';
import { DrawingThread } from './drawing-thread.ts';
import { planSheet } from './sheet-plan.ts';

// A thread takes long to start on a busy computer.
vi.setConfig({ testTimeout: 30_000 });

/** Dies on one sheet, has no ink for another, leaves at a third; of the others it tells how many it has drawn. */
const MOODY = `
  const { parentPort } = require('node:worker_threads');
  let drawn = 0;
  parentPort.on('message', ({ path }) => {
    if (path === 'dies') throw new Error('out of memory');
    if (path === 'leaves') process.exit();
    parentPort.postMessage(path === 'fails' ? { reason: 'no ink' } : { picture: Buffer.from(String((drawn += 1))) });
  });`;

const moodyThread = () => new DrawingThread(() => new Worker(MOODY, { eval: true }));
const sheet = (name: string) => planSheet(name, 1, 2);

describe('the thread that draws sheets', () => {
  it('draws one after the other', async () => {
    const { draw } = moodyThread();
    const both = await Promise.all([draw(sheet('a.jpg')), draw(sheet('b.jpg'))]);
    expect(both.map(String)).toEqual(['1', '2']);
  });

  it.each([
    ['dies', 'out of memory'],
    ['leaves', 'The thread that draws has ended.'],
    ['fails', 'no ink'],
  ])('says why a sheet cannot be drawn where it %s, and the next one is drawn', async (mood, reason) => {
    const { draw } = moodyThread();
    const [bad, good] = await Promise.allSettled([draw(sheet(mood)), draw(sheet('a.jpg'))]);
    expect(bad).toMatchObject({ status: 'rejected', reason: { message: reason } });
    expect(good).toMatchObject({ status: 'fulfilled' });
  });
});
