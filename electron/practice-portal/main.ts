/** The practice portal as a process: one for each folder, on this computer only, living on when its starter ends. */
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startPracticePortal, type RunningPracticePortal } from './server.ts';
import { DrawingThread } from './sheets/drawing-thread.ts';
import { replaceFile } from './tables.ts';

const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    port: { type: 'string', default: '0' },
    'pace-ms': { type: 'string', default: '0' },
    'quit-when-idle-minutes': { type: 'string' },
  },
});

const PortalFile = z.object({ port: z.number().int(), pid: z.number().int() });
const Health = z.object({ app: z.literal('vasculum practice portal'), folder: z.string() });
const HEALTH_WAIT_MS = 2000;
const LOOK_AGAIN_MS = 500;
/** Looks without our name in the file before we believe it. */
const LOOKS_TO_BELIEVE = 2;

async function remembered(folder: string): Promise<z.infer<typeof PortalFile> | undefined> {
  try {
    return PortalFile.parse(JSON.parse(await readFile(path.join(folder, 'portal.json'), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Whether a practice portal answers at the port for this very folder. */
async function isServedAt(port: number, folder: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(HEALTH_WAIT_MS);
    const answer = await fetch(`http://127.0.0.1:${port}/practice/health`, { signal });
    return path.resolve(Health.parse(await answer.json()).folder) === folder;
  } catch {
    return false;
  }
}

/** The asked port; else the last one, where it is still free; else one that the system chooses. */
async function start(folder: string, last: number | undefined, onRequest: () => void): Promise<RunningPracticePortal> {
  const asked = Number(values.port);
  const paceMs = Number(values['pace-ms']);
  const { draw } = new DrawingThread();
  const wishes = asked !== 0 ? [asked] : [...(last === undefined ? [] : [last]), 0];
  for (const [nth, port] of wishes.entries()) {
    try {
      return await startPracticePortal({ folder, draw, port, paceMs, onRequest });
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!isTaken || nth === wishes.length - 1) throw error;
    }
  }
  throw new Error('No port is free.');
}

const portalFile = (port: number): string =>
  JSON.stringify({ port, pid: process.pid, startedAt: new Date().toISOString() });

/**
 * Ends once the file names another process, or is gone with its folder: nobody would find us any more. Subtle: without a
 * last save, which could overwrite what the other one keeps.
 */
function leaveWhenForgotten(folder: string): void {
  let misses = 0;
  const look = async () => {
    misses = (await remembered(folder))?.pid === process.pid ? 0 : misses + 1;
    if (misses >= LOOKS_TO_BELIEVE) process.exit(0);
  };
  setInterval(() => void look(), LOOK_AGAIN_MS);
}

async function main(): Promise<void> {
  if (values.folder === undefined) throw new Error('--folder is needed.');
  const folder = path.resolve(values.folder);
  await mkdir(folder, { recursive: true });
  const last = (await remembered(folder))?.port;
  if (last !== undefined && (await isServedAt(last, folder))) {
    console.log(`A practice portal already serves this folder at http://127.0.0.1:${last}/portal`);
    return;
  }
  let lastRequest = Date.now();
  const running = await start(folder, last, () => (lastRequest = Date.now()));
  const other = (await remembered(folder))?.port;
  if (other !== undefined && other !== running.port && (await isServedAt(other, folder))) {
    await running.close();
    console.log(`A practice portal already serves this folder at http://127.0.0.1:${other}/portal`);
    return;
  }
  await replaceFile(path.join(folder, 'portal.json'), portalFile(running.port));
  console.log(`The practice portal is at ${running.address}/portal`);
  const end = () => void running.close().finally(() => process.exit(0));
  process.on('SIGHUP', () => undefined);
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  leaveWhenForgotten(folder);
  const idleMinutes = Number(values['quit-when-idle-minutes'] ?? '0');
  if (idleMinutes > 0)
    setInterval(() => (Date.now() - lastRequest > idleMinutes * 60_000 ? end() : undefined), 5000).unref();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
