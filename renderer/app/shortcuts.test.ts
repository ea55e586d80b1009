import { describe, expect, it } from 'vitest';
import { say } from '../strings/say.ts';
import { SHORTCUTS } from './shortcuts.ts';

const EVERYWHERE = 'key.where.everywhere';
const places = [...new Set(SHORTCUTS.flatMap(({ where }) => where))].filter(place => place !== EVERYWHERE);

describe('the table of keys', () => {
  it.each(places)('gives no key two meanings in one room: %s', place => {
    const heard = SHORTCUTS.filter(({ where }) => where.includes(place) || where.includes(EVERYWHERE));
    const keys = heard.map(({ shown }) => shown);
    expect(keys.filter((key, nth) => keys.indexOf(key) !== nth)).toEqual([]);
  });

  it('leaves F2, F3, F4, Home and the page keys to pictures in every room', () => {
    const ofPictures = /^(Shift )?(Pg(Up|Dn)|Home)$|^F[234]$/;
    const others = SHORTCUTS.filter(
      ({ shown, where }) => ofPictures.test(shown) && !where.includes('key.where.pictures'),
    );
    expect(others).toEqual([]);
  });

  it('says of every key what it does and where', () => {
    for (const { words, where } of SHORTCUTS) {
      expect(where).not.toEqual([]);
      for (const one of [words, ...where]) expect(say(one)).not.toBe(one);
    }
  });
});
