/** The rules that keep known holes out of the code: each snippet is found, and what is right is not. */
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { ESLint } from 'eslint';

const eslint = new ESLint({ cwd: fileURLToPath(new URL('../..', import.meta.url)) });

async function findings(room: string, code: string): Promise<number> {
  const [result] = await eslint.lintText(code, { filePath: `${room}/snippet.tsx` });
  return result?.messages.filter(({ ruleId }) => ruleId === 'no-restricted-syntax').length ?? 0;
}

const EVERYWHERE = [
  'export const a = <p dangerouslySetInnerHTML={{ __html: text }} />;',
  'export const a = { dangerouslySetInnerHTML: { __html: text } };',
  'element.innerHTML = text;',
  'element.outerHTML = text;',
  'frame.srcdoc = text;',
  "element.insertAdjacentHTML('beforeend', text);",
  'document.write(text);',
  'eval(text);',
  'globalThis.eval(text);',
  'new Function(text);',
  'Function(text);',
  'connect({ rejectUnauthorized: false });',
  "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';",
  "process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';",
];

const ON_THE_DESKTOP = [
  'open({ nodeIntegration: true });',
  'open({ nodeIntegrationInWorker: true });',
  'open({ nodeIntegrationInSubFrames: true });',
  'open({ contextIsolation: false });',
  'open({ sandbox: false });',
  'open({ webSecurity: false });',
  'open({ allowRunningInsecureContent: true });',
  'open({ experimentalFeatures: true });',
  "open({ enableBlinkFeatures: 'x' });",
  'open({ webviewTag: true });',
  'shell.openExternal(address);',
  'shell.openExternal(`https://${host}`);',
  'session.setCertificateVerifyProc(trustAll);',
  'contents.executeJavaScript(text);',
];

for (const code of EVERYWHERE)
  test(`T115 lint refuses ${code}`, async () => {
    for (const room of ['renderer/app', 'electron/host', 'electron/web', 'electron/desktop'])
      expect(await findings(room, code), room).toBe(1);
  });

for (const code of ON_THE_DESKTOP)
  test(`T115 lint refuses ${code} on the desktop`, async () => {
    expect(await findings('electron/desktop', code)).toBe(1);
  });

test('T115 lint lets a window be opened as it should be', async () => {
  const code = 'open({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true });';
  expect(await findings('electron/desktop', code)).toBe(0);
});
