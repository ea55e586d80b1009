/** Whether the portal answers, learned from every exchange; while it does not, it is asked now and then. */
import type { ConnectionState } from '../../shared/contract/host-contract.ts';

/** An answer that took longer is said to be slow. */
const SLOW_MS = 5_000;
const FIRST_LOOK_MS = 2_000;
const LONGEST_LOOK_MS = 30_000;

export interface ReachPorts {
  readonly now: () => number;
  readonly after: (ms: number, then: () => void) => () => void;
  /** Asks the portal for a sign of life; what comes of it arrives through `note`. */
  readonly look: () => void;
  readonly changed: (state: ConnectionState, isBack: boolean) => void;
}

export class Reach {
  private current: ConnectionState = { is: 'online' };
  private delay = FIRST_LOOK_MS;
  private callOff: (() => void) | undefined;

  constructor(private readonly ports: ReachPorts) {}

  get state(): ConnectionState {
    return this.current;
  }

  note({ isReached, tookMs }: { readonly isReached: boolean; readonly tookMs: number }): void {
    const before = this.current;
    if (isReached)
      this.current = tookMs > SLOW_MS ? { is: 'slow', seconds: Math.round(tookMs / 1000) } : { is: 'online' };
    else if (before.is !== 'offline') this.current = { is: 'offline', since: this.ports.now() };
    if (!isReached) this.lookLater();
    if (before.is === this.current.is) return;
    const isBack = before.is === 'offline';
    if (isBack) this.delay = FIRST_LOOK_MS;
    this.ports.changed(this.current, isBack);
  }

  stop(): void {
    this.callOff?.();
    this.callOff = () => undefined;
  }

  private lookLater(): void {
    if (this.callOff) return;
    this.callOff = this.ports.after(this.delay, () => {
      this.callOff = undefined;
      this.ports.look();
    });
    this.delay = Math.min(LONGEST_LOOK_MS, this.delay * 2);
  }
}
