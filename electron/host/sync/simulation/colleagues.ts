/** Other people at the same records, each act through a route that the portal has. */
import type { Change } from '../../../../shared/portal/change.ts';
import { editOf, recordsOf } from '../../../../shared/portal/change.ts';
import type { FieldEdit } from '../../../../shared/specimen/field-edit.ts';
import type { ColleagueAct } from './faults.ts';
import type { PortalModel } from './portal-model.ts';
import type { ModelRecord, SaveOrder } from './portal-records.ts';

const COLLEAGUE = 'ben';

interface Scene {
  readonly model: PortalModel;
  readonly record: ModelRecord;
  /** What a station wishes there. */
  readonly wish: Change | undefined;
  /** Where that is to edit a field. */
  readonly edit: FieldEdit | undefined;
  readonly column: string;
  readonly pick: number;
  readonly now: number;
}

/** `wishes` are the changes that stations have queued: colleagues are most dangerous where somebody else is at work. */
export function actAsColleague(
  model: PortalModel,
  act: ColleagueAct,
  pick: number,
  wishes: readonly Change[],
  now: number,
): void {
  const wish = wishes[pick % Math.max(1, wishes.length)];
  const occids = [...model.records.keys()];
  const wished = wish && recordsOf(wish).find(one => typeof one === 'number' && model.records.has(one));
  const record = model.records.get(wish ? Number(wished) : (occids[pick % occids.length] ?? 0));
  const edit = wish && editOf(wish);
  if (record) ACTS[act]({ model, record, wish, edit, column: edit?.term ?? 'habitat', pick, now });
}

const ACTS: Readonly<Record<ColleagueAct, (scene: Scene) => void>> = {
  edit: scene => save(scene, scene.column, `Z${scene.pick}`),
  editSame: scene => save(scene, scene.column, scene.edit?.to ?? `Z${scene.pick}`),
  revert: scene => save(scene, scene.column, scene.edit?.from ?? null),
  numericTwin: scene =>
    save(scene, scene.column, scene.column === 'recordNumber' ? `${scene.edit?.to ?? '7'}.0` : `Z${scene.pick}`),
  remove: ({ model, record, now }) => model.remove(record.occid, COLLEAGUE, now),
  merge({ model, record, pick, now }) {
    const occids = [...model.records.keys()];
    model.merge(record.occid, occids[(pick + 1) % occids.length] ?? record.occid, COLLEAGUE, now);
  },
  moveCollection({ record }) {
    record.collid = 2;
  },
  secure: scene => save(scene, 'recordSecurity', '1'),
  unlogged: ({ model, record, column, pick, now }) =>
    model.writeUnlogged(record.occid, column, `U${pick}`, COLLEAGUE, now),
  identifier: editIdentifiers,
  oldColumn: scene => save(scene, 'otherCatalogNumbers', `Z${scene.pick}`),
  takeNumber: scene => {
    const { model, record } = scene;
    const other = [...model.records.values()].find(one => one.occid !== record.occid);
    if (other) takeNumber(scene, other);
  },
};

/** The number that a station wishes for one record is given to another one: a barcode, or a number in either store, in any spelling. */
function takeNumber({ model, wish, pick, now }: Scene, other: ModelRecord): void {
  const order = orderFor(other, now);
  const edit = wish && editOf(wish);
  if (edit?.term === 'catalogNumber' && edit.to !== null)
    model.save({ ...order, posted: { catalogNumber: edit.to }, edited: ['catalognumber'] });
  if (wish?.kind !== 'addIdentifier') return;
  const { aloneAs = [] } = wish;
  const number = aloneAs[pick % aloneAs.length] ?? wish.identifier.value;
  if (pick % 3 === 0)
    model.save({ ...order, posted: { otherCatalogNumbers: number }, edited: ['othercatalognumbers'] });
  else model.save({ ...order, edited: ['idvalue'], identifiers: numberRows(number) });
}

function editIdentifiers({ model, record, pick, now }: Scene): void {
  const [first] = record.identifiers;
  if (first && pick % 2 === 0) {
    model.removeIdentifier(record.occid, first.id, COLLEAGUE, now);
    return;
  }
  model.save({ ...orderFor(record, now), edited: ['idvalue'], identifiers: numberRows(`Z${pick}`) });
}

/** An empty row first, so that the portal leaves the old column alone. PORTAL_PROTOCOL 4.3, trap 1. */
const numberRows = (number: string) =>
  ['', number].map(value => ({ key: 'newidentifier', name: value === '' ? '' : 'Roll', value }));

function save({ model, record, now }: Scene, column: string, value: string | null): void {
  model.save({ ...orderFor(record, now), posted: { [column]: value }, edited: [column.toLowerCase()] });
}

const orderFor = ({ occid }: ModelRecord, now: number): SaveOrder => ({
  occid,
  by: COLLEAGUE,
  now,
  posted: {},
  edited: [],
  identifiers: [],
  isApplied: true,
});
