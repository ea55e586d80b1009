/** A merge as it is queued: what the person was shown, and the change that mends what the portal spoils by it. */
import { fieldOf, type WholeRecord } from '../../shared/portal/portal-record.ts';
import type { ChangeOf } from '../../shared/portal/change.ts';
import { rehearse } from '../../shared/outbox/merge-rehearsal.ts';

export interface Both {
  /** Goes away. */
  readonly source: WholeRecord;
  /** Stays. */
  readonly target: WholeRecord;
}

export interface MergeWish {
  readonly merge: ChangeOf<'merge'>;
  /** To follow it: the survivor's stage is set back to what it was. */
  readonly mend: ChangeOf<'setField'> | undefined;
}

export function mergeWish({ source, target }: Both): MergeWish {
  const { spoiledStatus } = rehearse(source, target);
  return {
    merge: { kind: 'merge', source: source.occid, target: target.occid, shown: { source, target } },
    mend: spoiledStatus && {
      kind: 'setField',
      occid: target.occid,
      edit: { term: 'processingStatus', ...spoiledStatus },
    },
  };
}

/** The number a person knows the dying record by. */
export const barcodeOf = ({ source }: Both): string | null => fieldOf(source, 'catalogNumber');
