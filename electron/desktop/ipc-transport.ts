/** The contract over Electron's IPC: every call is checked for who asks before it is read. */
import { ipcMain, webContents, type IpcMainInvokeEvent } from 'electron';
import { answer } from '../../shared/contract/define-contract.ts';
import { LINES } from '../../shared/contract/desktop-bridge.ts';
import { hostContract } from '../../shared/contract/host-contract.ts';
import { failed } from '../../shared/failure/failure.ts';
import type { StationHost } from '../host/host.ts';
import { isOurPage } from './our-page.ts';

/** A queued entry is 1 kB; a case with its note 4 kB. */
const LONGEST_INPUT = 256 * 1024;

/** Different at every start, so that a window of an earlier one is never taken for this one's. */
export type WindowIdOf = (webContentsId: number) => string;

export function serveCalls(host: () => StationHost, windowIdOf: WindowIdOf): void {
  ipcMain.handle(LINES.windowId, event => {
    mustBeOurs(event);
    return windowIdOf(event.sender.id);
  });
  ipcMain.handle(LINES.call, async (event, name: unknown, input: unknown) => {
    mustBeOurs(event);
    if (typeof name !== 'string' || !isShort(input)) return failed({ kind: 'notUnderstood', detail: 'no such call' });
    try {
      return await answer(hostContract, host().handlers, name, input, { windowId: windowIdOf(event.sender.id) });
    } catch (error) {
      return failed({ kind: 'fault', reference: host().report(error) });
    }
  });
}

/** Tells every window of ours a fact. */
export function announceToWindows(name: string, payload: unknown): void {
  for (const contents of webContents.getAllWebContents())
    if (!contents.isDestroyed() && isOurPage(contents.getURL())) contents.send(LINES.fact, name, payload);
}

/** Throws for a frame inside the page, for developer tools, and for any other origin. */
function mustBeOurs({ senderFrame, sender }: IpcMainInvokeEvent): void {
  const isTop = senderFrame !== null && senderFrame === sender.mainFrame;
  if (!isTop || !isOurPage(senderFrame.url)) throw new Error('Only the page of the station may ask.');
}

function isShort(input: unknown): boolean {
  try {
    return (JSON.stringify(input) ?? '').length <= LONGEST_INPUT;
  } catch {
    return false;
  }
}
