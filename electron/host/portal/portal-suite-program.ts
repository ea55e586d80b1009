/**
 * `npm run portal-suite`: the suite over the practice portal, or with `-- --portal URL --user NAME --collection ID` and the
 * password in STATION_PORTAL_PASSWORD over a real one. It touches only records that it made itself, and deletes them.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { PortalSuite, type SuiteTarget } from './portal-suite.ts';

const { values } = parseArgs({
  options: { portal: { type: 'string' }, user: { type: 'string' }, collection: { type: 'string' } },
});

const run = Date.now() % 1_000_000;

interface OpenTarget {
  readonly target: SuiteTarget;
  close(): Promise<void>;
}

function realTarget(address: string): OpenTarget {
  const password = process.env['STATION_PORTAL_PASSWORD'] ?? '';
  const account = { user: values.user ?? '', password };
  const target = { address: address.replace(/\/+$/, ''), account, collid: Number(values.collection ?? '1'), run };
  return { target, close: async () => undefined };
}

async function practiceTarget(): Promise<OpenTarget> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vasculum-suite-'));
  const program = path.join(path.dirname(fileURLToPath(import.meta.url)), '../station/practice-portal.js');
  const child = spawn(process.execPath, [program, '--folder', folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise(resolve => child.stdout.once('data', resolve));
  const { port } = JSON.parse(await readFile(path.join(folder, 'portal.json'), 'utf8')) as { port: number };
  const account = { user: 'practice', password: 'practice' };
  return {
    target: { address: `http://127.0.0.1:${port}/portal`, account, collid: 1, run },
    async close() {
      child.kill();
      await new Promise(resolve => child.once('exit', resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const opened = values.portal === undefined ? await practiceTarget() : realTarget(values.portal);
const suite = await PortalSuite.open(opened.target);
let failedCases = 0;
for (const one of PortalSuite.cases) {
  try {
    await suite.run(one);
    console.log(`ok    ${one.name}`);
  } catch (error) {
    failedCases += 1;
    console.log(
      `FAIL  ${one.name}\n      ${error instanceof Error ? error.message.split('\n').join('\n      ') : String(error)}`,
    );
  }
}
await suite.close();
await opened.close();
console.log(
  '\nLeft on the portal: the archive copies and edit history of the deleted records, the last-login stamp of the account.',
);
console.log(`${PortalSuite.cases.length - failedCases} passed, ${failedCases} failed`);
process.exitCode = failedCases === 0 ? 0 : 1;
