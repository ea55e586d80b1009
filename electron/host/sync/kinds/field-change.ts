/** One field from one value to another; a catalog number must be on no other record. */
import { clash, compareBase, verdictOfField } from '../../../../shared/outbox/evidence.ts';
import { success, type Result } from '../../../../shared/failure/failure.ts';
import { fieldOf } from '../../../../shared/portal/portal-record.ts';
import type { EnginePorts } from '../ports.ts';
import { failedWith, leftTheHistory, readOrGone, type About, type Kind, type Proven, type Trace } from './kind.ts';

export const fieldChange: Kind<'setField'> = {
  async look(ports, about) {
    const { entry, change } = about;
    const read = await readOrGone(ports.portal.readRecord(change.occid));
    if (!read.ok) return failedWith(read.failure);
    if (!read.value) return clash('gone');
    const portalNow = fieldOf(read.value, change.edit.term);
    if (read.value.collid !== entry.collid) return { ...clash('moved'), portalNow };
    const comparison = compareBase(change.edit, portalNow);
    if (comparison.is === 'changed') return { ...clash('changed'), portalNow };
    const holders = await otherHolders(ports, about);
    if (!holders.ok) return failedWith(holders.failure);
    if (holders.value.length > 0) {
      const kind = comparison.is === 'already' ? 'doubled' : 'numberInUse';
      return { ...clash(kind), portalNow, holders: holders.value };
    }
    if (comparison.is === 'already') return { is: 'already', portalNow };
    const seen = { value: portalNow, rowStamp: read.value.rowStamp, kit: null };
    return { is: 'ready', isSecured: read.value.isSecured, seen };
  },

  send: (ports, { change }) => ports.portal.sendEdits(change.occid, [change.edit]),

  /** What looks like a clash is read once more: somebody may have edited between the two readings. */
  async prove(ports, about, trace) {
    const first = await proveOnce(ports, about, trace);
    return first.is === 'conflicted' ? proveOnce(ports, about, trace) : first;
  },
};

/**
 * Subtle: the history is read before the value. A value that stands there after a row which replaced it was written over that
 * row unseen; read the other way round, the row would only be somebody's later edit. And a history goes with its record.
 */
async function proveOnce(
  ports: EnginePorts,
  about: About<'setField'>,
  { mark, answered, historyOf }: Trace,
): Promise<Proven> {
  const { edit, occid } = about.change;
  const history = await historyOf(occid);
  if (!history.ok) return failedWith(history.failure);
  const read = await readOrGone(ports.portal.readRecord(occid));
  if (!read.ok) return failedWith(read.failure);
  if (!read.value) return clash('gone');
  const portalNow = fieldOf(read.value, edit.term);
  const left = leftTheHistory(about.entry, mark, read.value);
  if (left) return { ...left, portalNow };
  const holders = await otherHolders(ports, about);
  if (!holders.ok) return failedWith(holders.failure);
  const proof = {
    value: portalNow,
    rowStamp: read.value.rowStamp,
    history: history.value,
    otherHolders: holders.value,
  };
  return { ...verdictOfField(edit, mark, proof, answered), portalNow, holders: holders.value };
}

async function otherHolders(
  ports: EnginePorts,
  { change: { edit, occid } }: About<'setField'>,
): Promise<Result<readonly number[]>> {
  if (edit.term !== 'catalogNumber' || edit.to === null) return success([]);
  return ports.portal.holdersOf(edit.to, occid);
}
