import { describe, expect, it } from 'vitest';
import { isAboutPicture, learn, learnedFrom, limitsOf, NOTHING_TOLD, USUAL_IMAGE_UPLOAD } from './image-upload.ts';

const MEGABYTE = 1_000_000;
const NOTHING_LEARNED = NOTHING_TOLD.learned;
const most = (maxBytes: number | null, told = NOTHING_TOLD) =>
  limitsOf({ ...USUAL_IMAGE_UPLOAD, maxBytes }, told).mostBytes;

describe('how large a picture may be', () => {
  it('is what is advised, unless the server, its form or a refusal says less', () => {
    expect(most(null)).toBe(8 * MEGABYTE);
    expect(most(100 * MEGABYTE)).toBe(8 * MEGABYTE);
    expect(most(2 * MEGABYTE)).toBe(2 * MEGABYTE - 4096);
    const form = { maxBytes: 3 * MEGABYTE, mimes: null };
    expect(most(null, { ...NOTHING_TOLD, form })).toBe(3 * MEGABYTE - 4096);
    expect(most(null, { ...NOTHING_TOLD, form: { ...form, maxBytes: 20 * MEGABYTE } })).toBe(8 * MEGABYTE);
    expect(most(2 * MEGABYTE, { form, learned: { ...NOTHING_LEARNED, mostBytes: MEGABYTE } })).toBe(MEGABYTE);
  });

  it('is bounded in pixels only where a portal could not work one up', () => {
    expect(limitsOf(USUAL_IMAGE_UPLOAD, NOTHING_TOLD).mostPixels).toBeNull();
    const learned = learn(NOTHING_LEARNED, { bytes: 5, pixels: 88_000_000 }, { kind: 'tooManyPixels' });
    expect(limitsOf(USUAL_IMAGE_UPLOAD, { form: null, learned })).toMatchObject({
      mostPixels: 44_000_000,
      mostBytes: 8 * MEGABYTE,
    });
  });
});

describe('which types a portal takes', () => {
  const typesAt = (mimes: 'image/jpeg'[] | null, notTaken: 'image/png'[] = []) =>
    limitsOf(USUAL_IMAGE_UPLOAD, { form: { maxBytes: null, mimes }, learned: { ...NOTHING_LEARNED, notTaken } }).mimes;

  it('are those of the profile that its form names and that it never refused', () => {
    expect(typesAt(null)).toEqual(['image/jpeg', 'image/png']);
    expect(typesAt(['image/jpeg'])).toEqual(['image/jpeg']);
    expect(typesAt(null, ['image/png'])).toEqual(['image/jpeg']);
  });

  it('are learned from a refusal', () => {
    const sent = { bytes: 5, pixels: 5 };
    const learned = learn(NOTHING_LEARNED, sent, { kind: 'typeNotTaken', mime: 'image/png' });
    expect(learned.notTaken).toEqual(['image/png']);
    expect(learn(learned, sent, { kind: 'typeNotTaken', mime: 'image/png' })).toEqual(learned);
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
      for (const named of [null, 1, 4_097, bytes - 1, bytes, bytes + 1, 2 * bytes])
        expect(learnedFrom(bytes, named)).toBeLessThan(bytes);
  });

  it('never loosens what an earlier one taught', () => {
    const strict = { ...NOTHING_LEARNED, mostBytes: 1_000, mostPixels: 1_000 };
    const sent = { bytes: 9_000, pixels: 9_000 };
    expect(learn(strict, sent, { kind: 'tooLarge', bytes: 9_000, most: null })).toEqual(strict);
    expect(learn(strict, sent, { kind: 'tooManyPixels' })).toEqual(strict);
  });

  it('of other things than size and type is no reason to try another form of the picture', () => {
    expect(isAboutPicture({ kind: 'tooManyPixels' })).toBe(true);
    expect(isAboutPicture({ kind: 'forbidden' })).toBe(false);
  });
});
