/**
 * The desktop window: the station's host as a process of its own, its page in a sandboxed window that can go nowhere else.
 * The shell in full (IPC, keychain, menu, second window) is work to come; README says so.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { app, BrowserWindow } from 'electron';

const START = path.join(__dirname, 'start.js');

/** Resolves with the start link that the host prints. */
function startHost(): { readonly host: ChildProcess; readonly link: Promise<string> } {
  const args = [START, '--in-browser', '--no-browser', ...process.argv.slice(2)];
  const host = spawn(process.execPath, args, {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const link = new Promise<string>((resolve, reject) => {
    let said = '';
    host.stdout.on('data', (part: Buffer) => {
      said += String(part);
      const found = /http:\/\/127\.0\.0\.1:\d+\/#token=\S+/.exec(said)?.[0];
      if (found) resolve(found);
    });
    host.once('exit', () => reject(new Error('The station did not start.')));
  });
  return { host, link };
}

async function openWindow(): Promise<void> {
  const { host, link } = startHost();
  app.on('will-quit', () => host.kill('SIGTERM'));
  const address = await link;
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  const { origin } = new URL(address);
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.webContents.on('will-navigate', (event, to) => {
    if (new URL(to).origin !== origin) event.preventDefault();
  });
  await window.loadURL(address);
}

app.on('window-all-closed', () => app.quit());
void app
  .whenReady()
  .then(openWindow)
  .catch((error: unknown) => {
    console.error(error);
    app.exit(1);
  });
