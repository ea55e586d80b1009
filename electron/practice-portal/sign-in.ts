/** Signing in and out, and the pages that show whether one is. PORTAL_PROTOCOL 0.1, 1.1. */
import { databaseTime } from './clock.ts';
import { escaped, hidden, page } from './html.ts';
import { html, redirect, type Answer, type Call, type PracticePortal } from './portal-state.ts';
import { userOf } from './rest-writes.ts';
import { signIn } from './sessions.ts';

export function profile(portal: PracticePortal, call: Call): Answer {
  const form = call.query.under(call.posted);
  if (form.text('submit') === 'logout') {
    call.session.user = undefined;
    call.session.query = undefined;
    return redirect(`${portal.address}/portal/index.php`);
  }
  if (form.text('action') === 'login') return tryPassword(portal, call);
  if (call.session.user) return redirect(`${portal.address}/portal/profile/viewprofile.php`);
  return html(signInPage('', ''));
}

/** Subtle: an unknown user and a wrong password look the same, and both are a 200. */
function tryPassword(portal: PracticePortal, call: Call): Answer {
  const form = call.query.under(call.posted);
  const user = userOf(portal.file.tables, form.text('login').trim());
  if (!user || user.password !== form.text('password'))
    return html(signInPage(form.text('login'), 'Your username or password was incorrect.'));
  signIn(call.session, user);
  user.lastLoginDate = databaseTime(call.now);
  portal.file.changed();
  const back = form.text('refurl');
  return redirect(back === '' || /^(https?:)?\/\//i.test(back) ? '../index.php' : back);
}

const signInPage = (name: string, message: string): string =>
  page(
    { title: 'Sign in', isSignedIn: false },
    `${message === '' ? '' : `<div style='color:red;'>${message}</div>`}
<form id="loginform" name="loginform" action="index.php" method="post">
<input id="portal-login" name="login" value="${escaped(name)}" /><input type="password" id="password" name="password" />
<input type="checkbox" name="remember" value="1" />
${hidden('refurl', '')}<button name="action" type="submit" value="login">Sign In</button></form>`,
  );

export const home = (_portal: PracticePortal, { session }: Call): Answer =>
  html(page({ title: 'Practice portal', isSignedIn: session.user !== undefined }, '<h1>Practice portal</h1>'));

export const viewProfile = (_portal: PracticePortal, { session }: Call): Answer =>
  html(
    page(
      { title: 'My profile', isSignedIn: session.user !== undefined },
      `<h1>${escaped(session.user?.displayName ?? '')}</h1>`,
    ),
  );
