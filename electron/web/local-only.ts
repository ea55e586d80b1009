/** Who may talk to the browser shell: this computer's own browser, from our own page, with our own cookie and key. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** A start link works once and not for long: it stands on a screen and in a browser's history. */
const START_LINK_LIVES_MS = 5 * 60_000;

export class LocalOnly {
  private readonly startTokens = new Map<string, number>();
  private readonly secret = randomBytes(32).toString('base64url');
  /**
   * What a call brings besides the cookie. Subtle: browsers show the cookie to every port of this computer, whoever
   * listens there; what our page keeps, they keep for its port alone.
   */
  readonly pageKey = randomBytes(32).toString('base64url');

  constructor(
    private readonly port: number,
    private readonly now: () => number,
  ) {}

  /** Subtle: cookies ignore ports, so the port is part of the name. */
  get cookieName(): string {
    return `vasculum-${this.port}`;
  }

  get cookie(): string {
    return `${this.cookieName}=${this.secret}; HttpOnly; SameSite=Strict; Path=/`;
  }

  newStartToken(): string {
    const token = randomBytes(24).toString('base64url');
    this.startTokens.set(token, this.now() + START_LINK_LIVES_MS);
    return token;
  }

  /** True once for each token, within its time. */
  redeem(token: string): boolean {
    const until = this.startTokens.get(token);
    this.startTokens.delete(token);
    return until !== undefined && until >= this.now();
  }

  /** Against rebinding: the request must have been meant for this very address. */
  isOurHost({ headers }: IncomingMessage): boolean {
    return [`127.0.0.1:${this.port}`, `localhost:${this.port}`, `[::1]:${this.port}`].includes(headers.host ?? '');
  }

  /** Every request that changes anything comes from our own page. */
  isOurOrigin({ headers }: IncomingMessage): boolean {
    return headers.origin === `http://${headers.host}`;
  }

  /**
   * What is loaded with the cookie, our own page loads. Subtle: a page on another port of this computer is the same site to
   * a browser, which sends our cookie along; only its word about who asks tells the two apart.
   */
  isOurPage(request: IncomingMessage): boolean {
    const { origin, 'sec-fetch-site': asks } = request.headers;
    return [undefined, 'none', 'same-origin'].includes(asks) && (origin === undefined || this.isOurOrigin(request));
  }

  hasOurCookie({ headers }: IncomingMessage): boolean {
    const cookies = (headers.cookie ?? '').split(';').map(one => one.trim());
    return cookies.some(one => isSame(one, `${this.cookieName}=${this.secret}`));
  }

  hasOurKey({ headers }: IncomingMessage): boolean {
    return isSame(String(headers['x-vasculum-key'] ?? ''), this.pageKey);
  }
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
