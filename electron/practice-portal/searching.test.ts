/** Searching as the record search form and the table display do. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benchFor } from './bench-for-tests.ts';
import { EDITOR, TABLE } from './practice-bench.ts';

const { bench, ana } = benchFor(beforeAll, afterAll);

describe('the table display (PORTAL_PROTOCOL 2.1, 2.4)', () => {
  it.each([
    ['a number with zeros also finds the one stored without', { q_othercatalognumbers: '00581' }, [1002]],
    ['a number without zeros does not find the padded one', { q_othercatalognumbers: '582' }, []],
    ['a comma is OR', { q_othercatalognumbers: '41207,40871' }, [1001, 1009]],
    ['a sign of per cent stands for anything', { q_othercatalognumbers: '1571%' }, [1004, 1013]],
    ['a catalog number is found whatever its case', { q_catalognumber: 'vasc0100456 ' }, [1011]],
    ['ids are asked with the prefix occid', { q_catalognumber: 'occid 1002, 1001' }, [1001, 1002]],
    ['ids in a range', { q_catalognumber: 'occid 1004 - 1006' }, [1004, 1005, 1006]],
    ['a hyphen in a collector excludes', { q_recordedby: '%García-López' }, []],
    ['an accent folds', { q_recordedby: '%garcia', q_recordnumber: '318' }, [1007]],
    ['a last name alone is no prefix of a full name', { q_recordedby: 'Whitcomb' }, []],
    ['an apostrophe parts words', { q_recordedby: '%Rourke', q_recordnumber: '12' }, [1013]],
    ['a short word is found whole', { q_recordedby: '%Li', q_recordnumber: '2210' }, [1009]],
    ['a day', { q_eventdate: '1912-07-21', q_recordedby: '%Okonkwo' }, [1002]],
    ['days in a range', { q_eventdate: '1912-07-21 - 1912-07-22', q_recordedby: '%Okonkwo' }, [1002, 1003]],
    ['a number is compared as a number', { q_recordnumber: '0012', q_recordedby: '%Rourke' }, [1013]],
    ['a status', { q_processingstatus: 'CLOSED' }, [1028]],
    ['secured records too', { q_othercatalognumbers: '40803' }, [1024]],
    ['a custom term', { q_customfield1: 'securityReason', q_customtype1: 'NOT_NULL' }, [1024, 1025]],
  ])('%s', async (_what, terms, found) => {
    const table = await ana.table(terms as Readonly<Record<string, string>>);
    expect(table).toEqual(found);
  });

  it('custom terms join with OR and brackets', async () => {
    const terms = { q_customfield1: 'family', q_customtype1: 'EQUALS', q_customvalue1: 'Ginkgoaceae' };
    const more = {
      q_customandor2: 'OR',
      q_customfield2: 'family',
      q_customtype2: 'STARTS_WITH',
      q_customvalue2: 'Typha',
    };
    expect(await ana.table({ ...terms, ...more })).toEqual([1027, 1028]);
  });

  it('counts all, shows a block, and merges both stores into Additional Identifiers', async () => {
    const { body } = await ana.get(
      `${TABLE}?collid=1&q_catalognumber=&occindex=2&reclimit=3&orderby=recordnumber&orderbydir=DESC`,
    );
    expect(body).toMatch(/1-3 of 573 records/);
    const one = await ana.get(`${TABLE}?collid=1&q_catalognumber=occid 1014&occindex=0`);
    expect(one.body).toContain('<th>Additional Identifiers</th>');
    expect(one.body).toContain('<td>Accession: 40123, Roll: R7</td>');
    expect(one.body).not.toContain('<th>Habitat</th>');
  });

  it('cuts at sixty characters and escapes what a curator typed', async () => {
    const { body } = await ana.get(`${TABLE}?collid=1&q_catalognumber=occid 1022,1023&occindex=0`);
    expect(body).toContain('<td>Maximiliana Featherstonehaugh-Cholmondeley &amp; Bartholomew Wri...</td>');
    expect(body).not.toContain('<script>alert');
  });

  it('a single row has three columns more in front: a column is known by its header', async () => {
    const headers = async (ids: string) =>
      [
        ...(await ana.get(`${TABLE}?collid=1&q_catalognumber=occid ${ids}&occindex=0`)).body.matchAll(
          /<th>([^<]*)<\/th>/g,
        ),
      ].map(match => match[1]);
    expect((await headers('1001')).slice(1, 4)).toEqual([
      'Institution Code (override)',
      'Collection Code (override)',
      'Owner Code (override)',
    ]);
    expect((await headers('1001,1002'))[1]).toBe('Additional Identifiers');
  });

  it('an offset behind the end is counted all the same', async () => {
    const { body } = await ana.get(`${TABLE}?collid=1&q_catalognumber=occid 1001 - 1009&occindex=100&reclimit=10`);
    expect(body).toContain('101-9 of 9 records');
  });

  it('says plainly that nothing was found', async () => {
    const { body } = await ana.get(`${TABLE}?collid=1&q_catalognumber=NOSUCH&occindex=0`);
    expect(body).toContain('1-0 of 0 records');
    expect(body).toContain('No records found matching the query');
  });

  it('is closed to whoever has no right, and sends strangers to the sign-in page', async () => {
    expect((await ana.get(`${TABLE}?collid=2&q_catalognumber=`)).body).toContain('not authorized to access this page');
    const stranger = await bench.visitor();
    expect((await stranger.get(`${TABLE}?collid=1&q_catalognumber=`)).status).toBe(302);
  });
});

describe('the editor as a search form (PORTAL_PROTOCOL 2.2, 2.3)', () => {
  const hidden = (body: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1];
  const find = (terms: Readonly<Record<string, string>>) => ana.post(EDITOR, Object.entries({ collid: '1', ...terms }));
  const query = { q_catalognumber: '', q_recordedby: '%Field Class', q_eventdate: '1951-05-12', occindex: '0' };

  it('shows the first hit and how many there are', async () => {
    const { body } = await find(query);
    expect(body).toMatch(/\|\s*1 of 5\s*\|/);
    expect([hidden(body, 'occid'), hidden(body, 'occidlist')]).toEqual(['1017', '']);
  });

  it('the list that was sent back leads to the true next record', async () => {
    const { body } = await find({
      ...query,
      occid: '1018',
      occindex: '1',
      occidlist: '1017,1018,1019',
      direction: 'forward',
    });
    expect(hidden(body, 'occid')).toBe('1019');
  });

  it('a step gives the list that makes the next ones stable', async () => {
    const { body } = await find({ ...query, direction: 'forward', occid: '1017', occidlist: '' });
    expect([hidden(body, 'occid'), hidden(body, 'occidlist')]).toEqual(['1018', '1017,1018,1019,1020,1021']);
  });

  it('the session keeps the query; an index behind its end shows the last record under a star', async () => {
    await find(query);
    expect(hidden((await ana.get(`${EDITOR}?collid=1&occindex=3`)).body, 'occid')).toBe('1020');
    const beyond = await ana.get(`${EDITOR}?collid=1&occindex=9`);
    expect(beyond.body).toMatch(/\|\s*\* of 5\s*\|/);
    expect(hidden(beyond.body, 'occid')).toBe('1021');
  });

  it('nothing found by POST is said in words', async () => {
    const { body } = await find({ ...query, q_recordedby: '%Nobodyatall' });
    expect(body).toMatch(/\* of 0/);
    expect(body).toContain('No records found matching the query');
  });

  it('neither record nor collection is an error', async () => {
    expect((await ana.get(EDITOR)).body).toContain('record identifiers are NULL');
  });
});
