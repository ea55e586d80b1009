import { describe, expect, it } from 'vitest';
import type { PortalRecord } from '../portal/portal-record.ts';
import { hangsThere, imageSource, isOfEntry, verdictOfImage } from './image-evidence.ts';

const ENTRY = '00000000-0000-4000-8000-000000000001';
const OTHER = '00000000-0000-4000-8000-000000000002';
const IMAGE = { sha256: 'a'.repeat(64) };
const OURS = imageSource(ENTRY, IMAGE.sha256);
const THE_SAME_FROM_ELSEWHERE = imageSource(OTHER, IMAGE.sha256);
const ANOTHER_PICTURE = imageSource(OTHER, 'b'.repeat(64));

const aRecord = (...sources: readonly (string | null)[]): PortalRecord => ({
  ...{ occid: 7, collid: 1, isSecured: false, rowStamp: null, fields: {}, identifiers: [], determinations: [] },
  images: sources.map((sourceIdentifier, nth) => ({ id: nth + 1, sourceIdentifier, originalUrl: null })),
});
const verdict = (answered: boolean, ...sources: readonly (string | null)[]) =>
  verdictOfImage(ENTRY, IMAGE, aRecord(...sources), answered);

describe('a picture on a record', () => {
  it('names its entry and its content in what the portal has room for', () => {
    expect(OURS.length).toBeLessThanOrEqual(150);
    expect([isOfEntry(ENTRY, OURS), isOfEntry(OTHER, OURS), isOfEntry(ENTRY, null)]).toEqual([true, false, false]);
  });

  it('is known by what an older station wrote too', () => {
    expect(verdict(true, `vasculum:${ENTRY}`)).toEqual({ is: 'delivered' });
  });

  it('hangs there already where this entry or another station brought the same picture', () => {
    const hangs = (...sources: readonly (string | null)[]) => hangsThere(ENTRY, IMAGE, aRecord(...sources));
    expect([hangs(OURS), hangs(null, THE_SAME_FROM_ELSEWHERE)]).toEqual([true, true]);
    expect([hangs(), hangs(null, 'filename: a.jpg', ANOTHER_PICTURE)]).toEqual([false, false]);
  });

  it('is delivered once it is there once, beside whatever else', () => {
    expect(verdict(true, null, OURS, ANOTHER_PICTURE)).toEqual({ is: 'delivered' });
  });

  it('is doubled where two stations brought it at once, or this one twice', () => {
    const doubled = { is: 'conflicted', kind: 'doubled' };
    expect([verdict(true, OURS, THE_SAME_FROM_ELSEWHERE), verdict(false, OURS, OURS)]).toEqual([doubled, doubled]);
  });

  it('is not there where the portal said so or nothing was heard', () => {
    expect(verdict(false, ANOTHER_PICTURE)).toEqual({ is: 'notApplied' });
    expect(verdict(true)).toEqual({ is: 'conflicted', kind: 'saidYesNothingChanged' });
  });
});
