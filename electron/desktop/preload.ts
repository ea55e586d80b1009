/** Runs beside the page in a world of its own: lets through what the contract names, and nothing else. */
import { contextBridge, ipcRenderer } from 'electron';
import { BRIDGE, LINES, type DesktopBridge } from '../../shared/contract/desktop-bridge.ts';
import { hostContract } from '../../shared/contract/host-contract.ts';

function mustBe(is: 'call' | 'event', name: string): void {
  const entry = Object.hasOwn(hostContract, name) ? hostContract[name as keyof typeof hostContract] : undefined;
  if (entry?.is !== is) throw new Error(`The host knows no ${is} of this name.`);
}

const listeners = new Map<string, Set<(payload: unknown) => void>>();
ipcRenderer.on(LINES.fact, (_, name: string, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(payload);
});

const bridge: DesktopBridge = {
  windowId: () => ipcRenderer.invoke(LINES.windowId) as Promise<string>,
  async request(name, input) {
    mustBe('call', name);
    return ipcRenderer.invoke(LINES.call, name, input) as Promise<unknown>;
  },
  listen(name, listener) {
    mustBe('event', name);
    const known = listeners.get(name) ?? new Set();
    listeners.set(name, known.add(listener));
    return () => void known.delete(listener);
  },
};

contextBridge.exposeInMainWorld(BRIDGE, bridge);
