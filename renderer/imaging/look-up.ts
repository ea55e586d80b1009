/** Looking for a record: the portal first, this station's copy where the portal is out of reach. */
import { failed, type Failure, type Result } from '../../shared/failure/failure.ts';
import { isTemporary } from '../../shared/failure/explain-failure.ts';
import { ranked } from '../../shared/search/match-score.ts';
import { isLabelEnough, type SheetWords, type WayToLook } from '../../shared/search/occurrence-query.ts';
import { spellingsOf } from '../../shared/specimen/accession-number.ts';
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import type { ImagingEvent } from '../../shared/workflow/imaging-event.ts';
import type { BenchPorts } from './bench-ports.ts';
import { withQueuedNumbers } from '../outbox/queue-facts.ts';

/** Longer than this nobody waits at a bench; the station's own copy is asked then. */
const LONGEST_WAIT_MS = 8_000;

export type LookUpAnswer =
  | Extract<ImagingEvent, { type: 'found' }>
  | (Extract<ImagingEvent, { type: 'searchFailed' }> & { readonly failure?: Failure });

export async function lookFor(ports: BenchPorts, words: SheetWords, by: WayToLook): Promise<LookUpAnswer> {
  const asked = await withinReason(askPortal(ports, words, by));
  await ports.outbox.known;
  if (asked.ok) return found(ports, words, by, asked.value, { from: 'portal' });
  if (!isTemporary(asked.failure)) return { type: 'searchFailed', isOutOfReach: false, failure: asked.failure };
  const seen =
    by === 'accession'
      ? await ports.database.findSeenByAccession(words.accession)
      : await ports.database.findSeenByLabel(words);
  if (seen.length === 0) return { type: 'searchFailed', isOutOfReach: true };
  return found(ports, words, by, seen, { from: 'station', readAt: Math.min(...seen.map(one => one.readAt)) });
}

/**
 * Asks the portal only, by stamp and then by label; undefined while it is out of reach. For sheets that wait.
 */
export async function lookForLater(ports: BenchPorts, words: SheetWords): Promise<LookUpAnswer | undefined> {
  const ways: readonly WayToLook[] =
    words.accession.trim() === '' ? ['label'] : isLabelEnough(words) ? ['accession', 'label'] : ['accession'];
  let answer: LookUpAnswer | undefined;
  for (const by of ways) {
    const asked = await withinReason(askPortal(ports, words, by));
    if (!asked.ok) return undefined;
    answer = found(ports, words, by, asked.value, { from: 'portal' });
    if (asked.value.length > 0) return answer;
  }
  return answer;
}

async function askPortal(
  { host, database, outbox }: BenchPorts,
  words: SheetWords,
  by: WayToLook,
): Promise<Result<readonly Occurrence[]>> {
  const { accession, ...label } = words;
  const { journalId } = outbox;
  if (by === 'label') {
    const answer = await host.call('portal.findByLabel', { journalId, ...label });
    if (answer.ok) await database.rememberSeen(answer.value);
    return answer;
  }
  const answer = await host.call('portal.findByAccession', { journalId, typed: accession });
  if (!answer.ok) return answer;
  await database.rememberSeen(answer.value.occurrences, accession);
  return { ok: true, value: answer.value.occurrences };
}

function found(
  { outbox, profile }: BenchPorts,
  words: SheetWords,
  by: WayToLook,
  occurrences: readonly Occurrence[],
  source: Extract<ImagingEvent, { type: 'found' }>['source'],
): LookUpAnswer {
  const candidates = ranked(words, withQueuedNumbers(occurrences, outbox.view.getState().rows));
  const lookedFor = by === 'accession' ? spellingsOf(words.accession, profile.accession) : [];
  return { type: 'found', candidates, lookedFor, source };
}

function withinReason<Value>(asked: Promise<Result<Value>>): Promise<Result<Value>> {
  const late = new Promise<Result<Value>>(resolve =>
    setTimeout(() => resolve(failed({ kind: 'timedOut' })), LONGEST_WAIT_MS),
  );
  return Promise.race([asked, late]);
}
