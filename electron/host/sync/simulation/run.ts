/** What a run leaves to be judged: what people wished at which station, and which wish stands behind what took place. */
import { asPortalKeeps } from '../../../../shared/base/text.ts';
import type { OutboxEntry } from '../../../../shared/outbox/outbox-entry.ts';
import type { Projection } from '../../journal/projection.ts';
import { isOfEntry } from '../../../../shared/outbox/image-evidence.ts';
import type { PortalModel } from './portal-model.ts';
import type { Effect } from './portal-records.ts';
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

export interface Wish {
  readonly station: SimulatedStation;
  readonly entry: OutboxEntry;
}

export const isAccountOf = (station: SimulatedStation, account: string): boolean =>
  account !== '' && [station.maker, `${station.maker} too`, 'sue'].includes(account);

/** A person was shown what became of it, or has it set aside before them. */
export const isShown = ({ station, entry }: Wish): boolean =>
  (station.told.get(entry.id)?.size ?? 0) > 0 || (station.window.rows.get(entry.id)?.isSetAside ?? false);

export function isBehind({ station, entry: { id, change } }: Wish, effect: Effect): boolean {
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
      return what === 'image' && isOfEntry(id, key);
    case 'associate':
      return (
        what === 'association' && about === occid && key === change.relationship && to === String(change.occidAssociate)
      );
  }
}

export function occidIn(station: SimulatedStation, ref: number | string): number | undefined {
  if (typeof ref === 'number') return ref;
  const known = [station.deliveryOf(ref), station.window.rows.get(ref)?.delivery];
  const made = known.map(delivery => (delivery?.is === 'delivered' ? delivery.occid : null));
  return station.created.get(ref) ?? made.find(occid => occid !== null);
}

export function isAbout({ what, occid, key }: Effect, ofOccid: number, column: string): boolean {
  return (what === 'field' || what === 'filled') && occid === ofOccid && key === column;
}

export const isSame = (a: string | null, b: string | null): boolean => asPortalKeeps(a) === asPortalKeeps(b);

const isCut = (sent: string | null, kept: string | null): boolean =>
  sent !== null && kept !== null && kept !== '' && sent !== kept && sent.startsWith(kept);

export const told = ({ what, occid, key, from, to, by }: Effect): string =>
  `${what} ${occid} ${key}: ${from} -> ${to} by ${by}`;
