/**
 * A stand-in for the module `electron`: `node --require THIS dist/station/desktop.cjs` runs the true main and preload under
 * Node, with a real Chromium page. What it cannot show is listed in README.
 */
import Module from 'node:module';
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { listenToStory } from './control.ts';
import { dialog } from './dialog.ts';
import { ipcMain } from './ipc-main.ts';
import { safeStorage } from './keychain.ts';
import { Menu } from './menu.ts';
import { protocol } from './schemes.ts';
import { session } from './session.ts';
import { utilityProcess } from './utility-process.ts';
import { webContents } from './web-contents.ts';

const SCREEN = { x: 0, y: 0, width: 3840, height: 2160 };
const electron = {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  protocol,
  safeStorage,
  screen: { getAllDisplays: () => [{ workArea: SCREEN }] },
  session,
  utilityProcess,
  webContents,
};

const loader = Module as unknown as { _load(name: string, ...rest: unknown[]): unknown };
const load = loader._load;
loader._load = (name, ...rest) => (name === 'electron' ? electron : load.call(loader, name, ...rest));

listenToStory();
