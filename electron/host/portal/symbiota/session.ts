/** One signed-in conversation with a portal: its cookie, and the knowledge of having been signed out. */
import { failed, success, type Result } from '../../../../shared/failure/failure.ts';
import type { Account } from '../../../../shared/portal/portal.ts';
import { isSignedInPage, isSignInRedirect } from './pages.ts';
import { exchange, type Exchange, type PortalAnswer, type PortalRequest } from './request.ts';

const SESSION_COOKIE = 'PHPSESSID';

export class PortalSession {
  private cookie: string | undefined;
  private isOpen = false;

  constructor(
    private readonly root: string,
    private readonly observe: (result: Exchange) => void,
  ) {}

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
    const result = await this.ask({ method: 'POST', path: '/profile/index.php', form });
    if (!result.ok) return failed(result.failure);
    const { answer } = result;
    if (answer.status === 200 && !isSignedInPage(answer.body)) return failed({ kind: 'wrongPassword' });
    if (answer.status !== 302 && answer.status !== 200)
      return failed({ kind: 'notUnderstood', detail: `sign-in answered ${answer.status}` });
    this.isOpen = true;
    return success(answer);
  }

  async signOut(): Promise<void> {
    if (this.isOpen) await this.ask({ method: 'POST', path: '/profile/index.php', form: [['submit', 'logout']] });
    this.forget();
  }

  forget(): void {
    this.cookie = undefined;
    this.isOpen = false;
  }

  /** One exchange in this session. An answer that sends to the sign-in page is a failure, and proves that nothing was done. */
  async ask(request: PortalRequest): Promise<Exchange> {
    const cookie = ['lang=en', this.cookie].filter(Boolean).join('; ');
    const result = await exchange(this.root, { ...request, cookie });
    this.observe(result);
    if (!result.ok) return result;
    if (isSignInRedirect(result.answer)) {
      this.forget();
      return { ok: false, failure: { kind: 'signedOut' }, hasLeft: false };
    }
    this.keepCookie(result.answer);
    return result;
  }

  private keepCookie(answer: PortalAnswer): void {
    for (const line of answer.setCookies) {
      const [pair = ''] = line.split(';');
      if (pair.startsWith(`${SESSION_COOKIE}=`)) this.cookie = pair;
    }
  }
}
