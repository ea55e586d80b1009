import { beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '../../shared/contract/host-contract.ts';
import { failed, type Result } from '../../shared/failure/failure.ts';
import type { Account } from '../../shared/portal/portal.ts';
import { OperatorSession } from './operator-session.ts';
import { ANA, BEN, SignInStandIn } from './sign-in-stand-in.ts';

const WRONG = failed({ kind: 'wrongPassword' });

let portal: SignInStandIn;
let remembered: Account | undefined;
let operator: string | undefined;
let announced: Session[];
let opened: number;
let session: OperatorSession;

const start = () =>
  new OperatorSession({
    now: () => 5_000,
    connectionId: 'herbarium',
    portal,
    accounts: {
      keep: async (_, account) => void (remembered = account),
      recall: () => remembered,
      forget: async () => void (remembered = undefined),
    },
    operator,
    writeOperator: async account => void (operator = account),
    announce: state => announced.push(state),
    opened: () => (opened += 1),
  });

beforeEach(() => {
  portal = new SignInStandIn();
  [remembered, operator, announced, opened] = [undefined, undefined, [], 0];
  session = start();
});

/** Loses the session and renews it, so many times. */
async function loseAndRenew(times: number): Promise<Result<unknown>[]> {
  const answers: Result<unknown>[] = [];
  for (let nth = 0; nth < times; nth += 1) {
    portal.expire();
    answers.push(await session.renew());
  }
  return answers;
}

const kindOf = (answer: Result<unknown>) => (answer.ok ? 'renewed' : answer.failure.kind);

describe('a session that was lost', () => {
  beforeEach(async () => {
    await session.signIn(ANA);
    portal.posted.length = 0;
    portal.expire();
  });

  it('is renewed once for all who ask meanwhile', async () => {
    portal.hesitate();
    const asked = [session.renew(), session.renew(), session.renewIfLost()];
    portal.answer();
    await Promise.all(asked);
    expect(portal.posted).toEqual(['ana']);
    expect(announced.at(-1)).toMatchObject({ account: 'ana', isSignedIn: true, signedOutAt: null });
  });

  it('is not renewed again while it stands', async () => {
    await session.renew();
    expect(kindOf(await session.renew())).toBe('renewed');
    expect(portal.posted).toEqual(['ana']);
  });

  it('is renewed by itself three times; then only a person can open it, and no password is posted', async () => {
    expect((await loseAndRenew(5)).map(kindOf)).toEqual(['renewed', 'renewed', 'renewed', 'signedOut', 'signedOut']);
    expect(portal.posted).toEqual(['ana', 'ana', 'ana']);
    expect(session.sender).toBeUndefined();
    expect(announced.at(-1)).toMatchObject({ account: 'ana', isSignedIn: false, signedOutAt: 5_000 });
    await session.renewIfLost();
    expect(portal.posted).toHaveLength(3);
  });

  it('is renewed by itself again once a person has signed in', async () => {
    await loseAndRenew(4);
    await session.signIn(ANA);
    expect(session.sender).toBe('ana');
    expect((await loseAndRenew(1)).map(kindOf)).toEqual(['renewed']);
  });

  it('is renewed as often as there is need where deliveries are proven in between', async () => {
    for (let nth = 0; nth < 5; nth += 1) {
      expect((await loseAndRenew(2)).map(kindOf)).toEqual(['renewed', 'renewed']);
      session.noteProven();
    }
  });

  it('gives the password three times at most to a portal that answers nonsense; then a person is asked', async () => {
    portal.trouble = { kind: 'notUnderstood', detail: 'a page of a proxy' };
    await loseAndRenew(9);
    expect(portal.posted).toEqual(['ana', 'ana', 'ana']);
    expect([session.sender, session.state.isSignedIn]).toEqual([undefined, false]);
  });

  it('is renewed when the portal is back, however often it was out of reach: that has refused nothing', async () => {
    portal.trouble = { kind: 'offline' };
    expect((await loseAndRenew(9)).map(kindOf)).toEqual(Array(9).fill('offline'));
    expect(session.sender).toBe('ana');
    portal.trouble = undefined;
    await session.renewIfLost();
    expect(session.state).toMatchObject({ isSignedIn: true, signedOutAt: null });
  });
});

describe('a password that the portal refuses', () => {
  const isAskedFor = () => {
    expect(remembered).toBeUndefined();
    expect(announced.at(-1)).toMatchObject({ account: 'ana', isSignedIn: false, signedOutAt: 5_000 });
  };

  it('is forgotten at a renewal and a person is asked; it is not posted twice', async () => {
    await session.signIn(ANA);
    remembered = { ...ANA, password: 'changed elsewhere' };
    expect((await loseAndRenew(2)).map(kindOf)).toEqual(['wrongPassword', 'signedOut']);
    isAskedFor();
    expect(portal.posted).toEqual(['ana', 'ana']);
  });

  it('is forgotten at the start of the station too', async () => {
    [remembered, operator] = [{ ...ANA, password: 'changed elsewhere' }, 'ana'];
    session = start();
    await session.resume();
    await session.renew();
    isAskedFor();
    expect(portal.posted).toEqual(['ana']);
  });

  it('does not cost the remembered one where a person mistyped it', async () => {
    await session.signIn(ANA);
    expect(await session.signIn({ ...BEN, password: 'mistyped' })).toEqual(WRONG);
    expect(kindOf(await session.renew())).toBe('renewed');
    expect(session.state.account).toBe('ana');
  });
});

describe('at the start of the station', () => {
  it('a session is opened with what is remembered', async () => {
    remembered = ANA;
    await session.resume();
    expect(session.state).toMatchObject({ account: 'ana', isSignedIn: true });
    expect(opened).toBe(1);
  });

  it('nothing is posted where nothing is remembered; work goes on under who worked here last', async () => {
    operator = 'ana';
    session = start();
    await session.resume();
    expect(portal.posted).toEqual([]);
    expect(session.state).toMatchObject({ account: 'ana', isSignedIn: false });
  });

  it('a password that could not be tried is kept for later', async () => {
    [remembered, portal.trouble] = [ANA, { kind: 'offline' }];
    await session.resume();
    portal.trouble = undefined;
    await session.renewIfLost();
    expect(session.state.isSignedIn).toBe(true);
  });
});

describe('signing out', () => {
  it('forgets the password: nothing is renewed without a person', async () => {
    await session.signIn(ANA);
    expect(await session.signOut()).toMatchObject({ account: 'ana', isSignedIn: false, signedOutAt: 5_000 });
    expect(remembered).toBeUndefined();
    await session.renewIfLost();
    expect(kindOf(await session.renew())).toBe('signedOut');
    expect(portal.posted).toEqual(['ana']);
  });

  it('holds against a renewal that was asked for before', async () => {
    await session.signIn(ANA);
    portal.expire();
    announced.length = 0;
    portal.hesitate();
    const [renewed, out] = [session.renew(), session.signOut()];
    portal.answer();
    expect(kindOf(await renewed)).toBe('signedOut');
    await out;
    expect(announced.map(({ isSignedIn }) => isSignedIn)).toEqual([false]);
  });
});

describe('another account that signs in meanwhile', () => {
  beforeEach(async () => {
    await session.signIn(ANA);
    portal.expire();
    portal.posted.length = 0;
    portal.hesitate();
  });

  const bensIs = (state: Session) => {
    expect(state).toMatchObject({ account: 'ben', isSignedIn: true, isSupervisor: true, signedOutAt: null });
    expect(portal.signedIn()?.user).toBe('ben');
    expect([session.sender, remembered]).toEqual(['ben', BEN]);
  };

  it('ends the waiting for a renewal of the first, and nobody asks for that any more', async () => {
    const [renewed, signedIn] = [session.renew(), session.signIn(BEN)];
    portal.answer();
    await Promise.all([renewed, signedIn]);
    bensIs(session.state);
    expect(kindOf(await session.renew())).toBe('renewed');
    expect(portal.posted).toEqual(['ana', 'ben']);
  });

  it('is who works here, even where the renewal of the first reached the portal last', async () => {
    const [signedIn, renewed] = [session.signIn(BEN), session.renew()];
    portal.answer();
    expect((await Promise.all([signedIn, renewed])).map(kindOf)).toEqual(['renewed', 'renewed']);
    bensIs(session.state);
  });

  it('keeps the own password where the first one’s is refused', async () => {
    remembered = { ...ANA, password: 'changed elsewhere' };
    const [signedIn, renewed] = [session.signIn(BEN), session.renew()];
    portal.answer();
    await Promise.all([signedIn, renewed]);
    bensIs(session.state);
  });
});
