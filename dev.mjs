/** `npm run dev`: builds at every change, starts the host anew when its side changed; the page needs a reload. */
import { context } from 'esbuild';
import { spawn } from 'node:child_process';
import { build as buildPage } from 'vite';
import { nodeOptions } from './build.mjs';

let host;

function restart() {
  const start = () => {
    host = spawn(process.execPath, ['dist/station/start.js', '--root', '.stations/dev', ...process.argv.slice(2)], {
      stdio: 'inherit',
    });
  };
  if (!host || host.exitCode !== null) return start();
  host.once('exit', start);
  host.kill('SIGTERM');
}

const onceBuilt = { name: 'restart', setup: build => build.onEnd(({ errors }) => errors.length === 0 && restart()) };

await buildPage({ logLevel: 'warn', build: { watch: {} } });
const station = await context({ ...nodeOptions, plugins: [onceBuilt] });
await station.watch();
