/** The REST interface with its quirks. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benchFor } from './bench-for-tests.ts';

const { bench, stranger } = benchFor(beforeAll, afterAll);

type Json = Record<string, unknown>;
const rest = async (address: string): Promise<[number, Json]> => {
  const { status, body } = await stranger.get(`/api/v2/${address}`);
  return [status, JSON.parse(body) as Json];
};
const tokenOf = async (un: string): Promise<string> => {
  const { body } = await stranger.post('/webservices/token.php', [
    ['un', un],
    ['pw', 'practice'],
  ]);
  return (JSON.parse(body) as { token: string }).token;
};

describe('reading (PORTAL_PROTOCOL 1.3, 1.4)', () => {
  it('tells the portal and its version', async () => {
    expect((await rest('installation/status'))[1]).toMatchObject({
      portalName: 'Practice portal',
      symbiotaVersion: '3.4.14',
    });
  });

  it('lists both collections; an unknown one is a status false with 200', async () => {
    const [, list] = await rest('collection');
    expect((list['results'] as Json[]).map(row => row['collectionName'])).toEqual([
      'Greywater Museum · Vascular plants',
      'Greywater Museum · Bryophytes',
    ]);
    expect(await rest('collection/77')).toEqual([200, { status: false, error: expect.any(String) }]);
  });

  it('gives one record as an array of one, without the legacy number, with identifiers and media', async () => {
    const [, rows] = await rest('occurrence/1009?includeMedia=1');
    const [row] = rows as unknown as [Json];
    expect(row).toMatchObject({ occid: 1009, catalogNumber: 'VASC0099812', identifier: [] });
    expect(row['media']).toHaveLength(1);
    for (const hidden of ['otherCatalogNumbers', 'recordEnteredBy', 'observerUid', 'labelProject'])
      expect(row).not.toHaveProperty(hidden);
    expect(await rest('occurrence/99999')).toEqual([404, { error: 'Occurrence not found' }]);
    expect(await rest('occurrence/no-such-id')).toEqual([404, { error: 'Occurrence not found with that ID' }]);
  });

  it('shows the codes of the collection and the record id where the record has none of its own', async () => {
    const [, rows] = await rest('occurrence/1001');
    const [row] = rows as unknown as [Json];
    expect(row).toMatchObject({ institutionCode: 'GREY', collectionCode: 'VASC', occurrenceID: row['recordID'] });
    expect((await rest(`occurrence/${String(row['recordID'])}`))[1]).toEqual([row]);
    expect((await rest('occurrence/1025'))[1]).toMatchObject([{ occid: 1025, recordSecurity: 5 }]);
  });

  it('lists the pictures of the whole portal in pages', async () => {
    const [status, page] = await rest('media?limit=1');
    expect([status, page['count']]).toEqual([200, (await bench.tables()).media.length]);
    expect(page['results']).toHaveLength(1);
  });

  it('never says that records end, leaves secured ones out, and refuses more than 300', async () => {
    const [, page] = await rest('occurrence?collid=1&limit=2&offset=1');
    expect(page).toMatchObject({ offset: 1, limit: 2, endOfRecords: false });
    expect(page['results']).toHaveLength(2);
    expect((await rest('occurrence?collid=1&recordNumber=34&recordedBy=Novak'))[1]['count']).toBe(0);
    expect((await rest('occurrence?limit=301'))[0]).toBe(422);
    expect((await rest('occurrence?collid=x'))[0]).toBe(422);
  });

  it('finds identifiers but not the legacy number, and ignores what it does not know', async () => {
    expect((await rest('occurrence?additionalIdentifier=000582'))[1]['count']).toBe(1);
    expect((await rest('occurrence?additionalIdentifier=41207'))[1]['count']).toBe(0);
    const all = (await rest('occurrence'))[1]['count'];
    expect((await rest('occurrence?otherCatalogNumbers=41207'))[1]['count']).toBe(all);
  });

  it.each(['occurrence/1001/media', 'occurrence/1001/identification', 'occurrence/1001/annotation'])(
    'fails always at %s',
    async address => expect((await stranger.get(`/api/v2/${address}`)).status).toBe(500),
  );

  it('fails with dateLastModifiedMin alone', async () => {
    expect((await stranger.get('/api/v2/occurrence?dateLastModifiedMin=2026-01-01')).status).toBe(500);
    expect((await rest('occurrence?dateLastModifiedMin=2026-01-01&dateLastModifiedMax=2026-12-31'))[0]).toBe(200);
  });

  it('tells the history of a collection, a row for each edit', async () => {
    await bench.control('edit-as', { user: 'supervisor', occid: 1020, fields: { recordnumber: '4b' } });
    const [, page] = await rest('occurrence/annotation?collid=1&type=internal');
    const results = page['results'] as Json[];
    expect(results.at(-1)).toMatchObject({
      occid: 1020,
      fieldName: 'recordnumber',
      oldValue: '4',
      newValue: '4b',
      appliedStatus: 1,
    });
    expect((await rest('occurrence/annotation'))[0]).toBe(422);
    expect(results.at(-1)).not.toHaveProperty('uid');
  });

  it('tells nothing of secured records, and a day is its first second (RELIABILITY C1)', async () => {
    await bench.control('edit-as', { user: 'supervisor', occid: 1024, fields: { habitat: 'hidden' } });
    const count = async (more: string) => (await rest(`occurrence/annotation?collid=1${more}`))[1]['count'];
    expect(await count('&fieldName=habitat')).toBe(0);
    expect(await count('&fromDate=2026-06-01')).toBeGreaterThan(0);
    expect(await count('&fromDate=2026-06-01&toDate=2026-06-01')).toBe(0);
    expect(await count('&fromDate=2026-06-01 12:00:01')).toBe(0);
  });
});

describe('writing (PORTAL_PROTOCOL 1.2, 4.5)', () => {
  const skeletal = async (token: string, body: Json) => {
    const answer = await stranger.postJson(`/api/v2/occurrence/skeletal?apiToken=${token}`, body);
    return [answer.status, JSON.parse(answer.body) as unknown] as const;
  };
  const assign = (catalogNumber: string, identifier = '1002') => ({
    collid: 1,
    identifier,
    identifierTarget: 'OCCID',
    catalogNumber,
  });

  it('skeletal fills only what is empty, moves dateLastModified and leaves no history', async () => {
    const token = await tokenOf('practice');
    const filled = { 'number of fields affected': 1, 'fields affected': { catalogNumber: 'VASC0104302' } };
    expect(await skeletal(token, assign('VASC0104302'))).toEqual([200, filled]);
    expect(await skeletal(token, assign('VASC0104399'))).toEqual([
      200,
      { 'number of fields affected': 0, 'fields affected': [] },
    ]);
    expect((await bench.record(1002)).dateLastModified).toBe('2026-06-01 12:00:00');
    expect(await bench.history(1002)).toEqual([]);
  });

  it('skeletal makes a stray record where the id does not match', async () => {
    const [status, made] = await skeletal(await tokenOf('practice'), assign('VASC0104398', '99999'));
    expect([status, made]).toEqual([201, expect.objectContaining({ processingStatus: 'unprocessed' })]);
  });

  it('refuses without token, with a made-up one, for the other collection, and breaks for a user without any role', async () => {
    expect((await stranger.postJson('/api/v2/occurrence/skeletal', assign('X'))).status).toBe(422);
    expect((await skeletal('nonsense', assign('X')))[0]).toBe(401);
    expect((await skeletal(await tokenOf('practice'), { ...assign('X'), collid: 2 }))[0]).toBe(401);
    const visitor = await tokenOf('visitor');
    expect((await stranger.postJson(`/api/v2/occurrence/skeletal?apiToken=${visitor}`, assign('X'))).status).toBe(500);
    expect((await stranger.postJson('/api/v2/occurrence/skeletal?apiToken=x', '{')).status).toBe(400);
  });

  it('a posted record drops the legacy number', async () => {
    const token = await tokenOf('practice');
    const body = { collid: 1, catalogNumber: 'VASC0104397', otherCatalogNumbers: '9', apiToken: token };
    const { status, body: made } = await stranger.postJson('/api/v2/occurrence', body);
    expect(status).toBe(201);
    const { occid } = JSON.parse(made) as { occid: number };
    expect((await bench.record(occid)).otherCatalogNumbers ?? null).toBeNull();
  });
});
