/** What a merge does to the two records' columns and rows. PORTAL_PROTOCOL 5.3. */
import type { ModelRecord } from './portal-records.ts';

type Determination = ModelRecord['determinations'][number];

/** Columns that are neither filled nor missed. */
const OWN: ReadonlySet<string> = new Set(['dbpk']);

/** Both get a determination of their present name, and their old number as an identifier where they have none. */
export function addGenerated(record: ModelRecord, nextId: () => number): void {
  const { sciname, identifiedBy, dateIdentified, otherCatalogNumbers } = record.columns;
  if (sciname || identifiedBy || dateIdentified) {
    const isCurrent = !record.determinations.some(one => one.isCurrent);
    const made = { sciname: sciname ?? '', by: identifiedBy ?? 'unknown', date: dateIdentified ?? 's.d.', isCurrent };
    if (!record.determinations.some(one => isSame(one, made))) record.determinations.push({ id: nextId(), ...made });
  }
  if (record.identifiers.length === 0 && otherCatalogNumbers)
    record.identifiers.push({ id: nextId(), name: 'legacyOtherCatalogNumber', value: otherCatalogNumbers });
}

/** Each empty column is filled; afterwards the target's current determination is written over its name. */
export function fillEmpty(source: ModelRecord, target: ModelRecord): void {
  for (const [column, value] of Object.entries(source.columns))
    if (value && !target.columns[column] && !OWN.has(column)) target.columns[column] = value;
  moveDeterminations(source, target);
  const current = target.determinations.find(one => one.isCurrent);
  if (!current) return;
  const { sciname, by, date } = current;
  Object.assign(target.columns, { sciname, identifiedBy: by, dateIdentified: date });
}

/** Only where one of them equals one of the target's, and then all but that one. */
function moveDeterminations(source: ModelRecord, target: ModelRecord): void {
  const duplicates = source.determinations.filter(one => target.determinations.some(other => isSame(one, other)));
  const hasCurrent = target.determinations.some(one => one.isCurrent);
  const moving = source.determinations.filter(one => duplicates.some(other => other !== one));
  target.determinations.push(...moving.map(one => ({ ...one, isCurrent: one.isCurrent && !hasCurrent })));
}

/** Rows that would break a unique key stay on the source and die with it. */
export function moveRows(source: ModelRecord, target: ModelRecord): void {
  target.media.push(...source.media);
  const isNewNumber = ({ name, value }: ModelRecord['identifiers'][number]) =>
    !target.identifiers.some(other => other.name === name && other.value === value);
  target.identifiers.push(...source.identifiers.filter(isNewNumber));
  const isNewLink = ({ relationship, to }: ModelRecord['associations'][number]) =>
    !target.associations.some(other => other.relationship === relationship && other.to === to);
  target.associations.push(...source.associations.filter(isNewLink));
}

const isSame = (a: Omit<Determination, 'id' | 'isCurrent'>, b: Omit<Determination, 'id' | 'isCurrent'>): boolean =>
  a.sciname === b.sciname && a.by === b.by && a.date === b.date;
