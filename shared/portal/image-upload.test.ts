import { describe, expect, it } from 'vitest';
import { learnedFrom, mostBytesOf, USUAL_IMAGE_UPLOAD } from './image-upload.ts';

const MEGABYTE = 1_000_000;

describe('how large a picture may be', () => {
  it('is what is advised, unless the server or a refusal says less', () => {
    expect(mostBytesOf(USUAL_IMAGE_UPLOAD, null)).toBe(8 * MEGABYTE);
    expect(mostBytesOf({ ...USUAL_IMAGE_UPLOAD, maxBytes: 100 * MEGABYTE }, null)).toBe(8 * MEGABYTE);
    expect(mostBytesOf({ ...USUAL_IMAGE_UPLOAD, maxBytes: 2 * MEGABYTE }, null)).toBe(2 * MEGABYTE - 4096);
    expect(mostBytesOf({ ...USUAL_IMAGE_UPLOAD, maxBytes: 2 * MEGABYTE }, MEGABYTE)).toBe(MEGABYTE);
  });
});

describe('a refusal', () => {
  it('teaches the limit that it names, with room for the rest of the form', () => {
    expect(learnedFrom(7 * MEGABYTE, 2 * MEGABYTE)).toBe(2 * MEGABYTE - 4096);
  });

  it('that names none, or one that was kept, teaches half of what was sent', () => {
    expect(learnedFrom(7 * MEGABYTE, null)).toBe(3.5 * MEGABYTE);
    expect(learnedFrom(7 * MEGABYTE, 100 * MEGABYTE)).toBe(3.5 * MEGABYTE);
    expect(learnedFrom(7 * MEGABYTE, 10)).toBe(3.5 * MEGABYTE);
  });

  it('always teaches less than was sent, so that trying comes to an end', () => {
    for (const bytes of [1, 10, 5_000, 9 * MEGABYTE])
      for (const most of [null, 1, 4_097, bytes - 1, bytes, bytes + 1, 2 * bytes])
        expect(learnedFrom(bytes, most)).toBeLessThan(bytes);
  });
});
