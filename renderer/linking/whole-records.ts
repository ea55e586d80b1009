/** Records as they are stored, read ahead of a merge and kept for when the network is gone. */
import { isTemporary } from '../../shared/failure/explain-failure.ts';
import { failed, success, type Result } from '../../shared/failure/failure.ts';
import type { WholeRecord } from '../../shared/portal/portal-record.ts';
import type { LinkingPorts } from './linking-ports.ts';

/** Nobody waits longer for a look at a merge; a kept copy serves then, and the outbox compares before it sends. */
const LONGEST_WAIT_MS = 8_000;
/** Two readings this close together are one. */
const FRESH_MS = 5_000;

interface Reading {
  readonly at: number;
  readonly answer: Promise<Result<WholeRecord>>;
}

export class WholeRecords {
  private readonly kept = new Map<number, WholeRecord>();
  private readonly readings = new Map<number, Reading>();

  constructor(private readonly ports: LinkingPorts) {}

  /** As a copy kept from an earlier day. */
  know(record: WholeRecord): void {
    if (!this.kept.has(record.occid)) this.kept.set(record.occid, record);
  }

  /** From the portal now; as it was read before where the portal is out of reach. */
  async read(occid: number): Promise<Result<WholeRecord>> {
    const { now } = this.ports;
    const last = this.readings.get(occid);
    if (last && now() - last.at < FRESH_MS) return last.answer;
    const answer = this.ask(occid);
    this.readings.set(occid, { at: now(), answer });
    return answer;
  }

  /** What a merge makes one of. */
  readBoth(source: number, target: number): Promise<[source: Result<WholeRecord>, target: Result<WholeRecord>]> {
    return Promise.all([this.read(source), this.read(target)]);
  }

  private async ask(occid: number): Promise<Result<WholeRecord>> {
    const { host, outbox } = this.ports;
    const asked = host.call('portal.readWhole', { journalId: outbox.journalId, occid });
    const late = new Promise<Result<WholeRecord>>(resolve =>
      setTimeout(() => resolve(failed({ kind: 'timedOut' })), LONGEST_WAIT_MS),
    );
    const answer = await Promise.race([asked, late]);
    if (answer.ok) this.kept.set(occid, answer.value);
    const kept = this.kept.get(occid);
    return !answer.ok && kept && isTemporary(answer.failure) ? success(kept) : answer;
  }
}
