/** The simulation's portal for tests of the engine: a network that can break at will, a colleague, a count of writes. */
import type { Failure } from '../../../shared/failure/failure.ts';
import type { FieldEdit } from '../../../shared/specimen/field-edit.ts';
import type { Exchange, PortalRequest } from '../portal/symbiota/request.ts';
import { isWrite } from './simulation/network.ts';
import { busyAnswer, html } from './simulation/portal-answers.ts';
import { PortalModel } from './simulation/portal-model.ts';
import { PortalPages } from './simulation/portal-pages.ts';
import type { Columns } from './simulation/portal-records.ts';

type Mishap =
  | 'losesTheRequest'
  | 'losesTheAnswer'
  | 'saysYesAndDoesNothing'
  | 'saysNoAndDoesIt'
  | 'expired'
  | 'forbidden'
  | 'tooLarge';

const NOT_AUTHORISED = html('ERROR: Sorry, you are not authorized to edit occurrences within this collection');
const TIMED_OUT = { ok: false, failure: { kind: 'timedOut' }, hasLeft: true } as const;

export class PortalStandIn {
  readonly model = new PortalModel();
  readonly pages = new PortalPages(this.model);
  readonly writes: PortalRequest[] = [];
  isReachable = true;
  /** Why no record can be read. */
  readFails: Failure | undefined;
  /** Why the edit history alone cannot be read. */
  historyFails: Failure | undefined;
  /** Runs between the station's last read and its write: a colleague who is faster. */
  beforeWrite: (() => void) | undefined;
  private readonly mishaps: Mishap[] = [];

  constructor(private readonly now: () => number) {
    this.pages.users.set('ana', { user: 'ana', isSupervisor: false, mayEdit: true });
    this.pages.users.set('sue', { user: 'sue', isSupervisor: true, mayEdit: true });
  }

  add(occid: number, columns: Columns = {}): void {
    this.model.add(occid, columns);
  }

  next(mishap: Mishap): void {
    this.mishaps.push(mishap);
  }

  /** A colleague's edit. */
  edit(occid: number, { term, to }: Pick<FieldEdit, 'term' | 'to'>): void {
    const order = { occid, by: 'ben', now: this.now(), identifiers: [], isApplied: true };
    this.model.save({ ...order, posted: { [term]: to }, edited: [term.toLowerCase()] });
  }

  readonly exchange = async (_: string, request: PortalRequest): Promise<Exchange> => {
    if (!this.isReachable) return { ok: false, failure: { kind: 'offline' }, hasLeft: false };
    if (isWrite(request)) return this.write(request);
    const fails = request.path.includes('/annotation') ? this.historyFails : undefined;
    const trouble = fails ?? (/occurrence\/\d+/.test(request.path) ? this.readFails : undefined);
    if (trouble)
      return {
        ok: true,
        answer: { ...busyAnswer(0), status: trouble.kind === 'forbidden' ? 403 : 503, retryAfterMs: undefined },
      };
    return this.answer(request);
  };

  private write(request: PortalRequest): Exchange {
    this.beforeWrite?.();
    const mishap = this.mishaps.shift();
    if (mishap === 'expired') this.pages.sessions.clear();
    if (mishap === 'tooLarge') return { ok: true, answer: { ...html(''), status: 413 } };
    if (mishap === 'forbidden') return { ok: true, answer: NOT_AUTHORISED };
    if (mishap === 'losesTheRequest') return TIMED_OUT;
    if (mishap !== 'expired') this.writes.push(request);
    if (mishap === 'saysYesAndDoesNothing') return { ok: true, answer: html('SUCCESS') };
    const answered = this.answer(request);
    if (mishap === 'saysNoAndDoesIt') return { ok: true, answer: NOT_AUTHORISED };
    return mishap === 'losesTheAnswer' ? TIMED_OUT : answered;
  }

  private answer(request: PortalRequest): Exchange {
    return { ok: true, answer: this.pages.answer(request, this.now()) };
  }
}
