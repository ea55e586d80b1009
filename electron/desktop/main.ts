/** The desktop program: one station, its host in this process, its page in a window that can do nothing else. */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { app, dialog, session, utilityProcess } from 'electron';
import en from '../../resources/strings/en.json';
import { practicePortalFolder, StationHost } from '../host/host.ts';
import { explainStart } from '../shell/explain-start.ts';
import { practiceProcess } from '../shell/practice-process.ts';
import { readStaticFiles } from '../shell/static-files.ts';
import { stationRoot } from '../shell/station-root.ts';
import { announceToWindows, serveCalls } from './ipc-transport.ts';
import { openKeychain } from './keychain.ts';
import { setMenu } from './menu.ts';
import { declareScheme, servePage } from './page-scheme.ts';
import { lockPermissions } from './permissions.ts';
import { Windows } from './windows.ts';

const { values } = parseArgs({
  args: process.argv.slice(app.isPackaged ? 1 : 2),
  strict: false,
  options: { root: { type: 'string' }, 'practice-portal': { type: 'string' } },
});
const told = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const root = stationRoot(told(values['root']));
const start = randomUUID();
const windowIdOf = (webContentsId: number): string => `desktop-${start}-${webContentsId}`;

let host: StationHost | undefined;
const openHost = (): StationHost => {
  if (!host) throw new Error('The station is not open.');
  return host;
};
const report = (what: string, error: unknown): void => void (host ? host.report(error) : console.error(what, error));
const windows = new Windows({
  stateFile: path.join(root, 'window.json'),
  pageGone: id => host?.windowGone(windowIdOf(id)),
  report,
});

async function openStation(): Promise<void> {
  host = await StationHost.open({
    root,
    shell: 'desktop',
    vault: await openKeychain(),
    version: app.getVersion(),
    chooseFolder: () => windows.chooseFolder(),
    practice: practiceProcess({
      // Subtle: this process ends with ours; its state is on disk, and the next start begins it anew.
      launch: args => void utilityProcess.fork(path.join(__dirname, 'practice-portal.js'), [...args]),
      folder: practicePortalFolder(root),
      startedElsewhere: told(values['practice-portal']),
    }),
    announce: announceToWindows,
  });
  const files = await readStaticFiles(path.join(__dirname, '../renderer'));
  servePage({ files, picture: address => openHost().picture(address) });
  lockPermissions(session.defaultSession, permission => report('permission', new Error(`Denied: ${permission}`)));
  serveCalls(openHost, windowIdOf);
  setMenu({ press: key => windows.press(key), showPictures: () => void windows.showPictures() });
  await windows.showBench();
  await greet(process.argv);
}

/** A link or a file that called the program is shown and never acts. */
async function greet(words: readonly string[]): Promise<void> {
  const { link, linkNote, bundle, bundleNote } = en.desktop;
  if (words.some(word => word.startsWith('vasculum:'))) await windows.say(link, linkNote);
  else if (words.some(word => word.endsWith('.vasculum'))) await windows.say(bundle, bundleNote);
}

async function comeForward(words: readonly string[]): Promise<void> {
  await windows.showBench();
  await greet(words);
}

/** Nothing that the journal has begun to write is cut off. */
function closeBeforeQuit(event: { preventDefault(): void }): void {
  if (!host) return;
  event.preventDefault();
  const closing = host;
  host = undefined;
  void closing
    .close()
    .catch((error: unknown) => console.error(error))
    .finally(() => app.quit());
}

/** Switches with which somebody else on this computer could steer the page of a release. No fuse of Electron covers them. */
const DOORS = ['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address', 'remote-allow-origins'];
if (app.isPackaged && DOORS.some(door => app.commandLine.hasSwitch(door))) {
  console.error(en.desktop.noDebugging);
  app.exit(1);
}

mkdirSync(root, { recursive: true });
app.setPath('userData', path.join(root, 'desktop'));
declareScheme();
if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_, words) => void comeForward(words));
  app.on('open-url', (event, url) => {
    event.preventDefault();
    void comeForward([url]);
  });
  app.on('open-file', (event, file) => {
    event.preventDefault();
    void comeForward([file]);
  });
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', closeBeforeQuit);
  app
    .whenReady()
    .then(openStation)
    .catch((error: unknown) => {
      console.error(error);
      dialog.showErrorBox(en.desktop.notOpened, explainStart(error, root) ?? String(error));
      app.exit(1);
    });
} else app.quit();
