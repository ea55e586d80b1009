import { describe, expect, it } from 'vitest';
import { HeldPictures } from './held-pictures.ts';
import type { DecodedPicture } from './picture-decode.ts';

const ofBytes = (bytes: number): DecodedPicture => ({ width: 1, height: 1, channels: 3, pixels: Buffer.alloc(bytes) });

describe('pictures held in memory', () => {
  it('give way to newer ones beyond the bound, the one looked at longest ago first', () => {
    const held = new HeldPictures(100);
    held.hold('a', ofBytes(40));
    held.hold('b', ofBytes(40));
    held.get('a');
    held.hold('c', ofBytes(40));
    expect(['a', 'b', 'c'].map(id => held.get(id) !== undefined)).toEqual([true, false, true]);
    expect(held.bytes).toBe(80);
  });

  it('stay when they are alone, however large', () => {
    const held = new HeldPictures(100);
    held.hold('a', ofBytes(30));
    held.hold('large', ofBytes(500));
    expect([held.get('a'), held.get('large')?.pixels.length]).toEqual([undefined, 500]);
  });

  it('count once when they are held again', () => {
    const held = new HeldPictures(100);
    held.hold('a', ofBytes(60));
    held.hold('a', ofBytes(60));
    expect(held.bytes).toBe(60);
  });
});
