import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failed, success, type Result } from '../../../shared/failure/failure.ts';
import type { PortalRecord } from '../../../shared/portal/portal-record.ts';
import { BoundedFolder } from './bounded-folder.ts';
import { PortalPictures } from './portal-pictures.ts';

let folder: string;
let asked: string[];
let answer: Result<Buffer>;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vasculum-portal-pictures-'));
  asked = [];
  answer = success(Buffer.from('a picture'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function somePictures(): PortalPictures {
  return new PortalPictures({
    addressOf: async mediaId => {
      asked.push(`where is ${mediaId}`);
      return success(`/imglib/${mediaId}.jpg`);
    },
    fetch: async address => {
      asked.push(address);
      return answer;
    },
    fetched: new BoundedFolder(folder, 1000),
  });
}

const aRecord = (...addresses: readonly (string | null)[]) =>
  ({
    images: addresses.map((originalUrl, id) => ({ id, sourceIdentifier: null, originalUrl })),
  }) as unknown as PortalRecord;

describe('the pictures on a portal', () => {
  it('are known by the portal’s own numbers, which tell nothing of where they lie', () => {
    const address = 'https://portal.example/imglib/VASC0104/sheet.jpg';
    const [first] = somePictures().name(aRecord(address));
    expect(first).toBe('portal-0');
    expect(somePictures().name(aRecord(null, address))).toEqual(['portal-1']);
  });

  it('are fetched once, also for the program’s next start', async () => {
    const pictures = somePictures();
    const [id = ''] = pictures.name(aRecord('/imglib/a.jpg'));
    expect(await pictures.read(id)).toEqual(success(Buffer.from('a picture')));
    expect(await pictures.read(id)).toEqual(success(Buffer.from('a picture')));
    expect(await somePictures().read(id)).toEqual(success(Buffer.from('a picture')));
    expect(asked).toEqual(['/imglib/a.jpg']);
  });

  it('are asked for again after the portal could not give them', async () => {
    const pictures = somePictures();
    const [id = ''] = pictures.name(aRecord('/imglib/a.jpg'));
    answer = failed({ kind: 'offline' });
    expect(await pictures.read(id)).toEqual(failed({ kind: 'offline' }));
    answer = success(Buffer.from('back'));
    expect(await pictures.read(id)).toEqual(success(Buffer.from('back')));
  });

  it('are asked for by their number where no record was read since the start', async () => {
    expect(await somePictures().read('portal-12')).toEqual(success(Buffer.from('a picture')));
    expect(asked).toEqual(['where is 12', '/imglib/12.jpg']);
  });

  it('are not fetched for an id that is no number of a picture', async () => {
    const pictures = somePictures();
    for (const id of ['portal-', `portal-${'0'.repeat(40)}`, 'portal-http', '../../secret'])
      expect(await pictures.read(id)).toEqual(failed({ kind: 'notFound' }));
    expect(asked).toEqual([]);
  });
});
