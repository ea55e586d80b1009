/** What a story may ask of the stand-in, over the line between the two processes. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { nextAnswers, nextFolders, said } from './dialog.ts';
import { invoke } from './ipc-main.ts';
import { clickMenu, menuAsRead } from './menu.ts';
import { session } from './session.ts';

type Asked = { readonly id: number; readonly ask: string; readonly input: never };

const ASKS: Readonly<Record<string, (input: never) => unknown>> = {
  address: () => debuggingAddress(),
  windows: () => BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()),
  menu: () => menuAsRead(),
  click: ({ label }: { label: string }) => clickMenu(label),
  said: () => said.splice(0),
  answerNext: ({ answer }: { answer: number }) => nextAnswers.push(answer),
  chooseNext: ({ folder }: { folder: string }) => nextFolders.push(folder),
  hang: () => first().emit('unresponsive'),
  place: () => ({ ...first().getNormalBounds(), isMaximized: first().isMaximized() }),
  move: (bounds: { x: number; y: number; width: number; height: number }) => first().setBounds(bounds),
  maximize: () => first().maximize(),
  mayHave: ({ permission, details }: { permission: string; details: Record<string, unknown> }) =>
    session.defaultSession.asks(permission, details),
  mayLoad: ({ url }: { url: string }) => session.defaultSession.mayLoad(url),
  invokeAs: ({
    url,
    isMainFrame,
    channel,
    values,
  }: {
    url: string;
    isMainFrame: boolean;
    channel: string;
    values: unknown[];
  }) => {
    const sender = first().webContents;
    const senderFrame = isMainFrame ? Object.assign(sender.mainFrame, { url }) : { url };
    return invoke({ sender, senderFrame }, channel, values);
  },
  crash: () => first().webContents.crash(),
  close: () => first().close(),
  quit: () => app.quit(),
};

function first(): BrowserWindow {
  const window = BrowserWindow.getAllWindows()[0];
  if (!window) throw new Error('No window is open.');
  return window;
}

/** Where a story finds the same Chromium; undefined until it listens. */
function debuggingAddress(): string | undefined {
  try {
    const file = path.join(app.getPath('userData'), 'chromium', 'DevToolsActivePort');
    const port = Number(readFileSync(file, 'utf8').split('\n')[0]);
    return BrowserWindow.getAllWindows().some(one => one.webContents.getURL().startsWith('app:'))
      ? `http://127.0.0.1:${port}`
      : undefined;
  } catch {
    return undefined;
  }
}

export function listenToStory(): void {
  process.on('message', ({ id, ask, input }: Asked) => {
    void (async () => {
      try {
        process.send?.({ id, value: await ASKS[ask]?.(input) });
      } catch (error) {
        process.send?.({ id, error: String(error) });
      }
    })();
  });
}
