/** `npm run check:security`: the security cases of the two shells, and one closing line over them. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folder = await mkdtemp(path.join(tmpdir(), 'vasculum-security-'));
const report = path.join(folder, 'cases.json');

const exit = await new Promise(resolve => {
  const child = spawn('npx', ['playwright', 'test', '-c', 'e2e/security/playwright.config.ts'], {
    env: { ...process.env, SECURITY_REPORT: report },
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  child.on('close', resolve);
});

const { stats } = JSON.parse(
  await readFile(report, 'utf8').catch(() => '{"stats":{"expected":0,"unexpected":1,"flaky":0}}'),
);
await rm(folder, { recursive: true });
const cases = stats.expected + stats.unexpected + stats.flaky;
console.log(`cases=${cases} passed=${stats.expected}`);
process.exitCode = exit === 0 && cases > 0 && cases === stats.expected ? 0 : 1;
