/** What must hold after any run. I1 to I12 of RELIABILITY 3.1, judged by what really happened at the portal. */
import { isDeepStrictEqual } from 'node:util';
import { asPortalKeeps } from '../../../../shared/base/text.ts';
import { recordsOf } from '../../../../shared/portal/change.ts';
import { isSettled, needsPerson, type OutboxEntry, type QueuedEntry } from '../../../../shared/outbox/outbox-entry.ts';
import type { Projection } from '../../journal/projection.ts';
import { imageKey } from '../kinds/row-changes.ts';
import type { PortalModel } from './portal-model.ts';
import type { Effect } from './portal-records.ts';
import { PASSWORD } from './portal-pages.ts';
import type { SimulatedStation } from './simulated-station.ts';

export interface Run {
  readonly model: PortalModel;
  readonly stations: readonly SimulatedStation[];
  /** Values before anything happened: `occid column`. */
  readonly initial: ReadonlyMap<string, string | null>;
  readonly requests: number;
  readonly mostInFlight: number;
  readonly writes: number;
  readonly editorsOpened: number;
  /** A request that was delivered twice, or later than any quarantine: then telling is all that can be asked for. */
  readonly isBeyondUs: boolean;
  /** Both copies of a queue were lost or set back. */
  readonly lostBothCopies: boolean;
  /** What the journal of each station says when it is read once more. */
  readonly replayed: readonly Projection[];
  /** All that lies on each station's disk. */
  readonly texts: readonly string[];
}

interface Wish {
  readonly station: SimulatedStation;
  readonly entry: OutboxEntry;
}

export function violationsOf(run: Run): readonly string[] {
  const wishes = run.stations.flatMap(station => [...station.made.values()].map(entry => ({ station, entry })));
  const ours = run.model.effects.filter(effect => run.stations.some(station => isAccountOf(station, effect.by)));
  return [
    ...lost(run),
    ...ours.flatMap(effect => judgeEffect(run, effect, wishes)),
    ...wishes.flatMap(wish => judgeWish(run, wish, ours, wishes)),
    ...disorder(run, ours, wishes),
    ...machinery(run),
  ];
}

const isAccountOf = (station: SimulatedStation, account: string): boolean =>
  account !== '' && [station.maker, `${station.maker} too`, 'sue'].includes(account);

const isAccountOfAny = ({ stations }: Run, { by }: Effect): boolean =>
  stations.some(station => isAccountOf(station, by));

/** I1: every acknowledged entry came to an end or lies before a person. */
function lost({ stations, lostBothCopies }: Run): readonly string[] {
  if (lostBothCopies) return [];
  return stations.flatMap(station =>
    [...station.acknowledged].flatMap(id => {
      const delivery = station.deliveryOf(id);
      const row = station.window.rows.get(id);
      if (row?.isSetAside || (!delivery && row?.settled)) return [];
      if (delivery && (isSettled(delivery) || needsPerson(delivery) || waitsForDecision(station, id))) return [];
      return [`I1 lost: ${id} is ${delivery?.is ?? 'nowhere'}`];
    }),
  );
}

/** A person was shown what became of it, or has it set aside before them. */
const isShown = ({ station, entry }: Wish): boolean =>
  (station.told.get(entry.id)?.size ?? 0) > 0 || (station.window.rows.get(entry.id)?.isSetAside ?? false);

/** Stands, maybe behind others that wait too, behind an entry that a person has to decide on. */
function waitsForDecision(station: SimulatedStation, id: string, known = new Set<string>()): boolean {
  const { open, queue } = station.journal?.projection ?? { open: [], queue: new Map<string, QueuedEntry>() };
  known.add(id);
  const entry = queue.get(id)?.entry;
  if (!entry) return false;
  return [...open].some(otherId => {
    const other = queue.get(otherId);
    if (!other || known.has(otherId) || !standsBefore(other.entry, entry)) return false;
    return needsPerson(other.delivery) || waitsForDecision(station, otherId, known);
  });
}

function standsBefore(other: OutboxEntry, entry: OutboxEntry): boolean {
  const records = new Set<unknown>([...recordsOf(other.change), other.id]);
  return other.id === entry.after || recordsOf(entry.change).some(one => records.has(one));
}

