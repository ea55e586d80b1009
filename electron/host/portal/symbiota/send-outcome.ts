/** What the answer to a write tells, which is little. PORTAL_PROTOCOL 0.1, RELIABILITY C10. */
import type { SendOutcome } from '../../../../shared/portal/portal.ts';
import type { PortalAnswer, PortalRequest } from './request.ts';
import { refusalOf } from './rest.ts';
import type { PortalSession } from './session.ts';

/** Who writes, and to which collection. */
export interface Writer {
  readonly session: PortalSession;
  readonly collid: number;
  /** The name a person signs in with. */
  readonly user: string;
}

export const ANSWERED: SendOutcome = { is: 'answered' };

/**
 * Sends once. A redirect to the sign-in page proves that nothing was done, and so does a request of which no byte left;
 * after any other trouble it is unknown, whatever the status or the words of a page, since the record's own words stand on
 * it too. `read` judges an answer that came with a status that this page answers with.
 */
export async function send(
  { session }: Writer,
  request: PortalRequest,
  expected: readonly number[],
  read: (answer: PortalAnswer) => SendOutcome | Promise<SendOutcome>,
): Promise<SendOutcome> {
  if (!session.isSignedIn) return { is: 'notSent', failure: { kind: 'signedOut' } };
  const result = await session.ask(request);
  if (!result.ok) return { is: result.hasLeft ? 'unknown' : 'notSent', failure: result.failure };
  if (expected.includes(result.answer.status)) return read(result.answer);
  const failure = refusalOf(result.answer) ?? { kind: 'notUnderstood', detail: `status ${result.answer.status}` };
  return { is: 'unknown', failure };
}

/**
 * Judges an answer that a page without a redirect gives where it did nothing: to a stranger, or to somebody without the
 * right. Only a second answer tells which: a page that redirects strangers, asked in the same session. Signed out together
 * with the idle answer is proof that nothing was done; otherwise the idle answer is only its own words.
 */
export async function judgeIdle({ session, collid }: Writer, otherwise: SendOutcome): Promise<SendOutcome> {
  const profile = `/collections/misc/collprofiles.php?collid=${collid}&emode=1`;
  const asked = await session.ask({ method: 'GET', path: profile });
  const isSignedOut = !asked.ok && asked.failure.kind === 'signedOut' && !asked.hasLeft;
  return isSignedOut ? { is: 'notSent', failure: { kind: 'signedOut' } } : otherwise;
}
