/** What this window knows of its station: the connection, the session, whether it may change anything. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ConnectionState, Host, Session, StationState } from '../../shared/contract/host-contract.ts';

export interface StationView {
  readonly station: StationState;
  readonly session: Session;
  readonly connection: ConnectionState;
  readonly isWriter: boolean;
  /** The host does not answer: what is on the screen is kept. */
  readonly isHostGone: boolean;
}

export type StationStore = StoreApi<StationView>;

export function createStationStore(station: StationState): StationStore {
  const { session, connection, isWriter } = station;
  return createStore<StationView>(() => ({ station, session, connection, isWriter, isHostGone: false }));
}

/** Listens to what the host announces; answers how to stop. `onSwitched` is told that the data belong to another connection now. */
export function followStation(store: StationStore, host: Host, windowId: string, onSwitched: () => void): () => void {
  const leave = [
    host.on('session.changed', session => store.setState({ session })),
    host.on('connection.changed', connection => store.setState({ connection })),
    host.on('writer.changed', writer => writer.windowId !== windowId && store.setState({ isWriter: false })),
    host.on('station.switched', ({ connectionId }) => connectionId !== '' && onSwitched()),
  ];
  return () => leave.forEach(stop => stop());
}

/** After the line was lost and found: everything may have changed. */
export async function askAgain(store: StationStore, host: Host): Promise<void> {
  const opened = await host.call('station.open', {});
  if (!opened.ok) return;
  const { session, connection, isWriter } = opened.value;
  store.setState({ station: opened.value, session, connection, isWriter, isHostGone: false });
}

/** Takes the work over: told to the host first, shown only once this window has caught up with what was done elsewhere. */
export async function useHere(store: StationStore, host: Host, catchUp: () => Promise<void>): Promise<void> {
  const opened = await host.call('station.useHere', {});
  if (!opened.ok) return;
  await catchUp();
  store.setState({ station: opened.value, isWriter: opened.value.isWriter });
}

/** Tells the host that a person has read where the journal was damaged; what waited goes out. */
export async function seeDamage(store: StationStore, host: Host): Promise<void> {
  const seen = await host.call('outbox.damageSeen', {});
  if (seen.ok) await askAgain(store, host);
}