/** I2, I3, I6, I7, I9: one thing that really happened under one of our accounts. */
function judgeEffect(run: Run, effect: Effect, wishes: readonly Wish[]): readonly string[] {
  if (effect.what === 'filled') return [];
  const behind = wishes.filter(wish => wishes && isBehind(wish, effect));
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
  if (effect.what === 'field' && !isTold && !isDegraded && !run.lostBothCopies && isUnseen(run, effect, behind))
    found.push(`I3 silent: ${told(effect)}`);
  if (effect.what === 'merge' && effect.to !== 'alive' && !isTold) found.push(`I7 merge into nothing: ${told(effect)}`);
  if (effect.what === 'merge' && isUnconfirmed(run, effect, behind)) found.push(`I7 not as confirmed: ${told(effect)}`);
  if (!behind.some(({ station, entry }) => entry.account === effect.by || station.adopters.has(effect.by)))
    found.push(`I9 account: ${told(effect)}`);
  return found;
}

/** The two readings before a merge, and the way to the portal. */
const MERGE_WINDOW_MS = 3_000;

/** One of the two records was another one than the person confirmed, and well before it was sent. */
function isUnconfirmed({ model }: Run, effect: Effect, behind: readonly Wish[]): boolean {
  return behind.every(({ station, entry: { id, change } }) => {
    if (change.kind !== 'merge') return false;
    const touched = model.effects
      .slice(station.madeAfter.get(id) ?? 0, effect.nth)
      .filter(({ occid }) => [change.source, change.target].includes(occid))
      .filter(({ at, by }) => at !== effect.at || by !== effect.by);
    const early = touched.filter(({ at }) => at < effect.sentAt - MERGE_WINDOW_MS);
    return early.some(one => !isSetBack(one, touched));
  });
}

/** A value that came back to what it was leaves the record as it was confirmed. */
function isSetBack(effect: Effect, touched: readonly Effect[]): boolean {
  if (effect.what !== 'field') return false;
  const column = touched.filter(one => isAbout(one, effect.occid, effect.key));
  return isSame(column[0]?.from ?? null, column.at(-1)?.to ?? null);
}

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

function isAbout({ what, occid, key }: Effect, ofOccid: number, column: string): boolean {
  return (what === 'field' || what === 'filled') && occid === ofOccid && key === column;
}

function isBehind({ station, entry: { id, change } }: Wish, effect: Effect): boolean {
  const { what, occid, key, to, from } = effect;
  const about = 'occid' in change ? occidIn(station, change.occid) : undefined;
  switch (change.kind) {
    case 'setField':
      return (
        what === 'field' &&
        about === occid &&
        change.edit.term === key &&
        (isSame(change.edit.to, to) || isCut(change.edit.to, to))
      );
    case 'addIdentifier':
      if (what === 'field') return about === occid && key === 'otherCatalogNumbers';
      return (
        what === 'identifier' &&
        about === occid &&
        (to === change.identifier.value || isCut(change.identifier.value, to))
      );
    case 'removeIdentifier':
      return what === 'identifierGone' && about === occid && from === change.identifier.value;
    case 'merge':
      return what === 'merge' && change.target === occid && String(change.source) === key;
    case 'create':
      return what === 'create' && (to === change.catalogNumber || isCut(change.catalogNumber, to));
    case 'attachImage':
      return what === 'image' && key === imageKey(id);
    case 'associate':
      return (
        what === 'association' && about === occid && key === change.relationship && to === String(change.occidAssociate)
      );
  }
}

function occidIn(station: SimulatedStation, ref: number | string): number | undefined {
  if (typeof ref === 'number') return ref;
  const delivery = station.deliveryOf(ref);
  return station.created.get(ref) ?? (delivery?.is === 'delivered' ? (delivery.occid ?? undefined) : undefined);
}

/** I4: delivered means that it stood there; withdrawn means that nothing of it did. */
function judgeWish(run: Run, wish: Wish, ours: readonly Effect[], wishes: readonly Wish[]): readonly string[] {
  const { station, entry } = wish;
  const delivery = station.deliveryOf(entry.id);
  if (delivery?.is === 'delivered' && !stoodThere(run, wish))
    return [`I4 untrue: ${entry.change.kind} ${entry.id} is delivered`];
  const isTold = isShown(wish);
  if (delivery?.is !== 'withdrawn' || isTold || run.isBeyondUs) return [];
  const effect = ours.find(one => one.nth >= (station.madeAfter.get(entry.id) ?? 0) && isBehind(wish, one));
  const isAlsoAnothers = effect && wishes.some(other => other.entry.id !== entry.id && isBehind(other, effect));
  return effect && !isAlsoAnothers ? [`I4 untrue: ${entry.id} was withdrawn and ${told(effect)}`] : [];
}

