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

/** Subtle: the names themselves are in the tab that this page links, and nowhere else. */
export const viewProfile = (_portal: PracticePortal, { session }: Call): Answer => {
  if (!session.user) return redirect('index.php?refurl=viewprofile.php');
  const tabs = `<ul><li><a href="occurrencemenu.php">Occurrence Management</a></li>
<li><a href="userprofile.php?userid=${session.user.uid}">User Profile</a></li></ul>`;
  return html(page({ title: 'My profile', isSignedIn: true }, `<div id="tabs">${tabs}</div>`));
};

/** One's own names in a form; an empty page for everybody else's. Reading it changes nothing: no lock, no token. */
export function userProfile(portal: PracticePortal, { query, session }: Call): Answer {
  const user = portal.file.tables.users.find(({ uid }) => uid === query.id('userid'));
  if (!user || session.user?.uid !== user.uid) return html(bare('Profile Details', ''));
  const input = (name: string, value: string) =>
    `<input id="${name}" name="${name}" size="40" value="${escaped(value)}" required />`;
  return html(
    bare(
      'Profile Details',
      `<div>${escaped(user.firstName)} ${escaped(user.lastName)}</div><div>${escaped(user.email)}</div><div>Login name: ${escaped(user.username)}</div>
<form name="editprofileform" action="viewprofile.php" method="post">
${input('firstname', user.firstName)}
${input('lastname', user.lastName)}
<input id="email" name="email" type="email" size="40" value="${escaped(user.email)}" required />
</form>`,
    ),
  );
}

const bare = (title: string, body: string): string =>
  `<!DOCTYPE html>\n<html lang="en">\n<head><title>${title}</title></head>\n<body>\n${body}\n</body>\n</html>\n`;
