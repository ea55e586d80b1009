/**
 * Numbers in the portal's second store: added without posting any row that stands there, and where they are to be on one record
 * alone, held against every other record before and after. Source: PORTAL_PROTOCOL 4.3.
 */
import { success, type Result } from '../../../../shared/failure/failure.ts';
import { clash } from '../../../../shared/outbox/evidence.ts';
import { isSameIdentifier } from '../../../../shared/outbox/merge-rehearsal.ts';
import { hasIdentifier, verdictOfAdded, verdictOfRemoved } from '../../../../shared/outbox/row-evidence.ts';
import type { EnginePorts } from '../ports.ts';
import { failedWith, leftTheHistory, readOrGone, type Kind, type Settled } from './kind.ts';

export const addedIdentifier: Kind<'addIdentifier'> = {
  async look(ports, { entry, change }) {
    const read = await readOrGone(ports.portal.readWhole(change.occid));
    if (!read.ok) return failedWith(read.failure);
    if (!read.value) return clash('gone');
    if (read.value.collid !== entry.collid) return clash('moved');
    const isThere = hasIdentifier(read.value, change.identifier);
    const bearers = await otherBearers(ports, change);
    if (!bearers.ok) return failedWith(bearers.failure);
    if (bearers.value.length > 0) return { ...clash(isThere ? 'doubled' : 'numberInUse'), holders: bearers.value };
    if (isThere) return { is: 'already' };
    const seen = { value: read.value.legacyNumber, rowStamp: read.value.rowStamp, kit: null };
    return { is: 'ready', isSecured: read.value.isSecured, seen };
  },

  send: ({ portal }, { change }, mark) => portal.addIdentifier(change.occid, change.identifier, mark.value),

  async prove(ports, { entry, change }, { mark, answered, historyOf }) {
    const history = await historyOf(change.occid);
    if (!history.ok) return failedWith(history.failure);
    const read = await readOrGone(ports.portal.readWhole(change.occid));
    if (!read.ok) return failedWith(read.failure);
    if (!read.value) return clash('gone');
    const left = leftTheHistory(entry, mark, read.value);
    if (left) return left;
    const bearers = await otherBearers(ports, change);
    if (!bearers.ok) return failedWith(bearers.failure);
    const proof = { record: read.value, history: history.value, otherBearers: bearers.value };
    return { ...verdictOfAdded(change.identifier, mark, proof, answered), holders: bearers.value };
  },
};

const otherBearers = async (
  { portal }: EnginePorts,
  { occid, aloneAs = [] }: Settled<'addIdentifier'>,
): Promise<Result<readonly number[]>> => (aloneAs.length > 0 ? portal.bearersOf(aloneAs, occid) : success([]));

export const removedIdentifier: Kind<'removeIdentifier'> = {
  async look({ portal }, { entry, change }) {
    const read = await readOrGone(portal.readRecord(change.occid));
    if (!read.ok) return failedWith(read.failure);
    if (!read.value) return clash('gone');
    if (read.value.collid !== entry.collid) return clash('moved');
    const row = read.value.identifiers.find(({ id }) => id === change.identifier.id);
    if (!row) return { is: 'already' };
    if (!isSameIdentifier(row, change.identifier))
      return { ...clash('changed'), portalNow: `${row.name}: ${row.value}` };
    const seen = { value: null, rowStamp: read.value.rowStamp, kit: null };
    return { is: 'ready', isSecured: read.value.isSecured, seen };
  },

  send: ({ portal }, { change }) => portal.removeIdentifier(change.occid, change.identifier.id),

  async prove({ portal }, { change }, { answered }) {
    const read = await readOrGone(portal.readRecord(change.occid));
    if (!read.ok) return failedWith(read.failure);
    if (!read.value) return clash('gone');
    return verdictOfRemoved(change.identifier, read.value, answered);
  },
};
