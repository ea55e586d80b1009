/** Who stands behind a clash, from the record's own history: the only place where a portal names people. */
import { isSameValue } from '../../../shared/specimen/field-edit.ts';
import { editOf, occidOf } from '../../../shared/portal/change.ts';
import type { Conflicted, Delivery, OutboxEntry } from '../../../shared/outbox/outbox-entry.ts';
import type { EnginePorts } from './ports.ts';

/**
 * The clash with the name of who made the value that it is about. A portal that does not tell leaves the name out. Where the
 * history names another person as the one who replaced a value, nothing of ours was written over it: ours is delivered.
 */
export async function namedClash(ports: EnginePorts, entry: OutboxEntry, clash: Conflicted): Promise<Delivery> {
  const [edit, occid] = [editOf(entry.change), occidOf(entry.change)];
  if (!edit || occid === undefined || !HAS_AUTHOR.has(clash.kind)) return clash;
  const own = await ports.portal.ownHistory(occid);
  if (!own.ok) return clash;
  const rows = own.value.filter(row => row.term === edit.term && row.isApplied);
  if (clash.kind === 'overwrote') {
    const me = ports.portal.signedIn()?.historyName;
    const writers = rows.filter(row => isSameValue(row.to, edit.to) && isSameValue(row.from, clash.replaced));
    if (me && writers.length > 0 && writers.every(row => row.by !== me))
      return { is: 'delivered', at: ports.now(), already: true, superseded: false, occid: null };
  }
  const value = clash.kind === 'overwrote' ? clash.replaced : clash.portalNow;
  const author = rows.findLast(row => isSameValue(row.to, value));
  return { ...clash, by: author?.by ?? null, byWhen: author?.when ?? null };
}

const HAS_AUTHOR: ReadonlySet<Conflicted['kind']> = new Set<Conflicted['kind']>([
  'changed',
  'overwrote',
  'loggedNotApplied',
]);
