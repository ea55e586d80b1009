/** Where entries come into the host: journalled first, once each. */
import { failed, success, type Result } from '../../../shared/failure/failure.ts';
import { isTemporary } from '../../../shared/failure/explain-failure.ts';
import type { OutboxEntry } from '../../../shared/outbox/outbox-entry.ts';
import type { StoredImage } from '../../../shared/portal/change.ts';
import type { Portal } from '../../../shared/portal/portal.ts';
import type { Engine } from './engine.ts';
import type { EnginePorts, PicturePort } from './ports.ts';

export interface Desk {
  readonly journal: EnginePorts['journal'];
  readonly engine: Engine;
  readonly collid: number;
}

/** In which line of the journal, and whose the entries are to send now. */
export interface Adopted {
  readonly seq: number;
  readonly by: string;
}

/**
 * A supervisor takes entries of others over; what waited for one goes out. Fails with forbidden for anybody else, and with
 * tooLate where one of them is being sent.
 */
export async function adoptEntries(
  { journal, engine, portal }: Pick<Desk, 'journal' | 'engine'> & { readonly portal: Pick<Portal, 'signedIn'> },
  entryIds: readonly string[],
): Promise<Result<Adopted>> {
  const supervisor = portal.signedIn();
  if (!supervisor?.isSupervisor) return failed({ kind: 'forbidden' });
  const by = supervisor.user;
  return engine.reserve(entryIds, async () => {
    const kept = await journal.record({ kind: 'adopted', entryIds: [...entryIds], by });
    return kept.ok ? success({ seq: kept.value, by }) : kept;
  });
}

/** Journals the entry; one that the journal knows already is answered with its place. */
export async function queueEntry({ journal, engine, collid }: Desk, entry: OutboxEntry): Promise<Result<number>> {
  if (entry.collid !== collid) return failed({ kind: 'rejected', reason: 'another collection' });
  const known = journal.projection.queue.get(entry.id);
  if (known) return success(known.seq);
  const kept = await journal.record({ kind: 'queued', entry });
  if (kept.ok) engine.wake();
  return kept;
}

/** Lays the entry before a person where its picture is gone, or is too large however small it is made. */
export async function refuseUnsendable(
  engine: Pick<Engine, 'refuse'>,
  pictures: PicturePort,
  entryId: string,
  image: StoredImage,
): Promise<void> {
  const ready = await pictures.ready(image);
  if (!ready.ok && !isTemporary(ready.failure)) await engine.refuse(entryId, ready.failure);
}