function stoodThere({ model, initial }: Run, { station, entry }: Wish): boolean {
  const { change } = entry;
  if (change.kind !== 'setField')
    return (
      change.kind === 'removeIdentifier' ||
      model.effects.some(effect => isBehind({ station, entry }, effect)) ||
      isThere(model, change)
    );
  const occid = occidIn(station, change.occid);
  const since = station.madeAfter.get(entry.id) ?? 0;
  const column = model.effects.filter(one => occid !== undefined && isAbout(one, occid, change.edit.term));
  const before = column.findLast(({ nth }) => nth < since);
  const atFirst = before ? before.to : (initial.get(`${occid} ${change.edit.term}`) ?? null);
  return isSame(atFirst, change.edit.to) || column.some(({ nth, to }) => nth >= since && isSame(to, change.edit.to));
}

function isThere(model: PortalModel, change: OutboxEntry['change']): boolean {
  if (change.kind !== 'addIdentifier' || typeof change.occid !== 'number') return false;
  return model.records.get(change.occid)?.identifiers.some(({ value }) => value === change.identifier.value) ?? false;
}

/** I5: of two wishes about one field, the later one has the last word. */
function disorder({ isBeyondUs }: Run, ours: readonly Effect[], wishes: readonly Wish[]): readonly string[] {
  if (isBeyondUs) return [];
  const found: string[] = [];
  const lastOf = new Map<string, { readonly seq: number; readonly nth: number }>();
  for (const effect of ours) {
    if (effect.what !== 'field') continue;
    for (const { station, entry } of wishes.filter(wish => isBehind(wish, effect))) {
      const seq = station.journal?.projection.queue.get(entry.id)?.seq;
      const key = `${station.maker} ${effect.occid} ${effect.key}`;
      const last = lastOf.get(key);
      const isOnly = wishes.filter(wish => isBehind(wish, effect)).length === 1;
      if (seq !== undefined && last && seq < last.seq && isOnly) found.push(`I5 order: ${told(effect)}`);
      if (seq !== undefined && isOnly) lastOf.set(key, { seq: Math.max(seq, last?.seq ?? 0), nth: effect.nth });
    }
  }
  return found;
}

/** I8, I10, I11, I12, and no bug on the way. */
function machinery({
  stations,
  replayed,
  texts,
  writes,
  editorsOpened,
  requests,
  mostInFlight,
}: Run): readonly string[] {
  const found: string[] = [];
  const entries = stations.reduce((sum, { made }) => sum + made.size, 0);
  if (requests > 400 + 60 * (entries + 1)) found.push(`I11 busy: ${requests} requests for ${entries} entries`);
  const intents = stations.reduce((sum, station) => sum + station.intents, 0);
  if (writes > intents) found.push(`D2 wire: ${writes} writes for ${intents} intents`);
  if (editorsOpened > 0) found.push(`C9 lock: ${editorsOpened} editor pages opened`);
  if (mostInFlight > 1) found.push(`I12 writers: ${mostInFlight} at once under one account`);
  for (const [nth, station] of stations.entries()) {
    for (const fault of station.faults) found.push(`fault: ${fault}`);
    if (texts[nth]?.includes(PASSWORD)) found.push('I10 secret: the password is in the journal');
    if (!isDeepStrictEqual(station.journal?.projection.queue, replayed[nth]?.queue))
      found.push('I8 replay: the journal says something else when it is read again');
  }
  return found;
}

const isSame = (a: string | null, b: string | null): boolean => asPortalKeeps(a) === asPortalKeeps(b);

const isCut = (sent: string | null, kept: string | null): boolean =>
  sent !== null && kept !== null && kept !== '' && sent !== kept && sent.startsWith(kept);

const told = ({ what, occid, key, from, to, by }: Effect): string =>
  `${what} ${occid} ${key}: ${from} -> ${to} by ${by}`;
