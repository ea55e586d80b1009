/** `npm run bench -- NAME`: measures from outside, through the real screen, and prints each figure as name=value. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const name = process.argv[2] ?? '';
const spec = fileURLToPath(new URL(`./${name}.bench.ts`, import.meta.url));
if (!/^[a-z0-9]+$/.test(name) || !existsSync(spec)) {
  console.error('Say which: npm run bench -- option1, option2, or outbox');
  process.exit(2);
}
const config = fileURLToPath(new URL('./playwright.config.ts', import.meta.url));
const done = spawnSync('npx', ['playwright', 'test', '-c', config, `${name}.bench.ts`], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
process.exit(done.status ?? 1);
