/** New records, pictures and associations: each has a key by which it is found again. Source: RELIABILITY 2.6. */
import { success, type Result } from '../../../../shared/failure/failure.ts';
import { clash } from '../../../../shared/outbox/evidence.ts';
import { verdictOfAssociated, verdictOfCreated } from '../../../../shared/outbox/row-evidence.ts';
import { hangsThere, imageSource, verdictOfImage } from '../../../../shared/outbox/image-evidence.ts';
import { isAboutPicture } from '../../../../shared/portal/image-upload.ts';
import type { PortalRecord } from '../../../../shared/portal/portal-record.ts';
import type { EnginePorts } from '../ports.ts';
import { failedWith, readOrGone, type Kind } from './kind.ts';

export const created: Kind<'create'> = {
  async look(ports, { change }) {
    const held = await readHolders(ports, change.catalogNumber);
    if (!held.ok) return failedWith(held.failure);
    const holders = held.value.map(({ occid }) => occid);
    if (held.value.length > 0) return { ...clash('numberInUse'), holders };
    return { is: 'ready', isSecured: false, seen: { value: null, rowStamp: null, kit: null } };
  },

  send: ({ portal }, { change }) => portal.create(change),

  async prove(ports, { change }, { answered }) {
    const held = await readHolders(ports, change.catalogNumber);
    if (!held.ok) return failedWith(held.failure);
    return {
      ...verdictOfCreated(change, held.value, answered),
      portalNow: change.catalogNumber,
      holders: held.value.map(({ occid }) => occid),
    };
  },
};

export const attachedImage: Kind<'attachImage'> = {
  /** Subtle: a smaller picture is made here and not at sending, where nothing slow may come before the write. */
  async look(ports, { entry, change }) {
    const read = await readOrGone(ports.portal.readRecord(change.occid));
    if (!read.ok) return failedWith(read.failure);
    if (!read.value) return clash('gone');
    if (read.value.collid !== entry.collid) return clash('moved');
    if (hangsThere(entry.id, change.image, read.value)) return { is: 'already' };
    const ready = await ports.pictures.ready(change.image);
    if (!ready.ok) return failedWith(ready.failure);
    const seen = { value: null, rowStamp: read.value.rowStamp, kit: null };
    return { is: 'ready', isSecured: read.value.isSecured, seen };
  },

  async send({ pictures, portal }, { entry, change }) {
    const ready = await pictures.ready(change.image);
    if (!ready.ok) return { is: 'notSent', failure: ready.failure };
    const { image, bytes } = ready.value;
    const outcome = await portal.attachImage(change.occid, image, bytes, imageSource(entry.id, change.image.sha256));
    if (outcome.is === 'answered' && outcome.refusal && isAboutPicture(outcome.refusal))
      await pictures.wereRefused(ready.value, outcome.refusal);
    return outcome;
  },

  async prove({ portal }, { entry, change }, { answered }) {
    const read = await readOrGone(portal.readRecord(change.occid));
    if (!read.ok) return failedWith(read.failure);
    return read.value ? verdictOfImage(entry.id, change.image, read.value, answered) : clash('gone');
  },
};

export const associated: Kind<'associate'> = {
  async look({ portal }, { entry, change }) {
    const read = await readOrGone(portal.readWhole(change.occid));
    if (!read.ok) return failedWith(read.failure);
    const other = await readOrGone(portal.readRecord(change.occidAssociate));
    if (!other.ok) return failedWith(other.failure);
    if (!read.value || !other.value) return clash('gone');
    if (read.value.collid !== entry.collid) return clash('moved');
    if (verdictOfAssociated(change, read.value, false).is === 'delivered') return { is: 'already' };
    const seen = { value: null, rowStamp: read.value.rowStamp, kit: null };
    return { is: 'ready', isSecured: read.value.isSecured, seen };
  },

  send: ({ portal }, { change }) => portal.associate(change),

  async prove({ portal }, { change }, { answered }) {
    const read = await readOrGone(portal.readWhole(change.occid));
    if (!read.ok) return failedWith(read.failure);
    return read.value ? verdictOfAssociated(change, read.value, answered) : clash('gone');
  },
};

async function readHolders({ portal }: EnginePorts, catalogNumber: string): Promise<Result<readonly PortalRecord[]>> {
  const holders = await portal.holdersOf(catalogNumber, 0);
  if (!holders.ok) return holders;
  const records: PortalRecord[] = [];
  for (const occid of holders.value) {
    const read = await readOrGone(portal.readRecord(occid));
    if (!read.ok) return read;
    if (read.value) records.push(read.value);
  }
  return success(records);
}
