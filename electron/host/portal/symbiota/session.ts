/** One signed-in conversation with a portal: its cookie, and the knowledge of having been signed out. */
import { failed, success, type Result } from '../../../../shared/failure/failure.ts';
import type { Account } from '../../../../shared/portal/portal.ts';
import { isSignedInPage, isSignInPage, isSignInRedirect } from './pages.ts';
import type { Exchange, ExchangePort, PortalAnswer, PortalRequest } from './request.ts';
import { refusalOf } from './rest.ts';

const SESSION_COOKIE = 'PHPSESSID';

export interface SessionPorts {
  /** Address of the portal's root. */
  readonly root: string;
  readonly exchange: ExchangePort;
  /** Told of every exchange. */
  readonly observe: (result: Exchange) => void;
}

export class PortalSession {
  private cookie: string | undefined;
  private isOpen = false;

  constructor(private readonly ports: SessionPorts) {}

  get isSignedIn(): boolean {
    return this.isOpen;
  }

  /** Posts the password once. Fails with wrongPassword where the portal shows its form again. */
  async signIn(account: Account): Promise<Result<PortalAnswer>> {
    this.forget();
    const form = [
      ['login', account.user],
      ['password', account.password],
      ['action', 'login'],
    ] as const;
    const result = await this.send({ method: 'POST', path: '/profile/index.php', form });
    if (!result.ok) return failed(result.failure);
    const { answer } = result;
    if (answer.status === 200 && isSignInPage(answer.body)) return failed({ kind: 'wrongPassword' });
    const isTaken = answer.status === 302 ? !isSignInRedirect(answer) : isSignedInPage(answer.body);
    if (!isTaken) return failed(refusalOf(answer) ?? { kind: 'notUnderstood', detail: 'no answer to signing in' });
    this.isOpen = true;
    return success(answer);
  }

  async signOut(): Promise<void> {
    if (this.isOpen) await this.send({ method: 'POST', path: '/profile/index.php', form: [['submit', 'logout']] });
    this.forget();
  }

  forget(): void {
    this.cookie = undefined;
    this.isOpen = false;
  }

  /**
   * One exchange in this session. An answer that sends to the sign-in page is a failure, and proves that nothing was done;
   * one that is a sign-in page is a failure and proves nothing. PORTAL_PROTOCOL 0.1.
   */
  async ask(request: PortalRequest): Promise<Exchange> {
    const result = await this.send(request);
    if (!result.ok) return result;
    const isRedirected = isSignInRedirect(result.answer);
    if (!isRedirected && !isSignInPage(result.answer.body)) return result;
    this.forget();
    return { ok: false, failure: { kind: 'signedOut' }, hasLeft: !isRedirected };
  }

  private async send(request: PortalRequest): Promise<Exchange> {
    const cookie = ['lang=en', this.cookie].filter(Boolean).join('; ');
    const result = await this.ports.exchange(this.ports.root, { ...request, cookie });
    this.ports.observe(result);
    if (result.ok && !isSignInRedirect(result.answer)) this.keepCookie(result.answer);
    return result;
  }

  private keepCookie(answer: PortalAnswer): void {
    for (const line of answer.setCookies) {
      const [pair = ''] = line.split(';');
      if (pair.startsWith(`${SESSION_COOKIE}=`)) this.cookie = pair;
    }
  }
}
