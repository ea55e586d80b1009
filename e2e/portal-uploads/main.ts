/**
 * `npm run portal-uploads`: pictures through the outbox, an answer lost and the station killed on the way, and what hangs on the
 * portal's records afterwards. Over a practice portal of its own that takes two megabytes and fifty megapixels, or over a real one:
 *
 *   STATION_PORTAL_PASSWORD=… npm run portal-uploads -- --portal URL --user NAME --collection ID [--pictures FOLDER]
 */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { PortalTables } from '../portal-linking/portal-tables.ts';
import { Scratch } from '../portal-linking/scratch.ts';
import { chanceOf } from '../torture/chance.ts';
import { FaultyProxy } from '../torture/faulty-proxy.ts';
import { PortalForms, type Account } from '../torture/portal-forms.ts';
import { OwnPracticePortal } from '../torture/portals.ts';
import { drawnPictures, picturesIn, type Picture } from './pictures.ts';
import { UploadingStation } from './uploading-station.ts';

const { values } = parseArgs({
  options: {
    ...{ portal: { type: 'string' }, user: { type: 'string' }, pictures: { type: 'string' } },
    collection: { type: 'string', default: '1' },
  },
});
const password = process.env['STATION_PORTAL_PASSWORD'] ?? '';
delete process.env['STATION_PORTAL_PASSWORD'];

const say = (sentence: string): void => console.error(sentence);
const NO_PICTURE = { name: 'no-picture.jpg', bytes: Buffer.from('just text\n') };
const PRACTICE_RULES = { fileLimitBytes: 2 * 1024 ** 2, mostPixels: 50_000_000 };
/** A quarantine of 150 seconds takes thirty; a far portal's slow answers would seem too late. */
const clockRate = values.portal === undefined || /\/\/(127\.0\.0\.1|localhost)[:/]/.test(values.portal) ? 5 : 1;

interface Sent {
  readonly picture: Picture;
  readonly occid: number;
  readonly entryId: string;
  /** Of the bytes that its entry names. */
  readonly sha256: string;
  readonly isOriginal: boolean;
}

async function sendAll(station: UploadingStation, scratch: Scratch): Promise<readonly Sent[]> {
  const all = [...(await drawnPictures()), ...(values.pictures === undefined ? [] : await picturesIn(values.pictures))];
  const tag = String(Date.now() % 100_000).padStart(5, '0');
  const sent: Sent[] = [];
  for (const [nth, picture] of all.entries()) {
    const shot = await station.takeIn(picture);
    if (typeof shot === 'string') throw new Error(`${picture.name} was not taken in: ${shot}`);
    const barcode = `SENT${tag}${String(nth).padStart(2, '0')}`;
    const occid = await scratch.record([['catalognumber', barcode]]);
    if (picture.name === 'lost-answer.jpg') proxy.meetNextWrite('dropAfter');
    const dies = picture.name === 'killed.jpg' ? station.killAtNextWrite() : undefined;
    const entryId = await station.attach(shot, occid, barcode);
    await dies;
    await station.untilStill();
    const { sha256 = '' } = shot.sent ?? {};
    sent.push({ picture, occid, entryId, sha256, isOriginal: sha256 === shot.sha256 });
    say(`${picture.name}: ${picture.bytes.length} bytes, ${shot.sent?.bytes} to be sent as ${shot.sent?.mime}`);
  }
  return sent;
}

/** Sentences about everything that does not hang there as it should. */
async function wrongAt(
  tables: PortalTables,
  root: string,
  { picture, occid, entryId, sha256 }: Sent,
): Promise<readonly string[]> {
  const media = (await tables.record(occid))?.media ?? [];
  const [only] = media;
  if (!only || media.length !== 1) return [`${picture.name} hangs there ${media.length} times`];
  const key = `vasculum:${entryId} sha256:${sha256}`;
  if (only.sourceIdentifier !== key) return [`${picture.name} is known there as ${only.sourceIdentifier}`];
  const answer = await fetch(new URL(only.originalUrl, root));
  const bytes = Buffer.from(await answer.arrayBuffer());
  const isSame = createHash('sha256').update(bytes).digest('hex') === sha256;
  say(
    `${picture.name}: ${bytes.length} bytes hang there, ${isSame ? 'those of its entry' : 'made smaller on the way'}`,
  );
  return bytes.length > 0 && bytes.length <= ADVISED_BYTES ? [] : [`${picture.name} has ${bytes.length} bytes there`];
}

const ADVISED_BYTES = 8_000_000;

async function run(root: string, account: Account): Promise<void> {
  const forms = await PortalForms.signIn(root, Number(values.collection), account);
  const tables = new PortalTables(root, Number(values.collection), forms);
  const scratch = new Scratch(forms, tables);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void scratch.removeAll().finally(() => process.exit(1)));
  const folder = await mkdtemp(path.join(tmpdir(), 'vasculum-portal-uploads-'));
  const { pathname } = new URL(root);
  const practiceOrigin = new URL(practice.root).origin;
  const about = { proxy, practiceOrigin, pathname, collid: Number(values.collection), account, clockRate };
  const station = await UploadingStation.open({ folder, ...about });
  try {
    say(`no-picture.jpg: ${String(await station.takeIn(NO_PICTURE))}`);
    const sent = await sendAll(station, scratch);
    const ended = await station.untilStill();
    const wrong = ended.filter(({ is }) => is !== 'delivered').map(({ is, why }) => `an entry is ${is} ${why}`);
    for (const one of sent) wrong.push(...(await wrongAt(tables, root, one)));
    wrong.forEach(say);
    say(JSON.stringify(await station.takes()));
    const renditions = sent.filter(({ isOriginal }) => !isOriginal).length;
    console.log(
      `pictures=${sent.length} delivered=${ended.filter(({ is }) => is === 'delivered').length} renditions=${renditions} wrong=${wrong.length}`,
    );
    process.exitCode = wrong.length === 0 ? 0 : 1;
  } finally {
    await station.close();
    await scratch.removeAll();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

const practice = await OwnPracticePortal.start();
const root = values.portal?.replace(/\/+$/, '') ?? practice.root;
const account = values.portal === undefined ? practice.account : { user: values.user ?? '', password };
if (values.portal === undefined) await practice.controls.setRules(PRACTICE_RULES);
const proxy = await FaultyProxy.open(new URL(root).origin, chanceOf(1), clockRate);
try {
  await run(root, account);
} finally {
  await proxy.close();
  await practice.close();
}
