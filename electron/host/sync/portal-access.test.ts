import { describe, expect, it } from 'vitest';
import { failed, success, type Failure, type Result } from '../../../shared/failure/failure.ts';
import type { Delivery } from '../../../shared/outbox/outbox-entry.ts';
import type { SignedIn } from '../../../shared/portal/portal.ts';
import { PortalAccess } from './portal-access.ts';

const MINUTE = 60_000;
const NOW = 1_000_000;
const OUT_OF_REACH = failed({ kind: 'offline' });

const person = (user: string): SignedIn => ({ user, displayName: user, historyName: null, isSupervisor: false });

/** The station's account is Ana's. */
const accessOf = (signedIn?: string, again: Result<unknown> = success(undefined)) =>
  new PortalAccess({
    now: () => NOW,
    chance: () => 0,
    account: () => 'ana',
    signInAgain: async () => again,
    portal: { signedIn: () => (signedIn === undefined ? undefined : person(signedIn)) },
  });

function afterTroubles(times: number): PortalAccess {
  const access = accessOf('ana');
  for (let nth = 0; nth < times; nth += 1) access.note(OUT_OF_REACH);
  return access;
}

const retrying = (notBefore: number, why: Failure): Delivery => ({ is: 'retrying', attempt: 1, notBefore, why });

describe('a portal that does not answer', () => {
  it('is left in peace after five failures in a row', () => {
    expect(afterTroubles(4).isLeftInPeace).toBe(false);
    expect(afterTroubles(5).isLeftInPeace).toBe(true);
    expect(afterTroubles(5).leftInPeaceUntil).toBe(NOW + 0.75 * MINUTE);
  });

  it('is asked again as soon as a person wants it', () => {
    const access = afterTroubles(5);
    access.tryNow();
    expect(access.isLeftInPeace).toBe(false);
  });

  it('is trusted again after one answer', () => {
    const access = afterTroubles(4);
    access.note(success(undefined));
    access.note(OUT_OF_REACH);
    expect(access.isLeftInPeace).toBe(false);
  });

  it('is counted a failure where it made a change wait, and not where the evidence did', () => {
    const [troubled, proven] = [afterTroubles(4), afterTroubles(4)];
    troubled.noteDelivery(retrying(NOW + 1, { kind: 'offline' }));
    proven.noteDelivery(retrying(NOW, { kind: 'timedOut' }));
    expect([troubled.isLeftInPeace, proven.isLeftInPeace]).toEqual([true, false]);
  });
});

describe('the session that changes are sent under', () => {
  it('is the account’s own, and nobody else’s', () => {
    expect(accessOf('ana').isSignedIn).toBe(true);
    expect(accessOf('ben').isSignedIn).toBe(false);
    expect(accessOf().isSignedIn).toBe(false);
  });

  it('is tried once where the password is wrong, and not for each entry', async () => {
    const access = accessOf(undefined, failed({ kind: 'wrongPassword' }));
    expect(await access.signIn()).toBe(false);
    expect(access.leftInPeaceUntil).toBe(NOW + MINUTE);
  });

  it('is tried again soon where only the portal was out of reach', async () => {
    const access = accessOf(undefined, OUT_OF_REACH);
    expect(await access.signIn()).toBe(false);
    expect(access.isLeftInPeace).toBe(false);
  });

  it('is open once the sign-in was taken', async () => {
    const access = accessOf();
    expect(await access.signIn()).toBe(true);
    expect(access.isLeftInPeace).toBe(false);
  });
});
