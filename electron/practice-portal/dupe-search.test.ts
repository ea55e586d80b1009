/** The window that shows possible duplicates side by side. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benchFor } from './bench-for-tests.ts';
import { DUPES } from './practice-bench.ts';

const { bench, ana } = benchFor(beforeAll, afterAll);

describe('the window of possible duplicates (PORTAL_PROTOCOL 5.2)', () => {
  it('is open to all and holds what is not empty, without numbers and codes, and not the record itself', async () => {
    const seen = await (await bench.visitor()).get(`${DUPES}?occidquery=exact:1001,1002&collid=1&curoccid=1002`);
    expect(seen.body).toContain('oArr["recordedby"] = "Jane M. Whitcomb";');
    expect(seen.body).toContain('occArr[1001] = oArr;');
    expect(seen.body).not.toContain('occArr[1002]');
    expect(seen.body).not.toMatch(/oArr\["(othercatalognumbers|catalognumber|institutioncode)"\]/);
    expect(seen.body).toContain('submitaction=mergerecs&curoccid=1002&occidmerge=1001&collid=1');
    expect(seen.body).toContain('function gotoMergedOccur');
  });

  it('tells of another sheet of the event no name and no number', async () => {
    const { body } = await ana.get(`${DUPES}?occidquery=event:1001&collid=1&curoccid=1002`);
    expect(body).toContain('oArr["locality"]');
    expect(body).not.toMatch(/oArr\["(sciname|family|recordnumber)"\]/);
  });

  it('offers no merge across collections', async () => {
    const { body } = await ana.get(`${DUPES}?occidquery=exact:601&collid=1&curoccid=1001`);
    expect(body).toContain('occArr[601] = oArr;');
    expect(body).not.toContain('mergerecs');
  });
});
