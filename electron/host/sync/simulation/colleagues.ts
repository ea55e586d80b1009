/** Other people at the same records, each act through a route that the portal has. */
import type { Change } from '../../../../shared/portal/change.ts';
import { editOf, recordsOf } from '../../../../shared/portal/change.ts';
import type { ColleagueAct } from './faults.ts';
import type { PortalModel } from './portal-model.ts';

const COLLEAGUE = 'ben';

/** `wishes` are the changes that stations have queued: colleagues are most dangerous where somebody else is at work. */
export function actAsColleague(
  model: PortalModel,
  act: ColleagueAct,
  pick: number,
  wishes: readonly Change[],
  now: number,
): void {
  const wish = wishes[pick % Math.max(1, wishes.length)];
  const records = [...model.records.keys()];
  const occid = wish
    ? recordsOf(wish).find(one => typeof one === 'number' && model.records.has(one))
    : records[pick % records.length];
  const record = typeof occid === 'number' ? model.records.get(occid) : undefined;
  if (!record) return;
  const edit = wish && editOf(wish);
  const column: string = edit?.term ?? 'habitat';
  const by = COLLEAGUE;
  const save = (name: string, value: string | null) =>
    model.save({
      occid: record.occid,
      by,
      now,
      posted: { [name]: value },
      edited: [name.toLowerCase()],
      identifiers: [],
      isApplied: true,
    });
  switch (act) {
    case 'edit':
      return save(column, `Z${pick}`);
    case 'editSame':
      return save(column, edit?.to ?? `Z${pick}`);
    case 'revert':
      return save(column, edit?.from ?? null);
    case 'numericTwin':
      return save(column, column === 'recordNumber' ? `${edit?.to ?? '7'}.0` : `Z${pick}`);
    case 'remove':
      return model.remove(record.occid, by, now);
    case 'merge': {
      const other = records[(pick + 1) % records.length];
      return other === undefined ? undefined : model.merge(record.occid, other, by, now);
    }
    case 'moveCollection':
      record.collid = 2;
      return;
    case 'unlogged':
      return model.writeUnlogged(record.occid, column, `U${pick}`, by, now);
    case 'identifier': {
      const [first] = record.identifiers;
      if (first && pick % 2 === 0) return void model.removeIdentifier(record.occid, first.id, by, now);
      return model.save({
        occid: record.occid,
        by,
        now,
        posted: {},
        edited: ['idvalue'],
        identifiers: [
          { key: 'newidentifier', name: '', value: '' },
          { key: 'newidentifier', name: 'Roll', value: `Z${pick}` },
        ],
        isApplied: true,
      });
    }
    case 'oldColumn':
      return save('otherCatalogNumbers', `Z${pick}`);
    case 'takeNumber': {
      const number = edit?.term === 'catalogNumber' ? edit.to : null;
      const other = [...model.records.values()].find(one => one.occid !== record.occid);
      if (other && number !== null)
        model.save({
          occid: other.occid,
          by,
          now,
          posted: { catalogNumber: number },
          edited: ['catalognumber'],
          identifiers: [],
          isApplied: true,
        });
    }
  }
}
