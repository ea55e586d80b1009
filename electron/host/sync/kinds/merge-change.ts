/**
 * Two records made one, at most once. Both are compared with what the person confirmed; the kit to rebuild them is
 * journalled with the intent; a merge that did not happen goes back to the person. Source: RELIABILITY 2.11 with C3-C5.
 */
import type { Failure } from '../../../../shared/failure/failure.ts';
import { clash } from '../../../../shared/outbox/evidence.ts';
import { needsSupervisor, rehearse } from '../../../../shared/outbox/merge-rehearsal.ts';
import { verdictOfMerge } from '../../../../shared/outbox/row-evidence.ts';
import { isSameState, type WholeRecord } from '../../../../shared/portal/portal-record.ts';
import type { EnginePorts } from '../ports.ts';
import { failedWith, readOrGone, type Kind, type Settled } from './kind.ts';

export const merge: Kind<'merge'> = {
  async look(ports, { entry, change }) {
    const both = await readBoth(ports, change);
    if (!('records' in both)) return both;
    const [source, target] = both.records;
    // Subtle: the portal deletes the source even where there is nothing to receive it.
    if (!target) return clash('gone');
    if (!source) return clash('sourceGone');
    if (source.collid !== entry.collid || target.collid !== entry.collid) return clash('moved');
    const isAsShown = isSameState(source, change.shown.source) && isSameState(target, change.shown.target);
    if (!isAsShown) return clash('confirmAgain');
    if (rehearse(source, target).isRefused) return clash('mergeRefused');
    if (needsSupervisor(source, target) && !ports.portal.signedIn()?.isSupervisor) return clash('needsSupervisor');
    const seen = { value: null, rowStamp: target.rowStamp, kit: { source, target } };
    return { is: 'ready', isSecured: target.isSecured, seen };
  },

  send: ({ portal }, { change }) => portal.merge(change.source, change.target),

  async prove(ports, { change }, { mark, historyOf }) {
    const both = await readBoth(ports, change);
    if (!('records' in both)) return both;
    const [source, target] = both.records;
    const history = target ? await historyOf(change.target) : undefined;
    if (history && !history.ok) return failedWith(history.failure);
    if (!mark.kit) return clash('unclear');
    return verdictOfMerge(mark.kit, source, target, history?.value ?? null);
  },
};

async function readBoth(
  { portal }: EnginePorts,
  { source, target }: Settled<'merge'>,
): Promise<
  | { readonly records: readonly [WholeRecord | undefined, WholeRecord | undefined] }
  | { readonly is: 'failed'; readonly failure: Failure }
> {
  const [first, second] = [await readOrGone(portal.readWhole(source)), await readOrGone(portal.readWhole(target))];
  if (!first.ok) return failedWith(first.failure);
  return second.ok ? { records: [first.value, second.value] } : failedWith(second.failure);
}
