/** The practice portal as a process: one for each folder, outliving its starter, its state outliving itself. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Visitor } from './practice-bench.ts';

/** Beside the packages that stay outside the bundle. */
const PROGRAM = path.resolve(`node_modules/.cache/practice-portal-${process.pid}.mjs`);
let folder: string;
const begun: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'practice-process-'));
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
  await rm(folder, { recursive: true, force: true });
});

/** Started, and its first line read. */
async function start(): Promise<{ readonly child: ChildProcess; readonly line: string }> {
  const child = spawn(process.execPath, [PROGRAM, '--folder', folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  begun.push(child);
  for await (const line of createInterface({ input: child.stdout })) return { child, line };
  throw new Error('The practice portal said nothing.');
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

const portalFile = async () =>
  JSON.parse(await readFile(path.join(folder, 'portal.json'), 'utf8')) as Record<string, unknown>;

it('serves its folder alone, ignores the end of its terminal, keeps port and tables through a kill, and ends when told', async () => {
  const first = await start();
  const { port, pid, startedAt } = await portalFile();
  expect(first.line).toBe(`The practice portal is at http://127.0.0.1:${port}/portal`);
  expect([pid, startedAt]).toEqual([first.child.pid, expect.stringMatching(/^\d{4}-\d\d-\d\dT/)]);

  const second = await start();
  expect([await ended(second.child), second.line]).toEqual([0, expect.stringContaining('already serves this folder')]);

  first.child.kill('SIGHUP');
  const ana = new Visitor(`http://127.0.0.1:${port}`);
  await ana.signIn('practice');
  await ana.save(1001, [['catalognumber', 'VASC0104301']]);
  first.child.kill('SIGKILL');
  await ended(first.child);

  const third = await start();
  expect((await portalFile())['port']).toBe(port);
  expect((await ana.get('/api/v2/occurrence/1001')).body).toContain('"catalogNumber":"VASC0104301"');
  expect((await ana.save(1001, [['catalognumber', 'VASC0104399']])).status).toBe(302);
  third.child.kill('SIGTERM');
  expect(await ended(third.child)).toBe(0);
});
