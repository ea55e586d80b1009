/** What must hold for each thing that really happened under one of our accounts. RELIABILITY 3.1: I2, I3, I6, I7, I9. */
import { QUARANTINE_MS } from '../../../../shared/outbox/schedule.ts';
import type { PortalModel } from './portal-model.ts';
import type { Effect } from './portal-records.ts';
import { isAbout, isAccountOf, isBehind, isSame, isShown, told, type Run, type Wish } from './run.ts';

export function judgeEffect(run: Run, effect: Effect, wishes: readonly Wish[]): readonly string[] {
  if (effect.what === 'filled') return [];
  const behind = wishes.filter(wish => isBehind(wish, effect));
  if (behind.length === 0) return [`I6 frame: ${told(effect)} was asked for by nobody`];
  const isTold = behind.some(isShown);
  const found: string[] = [];
  const same = run.model.effects.filter(
    other =>
      other.what === effect.what &&
      other !== effect &&
      other.to === effect.to &&
      isAccountOfAny(run, other) &&
      isBehindAll(behind, other),
  );
  if (!run.isBeyondUs && same.length + 1 > behind.length) found.push(`I2 twice: ${told(effect)}`);
  const isDegraded = behind.some(({ station }) => station.histories.some(({ state }) => state === 'notTold'));
  const isExcused = isTold || isDegraded || run.lostBothCopies || isForgotten(effect, behind);
  if (effect.what === 'field' && !isExcused && isUnseen(run, effect, behind)) found.push(`I3 silent: ${told(effect)}`);
  if (effect.what === 'merge' && effect.to !== 'alive' && !isTold) found.push(`I7 merge into nothing: ${told(effect)}`);
  if (effect.what === 'merge' && isUnconfirmed(run, effect, behind)) found.push(`I7 not as confirmed: ${told(effect)}`);
  if (
    !isTold &&
    !run.isBeyondUs &&
    !run.lostBothCopies &&
    !isForgotten(effect, behind) &&
    isDoubled(run, effect, behind)
  )
    found.push(`I13 on two records: ${told(effect)}`);
  if (!behind.some(({ station, entry }) => entry.account === effect.by || station.adopters.has(effect.by)))
    found.push(`I9 account: ${told(effect)}`);
  return found;
}

/** It came later than any quarantine, and the journal that would have had it looked for was lost or set back meanwhile. */
const isForgotten = ({ at, sentAt }: Effect, behind: readonly Wish[]): boolean =>
  at - sentAt > QUARANTINE_MS && behind.some(({ station }) => station.hasLostJournal);

/** The two readings before a merge, and the way to the portal. */
const MERGE_WINDOW_MS = 3_000;

/** One of the two records was another one than the person confirmed, and well before it was sent. */
function isUnconfirmed({ model }: Run, effect: Effect, behind: readonly Wish[]): boolean {
  return behind.every(({ station, entry: { id, change } }) => {
    if (change.kind !== 'merge') return false;
    const meanwhile = model.effects.slice(station.madeAfter.get(id) ?? 0, effect.nth);
    const isEarly = ({ at }: Effect) => at < effect.sentAt - MERGE_WINDOW_MS;
    // Its rows go with a record that is merged away between two readings, and nobody can know what they were.
    const isTorn = (occid: number) =>
      meanwhile.some(one => one.what === 'merge' && one.key === String(occid) && !isEarly(one));
    const touched = meanwhile
      .filter(({ occid }) => [change.source, change.target].includes(occid) && !isTorn(occid))
      .filter(({ at, by }) => at !== effect.at || by !== effect.by)
      // Of a record that is gone already, nothing is merged.
      .filter(({ what, from }) => what !== 'merge' || from !== null);
    const early = touched.filter(isEarly);
    // The readings fell after some of what came later, and before the rest.
    const readable = touched.slice(early.length).map((_, nth) => touched.slice(0, early.length + nth + 1));
    return early.some(one => ![early, ...readable].some(until => isSetBack(one, until)));
  });
}

/** A value that came back to what it was leaves the record as it was confirmed, as does a number that came and went. */
function isSetBack(effect: Effect, touched: readonly Effect[]): boolean {
  if (effect.what === 'identifier') return touched.some(one => isGone(one, effect));
  if (effect.what === 'identifierGone') return touched.some(one => one.what === 'identifier' && isGone(effect, one));
  if (effect.what !== 'field') return false;
  const column = touched.filter(one => isAbout(one, effect.occid, effect.key));
  return isSame(column[0]?.from ?? null, column.at(-1)?.to ?? null);
}

const isGone = (gone: Effect, { occid, key, to, nth }: Effect): boolean =>
  gone.what === 'identifierGone' && gone.occid === occid && gone.key === key && gone.from === to && gone.nth > nth;

const isBehindAll = (wishes: readonly Wish[], effect: Effect): boolean => wishes.some(wish => isBehind(wish, effect));

/** Replaced what none of its wishes knew of; a value that came by a route without history cannot be seen by anybody. */
function isUnseen({ model, initial, isBeyondUs }: Run, effect: Effect, behind: readonly Wish[]): boolean {
  // A record that somebody deleted before the second look has nobody's value left.
  if (isBeyondUs && !model.records.has(effect.occid)) return false;
  const isKnown = behind.some(({ entry: { change } }) =>
    change.kind === 'setField' ? isSame(change.edit.from, effect.from) : change.kind !== 'addIdentifier',
  );
  if (isKnown) return false;
  const before = model.effects.slice(0, effect.nth).findLast(one => isAbout(one, effect.occid, effect.key));
  return before ? before.isLogged : initial.get(`${effect.occid} ${effect.key}`) === effect.from;
}

/** A number that was to be on one record alone stood on another one already, and stands on both to the end. */
function isDoubled({ model }: Run, effect: Effect, behind: readonly Wish[]): boolean {
  if (effect.to === null || !bearersNow(model, effect, [effect.to]).includes(effect.occid)) return false;
  const spellings = behind.flatMap(({ entry: { change } }) =>
    change.kind === 'addIdentifier' ? (change.aloneAs ?? []) : [effect.to ?? ''],
  );
  return bearersNow(model, effect, spellings).some(other => other !== effect.occid && hasStood(model, effect, other));
}

const bearersNow = (model: PortalModel, { what, key }: Effect, spellings: readonly string[]): readonly number[] =>
  spellings.flatMap(number => {
    if (what === 'identifier') return model.bearers(number, 1, 0);
    return what === 'field' && key === 'catalogNumber' ? model.holders(number, 1, 0) : [];
  });

/** All that was done to the numbers of the other record was done before. */
const hasStood = ({ effects }: PortalModel, { nth }: Effect, other: number): boolean =>
  effects.every(
    one =>
      one.nth < nth ||
      one.occid !== other ||
      !(
        ['identifier', 'identifierGone', 'merge'].includes(one.what) ||
        ['otherCatalogNumbers', 'catalogNumber'].includes(one.key)
      ),
  );

const isAccountOfAny = ({ stations }: Run, { by }: Effect): boolean =>
  stations.some(station => isAccountOf(station, by));
