/** One field from one value to another; a catalog number must be on no other record. */
import { looseEqual } from '../../../../shared/base/loose-equal.ts';
import { clash, compareBase, effectsOf, verdictOfField } from '../../../../shared/outbox/evidence.ts';
import { success, type Result } from '../../../../shared/failure/failure.ts';
import { fieldOf } from '../../../../shared/portal/portal-record.ts';
import type { HistoryRow } from '../../../../shared/portal/portal.ts';
import type { FieldEdit } from '../../../../shared/specimen/field-edit.ts';
import type { EnginePorts } from '../ports.ts';
import { failedWith, readOrGone, type About, type Kind } from './kind.ts';

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

  async prove(ports, about, { mark, answered, historyOf }) {
    const { edit, occid } = about.change;
    const read = await readOrGone(ports.portal.readRecord(occid));
    if (!read.ok) return failedWith(read.failure);
    if (!read.value) return clash('gone');
    const holders = await otherHolders(ports, about);
    if (!holders.ok) return failedWith(holders.failure);
    const history = await historyOf(occid);
    if (!history.ok) return failedWith(history.failure);
    // Subtle: a history goes with its record, so that its silence may only mean that the record went just now.
    if (history.value && isSilent(edit, history.value)) {
      const again = await readOrGone(ports.portal.readRecord(occid));
      if (!again.ok) return failedWith(again.failure);
      if (!again.value) return clash('gone');
    }
    const value = fieldOf(read.value, edit.term);
    const proof = { value, rowStamp: read.value.rowStamp, history: history.value, otherHolders: holders.value };
    return { ...verdictOfField(edit, mark, proof, answered), portalNow: value, holders: holders.value };
  },
};

/** No row tells of a change that the portal would have logged. */
const isSilent = (edit: FieldEdit, history: readonly HistoryRow[]): boolean =>
  !looseEqual(edit.from ?? '', edit.to ?? '') && effectsOf(edit, history).length === 0;

async function otherHolders(
  ports: EnginePorts,
  { change: { edit, occid } }: About<'setField'>,
): Promise<Result<readonly number[]>> {
  if (edit.term !== 'catalogNumber' || edit.to === null) return success([]);
  return ports.portal.holdersOf(edit.to, occid);
}
