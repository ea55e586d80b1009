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
  it('are known by ids that tell nothing of where they lie, the same at each time', () => {
    const address = 'https://portal.example/imglib/VASC0104/sheet.jpg';
    const [first] = somePictures().name(aRecord(address));
    expect(somePictures().name(aRecord(null, address))).toEqual([first]);
    expect(first).toMatch(/^portal-[0-9a-f]{40}$/);
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

  it('are not fetched for an id that no record brought', async () => {
    const pictures = somePictures();
    for (const id of ['portal-0', `portal-${'0'.repeat(40)}`, 'portal-http', '../../secret'])
      expect(await pictures.read(id)).toEqual(failed({ kind: 'notFound' }));
    expect(asked).toEqual([]);
  });
});
