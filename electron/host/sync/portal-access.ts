/** Whether the portal may be worked with now: left in peace after troubles, and only under the session of the account. */
import { isTemporary } from '../../../shared/failure/explain-failure.ts';
import { failed, success, type Result } from '../../../shared/failure/failure.ts';
import { afterTrouble, CLOSED, type Circuit } from '../../../shared/outbox/circuit.ts';
import type { Delivery } from '../../../shared/outbox/outbox-entry.ts';
import type { EnginePorts } from './ports.ts';

/** What a password cannot mend now is asked again then, and not for each entry. */
const SIGN_IN_PAUSE_MS = 60_000;

interface Ports extends Pick<EnginePorts, 'now' | 'chance' | 'account' | 'signInAgain'> {
  readonly portal: Pick<EnginePorts['portal'], 'signedIn'>;
}

export class PortalAccess {
  private circuit: Circuit = CLOSED;

  constructor(private readonly ports: Ports) {}

  /** Nothing is asked before; wall milliseconds, past or to come. */
  get leftInPeaceUntil(): number {
    return this.circuit.openUntil;
  }

  get isLeftInPeace(): boolean {
    return this.circuit.openUntil > this.ports.now();
  }

  /** Subtle: of two who signed in at once, the portal may know the other one. */
  get isSignedIn(): boolean {
    const account = this.ports.account();
    return account !== undefined && this.ports.portal.signedIn()?.user === account;
  }

  /** One automatic try; answers whether it opened a session. */
  async signIn(): Promise<boolean> {
    const opened = await this.ports.signInAgain();
    if (!opened.ok)
      this.note(isTemporary(opened.failure) ? opened : failed({ kind: 'busy', retryAfterMs: SIGN_IN_PAUSE_MS }));
    return opened.ok;
  }

  /** Leaves the portal in peace no longer, whatever it did before. */
  tryNow(): void {
    this.circuit = CLOSED;
  }

  /** How the portal took what was asked of it. */
  note(outcome: Result<unknown>): void {
    const { now, chance } = this.ports;
    this.circuit = outcome.ok ? CLOSED : afterTrouble(this.circuit, outcome.failure, now(), chance());
  }

  /** A waiting that the portal caused counts against it; one that the evidence asked for does not. */
  noteDelivery(delivery: Delivery): void {
    const isTroubled =
      delivery.is === 'checking' || (delivery.is === 'retrying' && delivery.notBefore > this.ports.now());
    this.note(isTroubled ? failed(delivery.why) : success(undefined));
  }
}
