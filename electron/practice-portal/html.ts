/** Text for pages: everything a curator typed is escaped, an apostrophe stays as it is. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export interface PageFrame {
  readonly title: string;
  /** Only pages with the site's header tell whether somebody is signed in; left out, the page has no header. */
  readonly isSignedIn?: boolean;
}

export const page = ({ title, isSignedIn }: PageFrame, body: string): string => `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>${escaped(title)}</title></head>
<body>
${isSignedIn === undefined ? '' : `<header>${isSignedIn ? SIGN_OUT : SIGN_IN}</header>`}
<div role="main" id="innertext">
${body}
</div>
</body>
</html>
`;

const SIGN_OUT =
  '<form name="logoutForm" method="post" action="/portal/profile/index.php"><button name="submit" value="logout">Sign Out</button></form>';
const SIGN_IN =
  '<form name="loginForm" method="post" action="/portal/profile/index.php"><button name="loginButton" type="submit">Sign In</button></form>';

export const hidden = (name: string, value: string): string =>
  `<input type="hidden" name="${name}" value="${escaped(value)}" />`;

export const statusLine = (status: { readonly isError: boolean; readonly text: string } | undefined): string =>
  status
    ? `<div id="statusdiv"><b>Action Status: </b><span style="color:${status.isError ? 'red' : 'green'};">${escaped(status.text)}</span></div>`
    : '';
