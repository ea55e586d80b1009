/** The pictures as a page is told of them: of which day, in which order, and which of them cannot be moved any more. */
import type { DayPictures } from '../../../shared/contract/day-contract.ts';
import { canWithdraw } from '../../../shared/outbox/outbox-entry.ts';
import type { DayBookPorts } from './day-book.ts';
import type { KnownPicture } from './day-lines.ts';

export function told(
  picture: KnownPicture,
  { entry, shots }: Pick<DayBookPorts, 'entry' | 'shots'>,
): DayPictures['pictures'][number] {
  const { id, file, sha256, takenAt, nameNumber, verdict, symbols, owner, entryId } = picture;
  return {
    ...{ id, file, sha256, takenAt, nameNumber, verdict, symbols },
    specimen: owner?.catalogNumber ?? null,
    isSent: isSent(picture, entry),
    isOnBench: shots.isOnBench(id),
    needsRecord: entryId !== null && !entry(entryId),
  };
}

/** Another station sends what was handed to it. */
export function isSent({ entryId }: KnownPicture, entry: DayBookPorts['entry']): boolean {
  const delivery = entryId === null ? undefined : entry(entryId)?.delivery;
  if (delivery?.is === 'withdrawn') return delivery.handedTo !== undefined;
  return delivery !== undefined && !canWithdraw(delivery);
}

export const dayOf = ({ takenAt, arrivedAt }: KnownPicture): string => takenAt?.slice(0, 10) ?? isoDay(arrivedAt);

/** Subtle: a camera that numbers two shots of one second tells their order by their names. */
export const byTime = (a: KnownPicture, b: KnownPicture): number =>
  compare(a.takenAt ?? '', b.takenAt ?? '') || a.arrivedAt - b.arrivedAt || compare(a.file, b.file);

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** By this computer's clock and place. */
export function isoDay(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
