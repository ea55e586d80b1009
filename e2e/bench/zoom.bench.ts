/**
 * How long a person waits for a large picture, against `vips dzsave` making tiles of the same file. All times are taken from
 * outside, in the page, with the file in the station's store and never seen by this host before:
 *
 *   first_view_ratio  from telling the pictures' window which sheet is at hand, to the frame in which its viewer has drawn
 *                     the whole sheet from the answers that arrived; over the wall time of `vips dzsave --tile-size 256`
 *   all_levels_ratio  from the same moment until a screenful of tiles around the middle of every level, the picture's own
 *                     pixels included, has arrived over HTTP, asked for once the first view stands
 *   tile_ms           one tile after the other over HTTP, from the lasting form on disk
 *
 * The two programs take turns, each run with other bytes of the same picture; medians of all runs.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { makeBrowserStation, test } from '../station.ts';
import { drawLargePicture, LARGE, withRemark } from './large-picture.ts';

const RUNS = 5;
const TILE = 512;
const LEVELS = 4;
const TILES_FROM_DISK = 40;
const run = promisify(execFile);

interface Measured {
  readonly firstMs: number;
  readonly allMs: number;
  readonly tileMs: number;
  readonly dzsaveMs: number | undefined;
}

test('zoom', async () => {
  const station = await makeBrowserStation();
  const folder = await mkdtemp(path.join(tmpdir(), 'vasculum-zoom-'));
  try {
    await station.open();
    const window = await station.shell.secondWindow();
    await window.goto(new URL('/#pictures', window.url()).href);
    await window.reload();
    await window.locator('.viewer[data-shown=sharp]').waitFor();
    const picture = await drawLargePicture();
    console.log(`picture_megabytes=${Math.round(picture.length / 1e5) / 10}`);
    const runs: Measured[] = [];
    for (let nth = 0; nth <= RUNS; nth += 1) runs.push(await oneRun(station.folder, folder, window, picture, nth));
    // Subtle: the first run warms both programs up and does not count.
    printMedians(runs.slice(1));
  } finally {
    await station.discard();
    await rm(folder, { recursive: true, force: true });
  }
});

async function oneRun(
  stationFolder: string,
  folder: string,
  window: Page,
  picture: Buffer,
  nth: number,
): Promise<Measured> {
  const bytes = withRemark(picture, `run ${nth}`);
  const file = path.join(folder, `run-${nth}.jpg`);
  await writeFile(file, bytes);
  const connection = path.join(stationFolder, 'station', 'connections', 'practice');
  const imageId = await keepInStore(path.join(connection, 'images'), bytes);
  const seen = await window.evaluate(look, { imageId, ...LARGE, levels: LEVELS, tile: TILE });
  await untilThere(path.join(connection, 'pictures', 'lasting', imageId));
  const tileMs = median(await window.evaluate(askOneByOne, { imageId, count: TILES_FROM_DISK }));
  return { ...seen, tileMs, dzsaveMs: await dzsave(file, path.join(folder, `tiles-${nth}`)) };
}

async function keepInStore(store: string, bytes: Buffer): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await mkdir(path.join(store, sha256.slice(0, 2)), { recursive: true });
  await writeFile(path.join(store, sha256.slice(0, 2), sha256), bytes);
  return `kept-${sha256}`;
}

interface Look {
  readonly imageId: string;
  readonly width: number;
  readonly height: number;
  readonly levels: number;
  readonly tile: number;
}

/** Runs in the page. */
async function look({ imageId, width, height, levels, tile }: Look): Promise<{ firstMs: number; allMs: number }> {
  const startedAt = performance.now();
  new BroadcastChannel('vasculum-sheet-at-hand').postMessage({ imageId, nextImageIds: [], record: null });
  const viewer = `.viewer[data-image='${imageId}']:is([data-shown=first], [data-shown=sharp])`;
  while (!document.querySelector(viewer)) await new Promise(requestAnimationFrame);
  const firstMs = performance.now() - startedAt;
  const { clientWidth, clientHeight } = document.querySelector(viewer) as Element;
  const around = (whole: number, screen: number) => {
    const from = Math.max(0, Math.floor((whole - screen) / 2 / tile));
    const to = Math.min(Math.ceil(whole / tile), Math.ceil((whole + screen) / 2 / tile));
    return Array.from({ length: to - from }, (_, nth) => from + nth);
  };
  const asked = Array.from({ length: levels }, (_, level) => {
    const shrink = 2 ** (levels - 1 - level);
    if (level === 0) return [`/image/${imageId}/0/0_0`];
    const rows = around(Math.ceil(height / shrink), clientHeight);
    return around(Math.ceil(width / shrink), clientWidth).flatMap(x =>
      rows.map(y => `/image/${imageId}/${level}/${x}_${y}`),
    );
  });
  const answers = await Promise.all(
    asked.flat().map(async address => {
      const answer = await fetch(address);
      return answer.ok && (await answer.arrayBuffer()).byteLength > 0;
    }),
  );
  if (answers.includes(false)) throw new Error('A tile is missing.');
  return { firstMs, allMs: performance.now() - startedAt };
}

/** Runs in the page. */
async function askOneByOne({ imageId, count }: { imageId: string; count: number }): Promise<readonly number[]> {
  const times: number[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const startedAt = performance.now();
    const answer = await fetch(`/image/${imageId}/3/${nth % 16}_${(nth * 7) % 21}`);
    await answer.arrayBuffer();
    if (answer.ok) times.push(performance.now() - startedAt);
  }
  return times;
}

/** Undefined where the program is not there. */
async function dzsave(file: string, to: string): Promise<number | undefined> {
  const startedAt = performance.now();
  const isDone = await run('vips', ['dzsave', file, to, '--tile-size', '256']).then(
    () => true,
    error => (error as NodeJS.ErrnoException).code !== 'ENOENT' && Promise.reject(error as Error),
  );
  const tookMs = performance.now() - startedAt;
  await rm(`${to}_files`, { recursive: true, force: true });
  return isDone ? tookMs : undefined;
}

async function untilThere(file: string): Promise<void> {
  while (
    !(await access(file).then(
      () => true,
      () => false,
    ))
  )
    await new Promise(resolve => setTimeout(resolve, 50));
}

function printMedians(runs: readonly Measured[]): void {
  const print = (name: string, values: readonly number[], places: number) =>
    console.log(`${name}=${median(values).toFixed(places)}`);
  const compared = runs.flatMap(one => (one.dzsaveMs === undefined ? [] : [{ ...one, dzsaveMs: one.dzsaveMs }]));
  print('first_view_ms', runs.map(one => one.firstMs), 0); // prettier-ignore
  print('all_levels_ms', runs.map(one => one.allMs), 0); // prettier-ignore
  print('tile_ms', runs.map(one => one.tileMs), 1); // prettier-ignore
  if (compared.length === 0) return console.log('vips_dzsave=absent: install libvips-tools for the ratios');
  print('dzsave_ms', compared.map(one => one.dzsaveMs), 0); // prettier-ignore
  print('first_view_ratio', compared.map(one => one.firstMs / one.dzsaveMs), 3); // prettier-ignore
  print('all_levels_ratio', compared.map(one => one.allMs / one.dzsaveMs), 3); // prettier-ignore
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
