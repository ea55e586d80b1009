/** What opens a door to hostile text or a hostile page: banned where it could be written. */
const ban = (selector, message) => ({ selector, message });

const MARKUP = 'Text from a portal or a scanner is text.';
const CODE = 'Text never becomes code.';
const WINDOW = 'A window keeps its sandbox, its isolation and its policy.';

const property = (name, value) => `Property[key.name='${name}']${value}`;
const off = name => ban(property(name, '[value.value=false]'), WINDOW);
const on = name => ban(property(name, '[value.value=true]'), WINDOW);

export const NO_HOSTILE_MARKUP = [
  ban("JSXAttribute[name.name='dangerouslySetInnerHTML']", MARKUP),
  ban("Property[key.name='dangerouslySetInnerHTML']", MARKUP),
  ban('AssignmentExpression > MemberExpression.left[property.name=/^(innerHTML|outerHTML|srcdoc)$/]', MARKUP),
  ban('CallExpression[callee.property.name=/^(insertAdjacentHTML|createContextualFragment)$/]', MARKUP),
  ban("CallExpression[callee.object.name='document'][callee.property.name=/^write(ln)?$/]", MARKUP),
];

export const NO_CODE_FROM_TEXT = [
  ban("CallExpression[callee.name='eval']", CODE),
  ban("CallExpression[callee.property.name='eval']", CODE),
  ban(':matches(NewExpression, CallExpression)[callee.name="Function"]', CODE),
];

export const NO_BLIND_TRUST = [
  ban(property('rejectUnauthorized', '[value.value=false]'), 'A certificate that does not fit is refused.'),
  ban("MemberExpression[property.name='NODE_TLS_REJECT_UNAUTHORIZED']", 'A certificate that does not fit is refused.'),
  ban("Literal[value='NODE_TLS_REJECT_UNAUTHORIZED']", 'A certificate that does not fit is refused.'),
];

export const NO_OPEN_WINDOW = [
  ...['contextIsolation', 'sandbox', 'webSecurity'].map(off),
  ...['nodeIntegration', 'nodeIntegrationInWorker', 'nodeIntegrationInSubFrames', 'webviewTag'].map(on),
  ...['allowRunningInsecureContent', 'experimentalFeatures'].map(on),
  ban(property('enableBlinkFeatures', ''), WINDOW),
  ban("CallExpression[callee.property.name='setCertificateVerifyProc']", 'A certificate that does not fit is refused.'),
  ban(
    'CallExpression[callee.property.name=/^executeJavaScript/]',
    'The page runs what was built into it and nothing else.',
  ),
  ban(
    "CallExpression[callee.property.name='openExternal']:not([arguments.0.type='Literal'])",
    'Only an address that stands here is opened outside.',
  ),
];
