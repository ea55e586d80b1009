/** The disk of the station runs full while its outbox is filled: the person is told, and what was acknowledged before stays. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Chance } from './chance.ts';
import { FaultyProxy } from './faulty-proxy.ts';
import { addFigures, NO_COLLEAGUE, noFigures, type Figures } from './ledger.ts';
import { lookAt } from './portal-eyes.ts';
import { OwnPracticePortal } from './portals.ts';
import { ACKNOWLEDGED, TorturedStation } from './tortured-station.ts';
import type { WindowClient } from './window-client.ts';

const run = promisify(execFile);
const DISK_BYTES = 1024 * 1024;
const BEFORE = 10;
/** More entries than fit into what a full disk may still have free in its last block. */
const MOST_INTO_THE_LAST_BLOCK = 40;
const AFTERWARDS = 5;

/** Undefined, with the reason said, where this account may not mount. */
export async function fillDisks(
  rounds: number,
  chance: Chance,
  clockRate: number,
  say: (sentence: string) => void,
): Promise<Figures | undefined> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vasculum-disk-'));
  const figures = noFigures();
  for (let nth = 0; nth < rounds; nth += 1) {
    const disk = path.join(folder, String(nth));
    const refusal = await mount(disk);
    if (refusal !== undefined) {
      say(`The full disk is skipped: a small disk of its own could not be mounted. ${refusal}`);
      return undefined;
    }
    try {
      addFigures(figures, await oneDisk(disk, nth % 2 === 1, chance, clockRate, say));
    } finally {
      await run('umount', [disk]);
    }
  }
  await rm(folder, { recursive: true });
  return figures;
}

async function mount(folder: string): Promise<string | undefined> {
  await mkdir(folder);
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', folder]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.trim() : String(error);
  }
}

async function oneDisk(
  folder: string,
  diesFull: boolean,
  chance: Chance,
  clockRate: number,
  say: (sentence: string) => void,
): Promise<Figures> {
  const portal = await OwnPracticePortal.start();
  const proxy = await FaultyProxy.open(new URL(portal.root).origin, chance, clockRate);
  try {
    const tag = 'FULL';
    const station = await TorturedStation.make({
      portal,
      proxy,
      occids: portal.occids,
      chance,
      clockRate,
      tag,
      folder,
    });
    await workUntilFull(station, path.join(folder, 'filler'), diesFull);
    const listed = await station.drain();
    const view = await lookAt(portal.root, portal.collid, portal.occids);
    const journal = await station.journal();
    station.ledger.judge({ listed, journal, view, writes: proxy.writes, colleague: NO_COLLEAGUE });
    for (const complaint of station.ledger.complaints) say(complaint);
    return station.ledger.figures(1);
  } finally {
    await proxy.close();
    await portal.close();
  }
}

/** Fills the disk under a working window, gives the space back, and goes on in the same life or in the next. */
async function workUntilFull(station: TorturedStation, filler: string, diesFull: boolean): Promise<void> {
  let host = station.start();
  try {
    let window = (await station.enter(host)) as WindowClient;
    for (let nth = 0; nth < BEFORE; nth += 1) await station.linkOne(window);
    await fill(filler);
    await untilToldSo(station, window);
    if (diesFull) await host.kill();
    await rm(filler);
    if (diesFull) {
      host = station.start();
      window = (await station.enter(host)) as WindowClient;
    }
    for (let nth = 0; nth < AFTERWARDS; nth += 1) {
      const answer = await station.linkOne(window);
      if (answer !== ACKNOWLEDGED) throw new Error(`There is room again, and the host answers ${answer}.`);
    }
  } finally {
    await host.kill();
  }
}

async function untilToldSo(station: TorturedStation, window: WindowClient): Promise<void> {
  for (let nth = 0; nth < MOST_INTO_THE_LAST_BLOCK; nth += 1) {
    const answer = await station.linkOne(window);
    if (answer === 'diskFull') return;
    if (answer !== ACKNOWLEDGED) throw new Error(`On a full disk the host answers ${answer}.`);
  }
  throw new Error('The disk is full, and nobody is told.');
}

/** Writes until nothing more goes in, in smaller and smaller pieces. */
async function fill(file: string): Promise<void> {
  for (const size of [64 * 1024, 4 * 1024, 512]) {
    for (;;) {
      const isFull = await writeFile(file, Buffer.alloc(size), { flag: 'a' }).then(
        () => false,
        () => true,
      );
      if (isFull) break;
    }
  }
}
