/** What became different between two looks at the practice portal: every row of every table that it keeps. */
import type { Tables } from './practice-portal.ts';

export type Row = Readonly<Record<string, unknown>>;

export interface TableChanges {
  readonly added: readonly Row[];
  readonly removed: readonly Row[];
  /** By the row's key: the columns that differ, as they are now. */
  readonly changed: Readonly<Record<string, Row>>;
}

/** What tells one row of a table from every other; a table that is not named here is an error, so that none goes unseen. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  occurrences: ['occid'],
  identifiers: ['idomoccuridentifiers'],
  edits: ['ocedid'],
  locks: ['occid', 'uid'],
  media: ['mediaID'],
  mediaMetadata: ['mediaID', 'field'],
  archive: ['archiveID'],
  users: ['uid'],
  determinations: ['detid'],
  associations: ['associd'],
  genetics: ['idoccurgenetic'],
  collectionStats: ['collid'],
};

/** By the name of the table; a table without a change is left out. */
export function changesBetween(before: Tables, after: Tables): Readonly<Record<string, TableChanges>> {
  const [old, now] = [rowsOf(before), rowsOf(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  const all = names.map(name => [name, changesOf(name, old[name] ?? [], now[name] ?? [])] as const);
  return Object.fromEntries(all.filter(([, one]) => !isNothing(one)));
}

const rowsOf = (tables: Tables) => tables as unknown as Readonly<Record<string, readonly Row[]>>;

function changesOf(name: string, before: readonly Row[], after: readonly Row[]): TableChanges {
  const [old, now] = [byKey(name, before), byKey(name, after)];
  const both = [...old].flatMap(([key, row]) => {
    const later = now.get(key);
    const columns = later ? differing(row, later) : {};
    return Object.keys(columns).length > 0 ? [[key, columns] as const] : [];
  });
  return {
    added: [...now].filter(([key]) => !old.has(key)).map(([, row]) => row),
    removed: [...old].filter(([key]) => !now.has(key)).map(([, row]) => row),
    changed: Object.fromEntries(both),
  };
}

function byKey(name: string, rows: readonly Row[]): ReadonlyMap<string, Row> {
  const columns = KEYS[name];
  if (!columns) throw new Error(`Nobody has said how the rows of ${name} are told apart.`);
  const keyed = new Map(rows.map(row => [columns.map(column => String(row[column])).join('-'), row]));
  if (keyed.size !== rows.length) throw new Error(`Two rows of ${name} have the same key.`);
  return keyed;
}

/** A column that is not there holds nothing. */
function differing(before: Row, after: Row): Row {
  const columns = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = columns.filter(
    column => JSON.stringify(before[column] ?? null) !== JSON.stringify(after[column] ?? null),
  );
  return Object.fromEntries(changed.map(column => [column, after[column] ?? null]));
}

const isNothing = ({ added, removed, changed }: TableChanges): boolean =>
  added.length === 0 && removed.length === 0 && Object.keys(changed).length === 0;
