/** Does another record bear this number? Asked of the portal, of this station's queue, and of its copy where the portal is out of reach. */
import { isTemporary } from '../../shared/failure/explain-failure.ts';
import { failed, success, type Failure, type Result } from '../../shared/failure/failure.ts';
import { accessionKey, spellingsOf } from '../../shared/specimen/accession-number.ts';
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import type { LinkingEvent } from '../../shared/workflow/linking-event.ts';
import type { PictureRecord } from '../../shared/workflow/linking-task.ts';
import type { QueueRow } from '../database/station-database.ts';
import { withQueuedNumbers } from '../outbox/queue-facts.ts';
import { standing } from './dealt-with.ts';
import type { LinkingPorts } from './linking-ports.ts';

/** Longer than this nobody waits at a bench; the station's own copy is asked then. */
const LONGEST_WAIT_MS = 8_000;
/** So long an answer that was fetched ahead is as good as a new one: what is queued here is looked at anew each time. */
const FRESH_MS = 10 * 60_000;

type Checked = Extract<LinkingEvent, { type: 'checked' }>;
export type CheckAnswer = (Checked | Extract<LinkingEvent, { type: 'checkFailed' }>) & { readonly failure?: Failure };

export class NumberCheck {
  private readonly fetched = new Map<string, { readonly at: number; readonly bearers: readonly Occurrence[] }>();

  constructor(private readonly ports: LinkingPorts) {}

  /** Asks the portal before anybody types the number. */
  async fetchAhead(number: string): Promise<readonly Occurrence[]> {
    const answer = await this.askPortal(number);
    if (!answer.ok) return [];
    this.fetched.set(number, { at: this.ports.now(), bearers: answer.value });
    return answer.value;
  }

  async check(number: string, picture: PictureRecord): Promise<CheckAnswer> {
    const answer = await this.askPortal(number);
    if (answer.ok) return this.answered(number, picture, answer.value, { from: 'portal' });
    const { now, database } = this.ports;
    const isOutOfReach = isTemporary(answer.failure);
    if (!isOutOfReach) return { type: 'checkFailed', number, isOutOfReach, at: now(), failure: answer.failure };
    const seen = await database.findSeenByAccession(number);
    const others = [...seen, ...this.queuedHere(number, picture)].filter(({ occid }) => occid !== picture.occid);
    if (others.length === 0) return { type: 'checkFailed', number, isOutOfReach, at: now() };
    return this.answered(number, picture, seen, {
      from: 'station',
      readAt: Math.min(...others.map(one => one.readAt)),
    });
  }

  private answered(
    number: string,
    picture: PictureRecord,
    bearers: readonly Occurrence[],
    source: Checked['source'],
  ): Checked {
    const { outbox, profile } = this.ports;
    const known = withQueuedNumbers(bearers, outbox.view.getState().rows);
    const queued = this.queuedHere(number, picture).filter(one => known.every(({ occid }) => occid !== one.occid));
    const lookedFor = spellingsOf(number, profile.accession);
    return { type: 'checked', number, candidates: [...known, ...queued], lookedFor, source };
  }

  private async askPortal(typed: string): Promise<Result<readonly Occurrence[]>> {
    const { host, outbox, database, now } = this.ports;
    const known = this.fetched.get(typed);
    if (known && now() - known.at < FRESH_MS) return success(known.bearers);
    const { journalId } = outbox;
    const answer = await withinReason(host.call('portal.findByAccession', { journalId, typed }));
    if (!answer.ok) return answer;
    const { occurrences } = answer.value;
    await database.rememberSeen(occurrences, typed);
    return success(occurrences);
  }

  /** Pictures that were given this number here, and of which the portal need not know yet. */
  private queuedHere(number: string, picture: PictureRecord): readonly Occurrence[] {
    const key = accessionKey(number);
    return standing(this.ports.outbox.view.getState().rows).flatMap(row => {
      const occurrence = numberedHere(row, key, this.ports.now());
      return occurrence && occurrence.occid !== picture.occid ? [occurrence] : [];
    });
  }
}

function numberedHere({ entry }: QueueRow, key: string, readAt: number): Occurrence | undefined {
  const { change, seen, collid } = entry;
  if (change.kind !== 'addIdentifier' || typeof change.occid !== 'number') return undefined;
  if (accessionKey(change.identifier.value) !== key) return undefined;
  const { recordedBy, recordNumber, eventDate, scientificName, accession } = seen;
  const unknown = { country: null, stateProvince: null, county: null, locality: null, dateLastModified: null };
  const names = { associatedCollectors: null, verbatimEventDate: null, identifiedBy: null, dateIdentified: null };
  return {
    ...{ occid: change.occid, collid, catalogNumber: accession, otherCatalogNumbers: [change.identifier.value] },
    ...{ recordedBy, recordNumber, eventDate, scientificName, ...unknown, ...names },
    ...{ processingStatus: 'unprocessed', imageCount: 1, isSecured: false, readAt },
  };
}

function withinReason<Value>(asked: Promise<Result<Value>>): Promise<Result<Value>> {
  const late = new Promise<Result<Value>>(resolve =>
    setTimeout(() => resolve(failed({ kind: 'timedOut' })), LONGEST_WAIT_MS),
  );
  return Promise.race([asked, late]);
}
