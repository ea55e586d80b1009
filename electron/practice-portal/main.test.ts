/** The practice portal as a process: one for each folder, outliving its starter, its state outliving itself. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { afterAll, beforeAll, it, vi } from 'vitest';
import { Visitor } from './practice-bench.ts';

/** Beside the packages that stay outside the bundle. */
const PROGRAM = path.resolve(`node_modules/.cache/practice-portal-${process.pid}.mjs`);
/** Several processes start after each other, each as slowly as the machine is busy. */
vi.setConfig({ testTimeout: 30_000 });
const folders: string[] = [];
const begun: ChildProcess[] = [];

beforeAll(async () => {
  await build({
    entryPoints: [path.join(import.meta.dirname, 'main.ts')],
    outfile: PROGRAM,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['sharp', 'bwip-js', 'zod'],
    logLevel: 'error',
  });
});

afterAll(async () => {
  for (const one of begun) if (one.exitCode === null) one.kill('SIGKILL');
  await rm(PROGRAM, { force: true });
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'practice-process-'));
  folders.push(folder);
  return folder;
}

/** Started, and its first line read. */
async function start(folder: string): Promise<{ readonly child: ChildProcess; readonly line: string }> {
  const child = spawn(process.execPath, [PROGRAM, '--folder', folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  begun.push(child);
  for await (const line of createInterface({ input: child.stdout })) return { child, line };
  throw new Error('The practice portal said nothing.');
}

/** The exit code, once it has one. */
async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

const portalFile = async (folder: string) =>
  JSON.parse(await readFile(path.join(folder, 'portal.json'), 'utf8')) as Record<string, unknown>;

it.concurrent(
  'serves its folder alone, ignores the end of its terminal, keeps port and tables through a kill, and ends when told',
  async ({ expect }) => {
    const folder = await freshFolder();
    const first = await start(folder);
    const { port, pid, startedAt } = await portalFile(folder);
    expect(first.line).toBe(`The practice portal is at http://127.0.0.1:${port}/portal`);
    expect([pid, startedAt]).toEqual([first.child.pid, expect.stringMatching(/^\d{4}-\d\d-\d\dT/)]);

    const second = await start(folder);
    expect([await ended(second.child), second.line]).toEqual([
      0,
      expect.stringContaining('already serves this folder'),
    ]);

    first.child.kill('SIGHUP');
    const ana = new Visitor({ origin: `http://127.0.0.1:${port}` });
    await ana.signIn('practice');
    await ana.save(1001, [['catalognumber', 'VASC0104301']]);
    first.child.kill('SIGKILL');
    await ended(first.child);

    const third = await start(folder);
    expect((await portalFile(folder))['port']).toBe(port);
    expect((await ana.get('/api/v2/occurrence/1001')).body).toContain('"catalogNumber":"VASC0104301"');
    expect((await ana.save(1001, [['catalognumber', 'VASC0104399']])).status).toBe(302);
    third.child.kill('SIGTERM');
    expect(await ended(third.child)).toBe(0);
  },
);

it.concurrent('ends by itself when its folder is taken away', async ({ expect }) => {
  const folder = await freshFolder();
  const { child } = await start(folder);
  await rm(folder, { recursive: true });
  expect(await ended(child)).toBe(0);
});

it.concurrent('of two that began at once, the one that the folder does not name ends by itself', async ({ expect }) => {
  const folder = await freshFolder();
  const both = await Promise.all([start(folder), start(folder)]);
  const first = await Promise.race(both.map(async ({ child }) => ended(child).then(() => child)));
  const { pid } = await portalFile(folder);
  expect(both.map(({ child }) => child.pid)).toContain(pid);
  expect(first.pid).not.toBe(pid);
});
