/** The forms that an answer of the portal in memory takes. */
import type { PortalAnswer } from '../../portal/symbiota/request.ts';

const answer = (status: number, body: string): PortalAnswer => ({
  status,
  location: undefined,
  setCookies: [],
  retryAfterMs: undefined,
  body,
});

export const html = (body: string): PortalAnswer => answer(200, body);
export const json = (value: unknown): PortalAnswer => answer(200, JSON.stringify(value));
export const page404 = answer(404, '');
export const redirect = (location: string): PortalAnswer => ({ ...answer(302, ''), location });
/** PORTAL_PROTOCOL 0.1: editor pages send strangers to the sign-in page. */
export const toSignIn = redirect('../../profile/index.php?refurl=../collections/editor/occurrenceeditor.php?');
export const busyAnswer = (retryAfterMs: number): PortalAnswer => ({ ...answer(503, 'busy'), retryAfterMs });
export const errorAnswer = answer(500, '<h1>Internal Server Error</h1>');
