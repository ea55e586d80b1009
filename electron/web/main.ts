/** `npm start`: opens the station, in Electron's window where its binary is present, else in the browser. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { spawnSync } from 'node:child_process';
import { explainStart } from '../shell/explain-start.ts';
import { stationRoot } from '../shell/station-root.ts';
import { electronBinary } from './electron-binary.ts';
import { openBrowser } from './open-browser.ts';
import { linkToRunning, openWebShell, PortTaken } from './web-shell.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({
  options: {
    root: { type: 'string' },
    port: { type: 'string' },
    'no-browser': { type: 'boolean' },
    'in-browser': { type: 'boolean' },
    'practice-portal': { type: 'string' },
  },
});

const root = stationRoot(values.root);
const { version } = JSON.parse(readFileSync(path.join(here, '../../package.json'), 'utf8')) as { version: string };

const NO_ELECTRON =
  'Electron is not on this computer (npx install-electron brings it), so Vasculum opens in your browser.';

async function main(): Promise<void> {
  const electron = values['in-browser'] ? undefined : electronBinary();
  if (electron) return openDesktop(electron);
  const running = await linkToRunning(root);
  if (running) return show(running, 'Vasculum already runs for this station folder.');
  const shell = await openWebShell({
    root,
    port: values.port === undefined ? undefined : Number(values.port),
    page: path.join(here, '../renderer'),
    practiceProgram: path.join(here, 'practice-portal.js'),
    practiceStartedElsewhere: values['practice-portal'],
    version,
  });
  show(shell.startLink, values['in-browser'] ? 'Vasculum opens in your browser.' : NO_ELECTRON);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void shell.close().then(() => process.exit(0)));
}

/** The window lives as long as its program; its exit is ours. */
function openDesktop(electron: string): void {
  const { status } = spawnSync(electron, [path.join(here, 'desktop.cjs'), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}

function show(link: string, sentence: string): void {
  console.log(`${sentence} ${link}`);
  if (!values['no-browser']) openBrowser(link);
}

/** What a person can mend is said in a sentence; everything else is a bug and shows its trace. */
function explain(error: unknown): string | undefined {
  if (error instanceof PortTaken)
    return `${error.message} Vasculum keeps its data under that address and does not move. End that program, or start with --port and another number.`;
  return explainStart(error, root);
}

main().catch((error: unknown) => {
  console.error(explain(error) ?? error);
  process.exitCode = 1;
});
