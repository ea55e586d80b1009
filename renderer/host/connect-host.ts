/** Finds the host: over the desktop's bridge where there is one, else behind this page's own address. */
import { BRIDGE, type DesktopBridge } from '../../shared/contract/desktop-bridge.ts';
import type { Host } from '../../shared/contract/host-contract.ts';
import { connectOverHttp } from './http-host.ts';
import { connectOverBridge } from './ipc-host.ts';

export type Connected =
  | { readonly kind: 'connected'; readonly host: Host; readonly windowId: string }
  /** The page was opened without its start link, or the link was used up. */
  | { readonly kind: 'noLink' };

declare global {
  interface Window {
    readonly [BRIDGE]?: DesktopBridge;
  }
}

export const connectToHost = (): Promise<Connected> => {
  const bridge = window[BRIDGE];
  return bridge ? connectOverBridge(bridge) : connectOverHttp();
};
