/** For tests: a portal that answers what a test says, and remembers what it was asked. */
import { openPortal, type RemotePortal } from './portal.ts';
import type { Exchange, PortalAnswer, PortalRequest } from './request.ts';

export const ACCOUNT = { user: 'ana', password: 'secret' };

export const SIGN_IN_PAGE =
  '<form id="loginform"><input id="portal-login" name="login" /><input type="password" name="password" /></form>';

export const answer = (different: Partial<PortalAnswer> = {}): Exchange => ({
  ok: true,
  answer: { status: 200, location: undefined, setCookies: [], retryAfterMs: undefined, body: '', ...different },
});

export const toSignIn = answer({ status: 302, location: '../../profile/index.php?refurl=../collections/x.php?' });

/** What the portal says to a request, by the end of its path without the query. */
export type Script = Readonly<Record<string, (request: PortalRequest) => Exchange>>;

export interface FakePortal {
  readonly portal: RemotePortal;
  readonly asked: readonly PortalRequest[];
}

/** Signing in works, and whatever the script does not know is an empty page. */
export async function signedInAt(script: Script): Promise<FakePortal> {
  const asked: PortalRequest[] = [];
  const exchange = async (_root: string, request: PortalRequest) => {
    asked.push(request);
    if (request.path === '/profile/index.php') return answer({ status: 302, location: '../index.php' });
    const [path = ''] = request.path.split('?');
    const known = Object.keys(script).find(end => path.endsWith(end));
    return known === undefined ? answer() : (script[known]?.(request) ?? answer());
  };
  const portal = openPortal({ address: 'http://portal', collid: 1, now: () => 0, observe: () => undefined, exchange });
  await portal.signIn(ACCOUNT);
  asked.length = 0;
  return { portal, asked };
}
