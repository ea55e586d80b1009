/** Pictures on their way to a portal with a limit, which it tells only by refusing. Over the practice portal, as a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { success } from '../../../shared/failure/failure.ts';
import { anEntry } from '../../../shared/outbox/builders.ts';
import { USUAL_IMAGE_UPLOAD } from '../../../shared/portal/image-upload.ts';
import type { StoredImage } from '../../../shared/portal/change.ts';
import { attachedImage } from '../sync/kinds/row-changes.ts';
import type { EnginePorts } from '../sync/ports.ts';
import { openPortal, type RemotePortal } from '../portal/symbiota/portal.ts';
import { ImageStore } from './image-store.ts';
import { SentPictures } from './sent-pictures.ts';
import { UploadBound } from './upload-bound.ts';

/** Beside the packages that stay outside the bundle. */
const PROGRAM = path.resolve(`node_modules/.cache/limited-portal-${process.pid}.mjs`);
const SLOW = 120_000;
const OCCID = 1001;
const LIMIT_BYTES = 500_000;

let folder: string;
let child: ChildProcess;
let origin: string;
let portal: RemotePortal;
let store: ImageStore;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vasculum-limit-'));
  await build({
    entryPoints: [path.resolve('electron/practice-portal/main.ts')],
    outfile: PROGRAM,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['sharp', 'bwip-js', 'zod'],
    logLevel: 'error',
  });
  child = spawn(process.execPath, [PROGRAM, '--folder', folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  origin = await addressOf(child);
  portal = openPortal({ address: `${origin}/portal`, collid: 1, now: () => Date.now(), observe: () => undefined });
  await portal.signIn({ user: 'practice', password: 'practice' });
  store = new ImageStore(path.join(folder, 'images'));
}, SLOW);

afterAll(async () => {
  child.kill();
  if (child.exitCode === null) await once(child, 'exit');
  await rm(PROGRAM, { force: true });
  await rm(folder, { recursive: true, force: true });
}, SLOW);

async function addressOf({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('The practice portal has no voice.');
  for await (const line of createInterface({ input: stdout })) return /http:\/\/[\d.:]+/.exec(line)?.[0] ?? '';
  throw new Error('The practice portal said nothing.');
}

const limit = (uploadLimitBytes: number) =>
  fetch(`${origin}/practice/rules`, { method: 'POST', body: JSON.stringify({ uploadLimitBytes }) });

/** Noise of the wanted size, more or less. */
async function aPicture(): Promise<StoredImage> {
  const size = { width: 1_000, height: 1_400, channels: 3 } as const;
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  const bytes = await sharp({ create: { ...size, background: '#000', noise } })
    .jpeg({ quality: 92 })
    .toBuffer();
  const kept = await store.keep(bytes);
  if (!kept.ok) throw new Error(kept.failure.kind);
  return { ...kept.value, mime: 'image/jpeg', name: 'VASC0104301.jpg' };
}

const imagesOf = async () => {
  const read = await portal.readRecord(OCCID);
  if (!read.ok) throw new Error(read.failure.kind);
  return read.value.images;
};

it(
  'a picture that the portal refused hangs nowhere, goes out smaller, and is not sent by a second station',
  async () => {
    const image = await aPicture();
    await limit(LIMIT_BYTES);
    const pictures = new SentPictures({ store, upload: USUAL_IMAGE_UPLOAD, learned: await UploadBound.open(folder) });
    const ports = { portal, pictures } as unknown as EnginePorts;
    const change = { kind: 'attachImage', occid: OCCID, image } as const;
    const about = { entry: { ...anEntry(1), change }, change };
    const send = () =>
      attachedImage.send(ports, about, { value: null, rowStamp: null, historyId: 0, ownRows: null, kit: null });
    expect(await send()).toMatchObject({ is: 'answered', refusal: { kind: 'tooLarge', bytes: image.bytes } });
    expect(await imagesOf()).toEqual([]);
    let outcome = await send();
    for (let tries = 0; outcome.is === 'answered' && outcome.refusal && tries < 5; tries += 1) outcome = await send();
    expect(outcome).toEqual({ is: 'answered' });
    expect(await imagesOf()).toHaveLength(1);
    const elsewhere = { entry: { ...anEntry(2), change }, change };
    expect(await attachedImage.look(ports, elsewhere)).toEqual({ is: 'already' });
    const next = await new SentPictures({
      ...{ store, upload: USUAL_IMAGE_UPLOAD },
      learned: await UploadBound.open(folder),
    }).ready(image);
    expect(next).toMatchObject(success({}));
    expect(next.ok && next.value.bytes.length).toBeLessThanOrEqual(LIMIT_BYTES);
  },
  SLOW,
);
