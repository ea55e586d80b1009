/** The advisory lock that opening a record in the editor takes: 900 seconds, one per user, hiding and not stopping. */
import type { Tables } from './tables.ts';

const LOCK_SECONDS = 900;

/**
 * Takes the lock, giving up the user's others; false where somebody else holds it. PORTAL_PROTOCOL 2.6.
 * Subtle: neither a right nor the record itself is needed for it, and deleting the record leaves it.
 */
export function takeLock(tables: Tables, occid: number, uid: number, now: number): boolean {
  const seconds = Math.floor(now / 1000);
  tables.locks = tables.locks.filter(lock => seconds - lock.ts <= LOCK_SECONDS && lock.uid !== uid);
  if (tables.locks.some(lock => lock.occid === occid)) return false;
  tables.locks.push({ occid, uid, ts: seconds });
  return true;
}
