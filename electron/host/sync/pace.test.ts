import { describe, expect, it } from 'vitest';
import type { Portal } from '../../../shared/portal/portal.ts';
import { atPace } from './pace.ts';

describe('the pace of the outbox', () => {
  it('spreads its questions over the seconds, a merge’s three pages as three, and leaves the bench’s look-ups alone', async () => {
    let now = 0;
    const asked: string[] = [];
    const answer = (name: string) => async () => void asked.push(`${name} ${now}`);
    const portal = { readRecord: answer('record'), readWhole: answer('whole'), findByAccession: answer('look-up') };
    const after = (ms: number, then: () => void) => {
      now += ms;
      then();
      return () => undefined;
    };
    const paced = atPace(portal as unknown as Portal, 2, { now: () => now, after });
    await paced.readWhole(1);
    await paced.readRecord(1);
    await paced.findByAccession([]);
    await paced.readRecord(1);
    expect(asked).toEqual(['whole 0', 'record 1500', 'look-up 1500', 'record 2000']);
  });
});
