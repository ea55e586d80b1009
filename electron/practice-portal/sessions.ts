/** Who is signed in, with the rights copied at sign-in; kept in memory only, forgotten when idle. PORTAL_PROTOCOL 1.1. */
import { randomUUID } from 'node:crypto';
import type { Form } from './form.ts';
import type { User } from './tables.ts';

export interface SignedIn {
  readonly uid: number;
  readonly username: string;
  readonly displayName: string;
  /** As they stood at sign-in; what is granted later counts from the next one. */
  readonly roles: readonly { readonly role: string; readonly collid: number }[];
}

export interface Session {
  readonly id: string;
  user: SignedIn | undefined;
  /** The last search, which an answer without `q_catalognumber` repeats. */
  query: { readonly collid: number; readonly form: Form } | undefined;
  /** Where a refused upload sends the browser back to, and what it is told there once. */
  lastEdited: string | undefined;
  uploadError: string | undefined;
  lastUsed: number;
  /** Requests of one session run one after the other. */
  queue: Promise<unknown>;
}

export const canEdit = (user: SignedIn | undefined, collid: number): boolean =>
  user?.roles.some(
    right => right.role === 'SuperAdmin' || (/^Coll(Admin|Editor)$/.test(right.role) && right.collid === collid),
  ) ?? false;

export const isManager = (user: SignedIn | undefined, collid: number): boolean =>
  user?.roles.some(right => right.role === 'SuperAdmin' || (right.role === 'CollAdmin' && right.collid === collid)) ??
  false;

export class Sessions {
  private readonly open = new Map<string, Session>();
  idleSeconds = 3600;

  /** The session of a cookie, begun anew where the cookie is missing or no longer good. */
  of(cookieId: string | undefined, now: number): Session {
    const kept = cookieId === undefined ? undefined : this.open.get(cookieId);
    if (kept) {
      if (now - kept.lastUsed > this.idleSeconds * 1000) {
        kept.user = undefined;
        kept.query = undefined;
      }
      kept.lastUsed = now;
      return kept;
    }
    this.forgetIdle(now);
    const session = { ...this.stranger(now), ...(cookieId === undefined ? {} : { id: cookieId }) };
    this.open.set(session.id, session);
    return session;
  }

  /** For a request that brings no cookie and gets none. */
  stranger(now: number): Session {
    const id = randomUUID().replaceAll('-', '').slice(0, 26);
    const nothing = { user: undefined, query: undefined, lastEdited: undefined, uploadError: undefined };
    return { id, ...nothing, lastUsed: now, queue: Promise.resolve() };
  }

  private forgetIdle(now: number): void {
    for (const [id, session] of this.open) if (now - session.lastUsed > this.idleSeconds * 1000) this.open.delete(id);
  }

  /** Everybody is signed out at once. */
  expireAll(): void {
    this.open.clear();
  }
}

export function signIn(session: Session, user: User): void {
  const { uid, username, displayName } = user;
  session.user = { uid, username, displayName, roles: user.roles.map(role => ({ ...role })) };
}
