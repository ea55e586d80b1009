/** What must hold for each entry of an outbox, and between two of them. RELIABILITY 3.1: I1, I4, I5. */
import { isSettled, needsPerson, type OutboxEntry, type QueuedEntry } from '../../../../shared/outbox/outbox-entry.ts';
import { recordsOf } from '../../../../shared/portal/change.ts';
import type { PortalModel } from './portal-model.ts';
import type { Effect } from './portal-records.ts';
import { isAbout, isBehind, isSame, isShown, occidIn, told, type Run, type Wish } from './run.ts';
import type { SimulatedStation } from './simulated-station.ts';

/** I1: every acknowledged entry came to an end or lies before a person. */
export function lost({ stations, lostBothCopies }: Run): readonly string[] {
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

/** I4: delivered means that it stood there; withdrawn means that nothing of it did. */
export function judgeWish(run: Run, wish: Wish, ours: readonly Effect[], wishes: readonly Wish[]): readonly string[] {
  const { station, entry } = wish;
  const delivery = station.deliveryOf(entry.id);
  if (delivery?.is === 'delivered' && !stoodThere(run, wish))
    return [`I4 untrue: ${entry.change.kind} ${entry.id} is delivered`];
  const isTold = isShown(wish);
  if (delivery?.is !== 'withdrawn' || isTold || run.isBeyondUs || run.lostBothCopies) return [];
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
export function disorder({ isBeyondUs }: Run, ours: readonly Effect[], wishes: readonly Wish[]): readonly string[] {
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
