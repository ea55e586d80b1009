/** Who stands behind a clash, from the record's own history: the only place where a portal names people. */
import { isSameValue } from '../../../shared/specimen/field-edit.ts';
import { editOf, occidOf } from '../../../shared/portal/change.ts';
import type { Conflicted, OutboxEntry } from '../../../shared/outbox/outbox-entry.ts';
import type { EnginePorts } from './ports.ts';

/**
 * The clash with the name of who made the value that it is about; without it where the portal does not tell. Names are for
 * people and decide nothing: a portal names for a whole minute only whoever edited last in it. Nobody is named for a minute in
 * which this change itself was written; another edit of that minute may still lend its name.
 */
export async function namedClash(ports: EnginePorts, entry: OutboxEntry, clash: Conflicted): Promise<Conflicted> {
  const [edit, occid] = [editOf(entry.change), occidOf(entry.change)];
  if (!edit || occid === undefined || !HAS_AUTHOR.has(clash.kind)) return clash;
  const own = await ports.portal.ownHistory(occid);
  if (!own.ok) return clash;
  const rows = own.value.filter(row => row.term === edit.term && row.isApplied);
  const value = clash.kind === 'overwrote' ? clash.replaced : clash.portalNow;
  const made = rows.findLast(row => isSameValue(row.to, value));
  const isBesideOurs = rows.some(row => row.when === made?.when && isSameValue(row.to, edit.to));
  return made && !isBesideOurs ? { ...clash, by: made.by ?? null, byWhen: made.when ?? null } : clash;
}

const HAS_AUTHOR: ReadonlySet<Conflicted['kind']> = new Set<Conflicted['kind']>([
  'changed',
  'overwrote',
  'loggedNotApplied',
]);
