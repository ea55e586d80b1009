/** The line to the host in the browser shell: calls as POSTs, facts over one event stream. */
import { connect, type Transport } from '../../shared/contract/define-contract.ts';
import { hostContract } from '../../shared/contract/host-contract.ts';
import type { Connected } from './connect-host.ts';

const WINDOW_KEY = 'vasculum-window';
const PAGE_KEY = 'vasculum-key';

/** Redeems the start link where the address carries one; answers once the host has let us in or refused. */
export async function connectOverHttp(): Promise<Connected> {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token !== null) {
    await redeem(token);
    history.replaceState(null, '', location.pathname);
  }
  const windowId = ownWindowId();
  const probe = await post('/host/station.connections', {}, windowId);
  if (probe.status === 401) return { kind: 'noLink' };
  return { kind: 'connected', host: connect(hostContract, httpTransport(windowId)), windowId };
}

/** Subtle: the key of this run is for all windows of this page, and no other port of this computer may see it. */
async function redeem(token: string): Promise<void> {
  const answer = await fetch('/session', { method: 'POST', body: JSON.stringify({ token }) });
  if (answer.ok) localStorage.setItem(PAGE_KEY, ((await answer.json()) as { key: string }).key);
}

function post(where: string, input: unknown, windowId: string): Promise<Response> {
  const headers = { 'x-vasculum-window': windowId, 'x-vasculum-key': localStorage.getItem(PAGE_KEY) ?? '' };
  return fetch(where, { method: 'POST', headers, body: JSON.stringify(input) });
}

function ownWindowId(): string {
  const kept = sessionStorage.getItem(WINDOW_KEY) ?? crypto.randomUUID();
  sessionStorage.setItem(WINDOW_KEY, kept);
  return kept;
}

function httpTransport(windowId: string): Transport {
  const events = new EventSource(`/events?window=${windowId}`);
  return {
    async request(name, input) {
      try {
        return await (await post(`/host/${name}`, input, windowId)).json();
      } catch {
        return undefined;
      }
    },
    listen(name, listener) {
      const hear = ({ data }: MessageEvent<string>) => {
        const said = JSON.parse(data) as { name: string; payload: unknown };
        if (said.name === name) listener(said.payload);
      };
      events.addEventListener('message', hear);
      return () => events.removeEventListener('message', hear);
    },
    onLost(listener) {
      events.addEventListener('error', listener);
      return () => events.removeEventListener('error', listener);
    },
    onReconnect(listener) {
      let wasLost = false;
      events.addEventListener('error', () => (wasLost = true));
      const hear = () => {
        if (wasLost) listener();
        wasLost = false;
      };
      events.addEventListener('open', hear);
      return () => events.removeEventListener('open', hear);
    },
  };
}
