/** `protocol`: schemes of the program's own, answered by the program's own handlers. */
import type { Route } from '@playwright/test';
import { toProgram } from './addresses.ts';

type Handler = (request: Request) => Promise<Response> | Response;

const privileged = new Set<string>();
const handlers = new Map<string, Handler>();

export const protocol = {
  registerSchemesAsPrivileged(schemes: readonly { scheme: string; privileges?: Record<string, boolean> }[]) {
    for (const { scheme, privileges } of schemes) {
      if (privileges?.['bypassCSP']) throw new Error('A scheme that goes round the content policy is not safe.');
      privileged.add(scheme);
    }
  },
  handle(scheme: string, handler: Handler) {
    if (!privileged.has(scheme)) throw new Error(`${scheme} was not registered before the app was ready.`);
    handlers.set(scheme, handler);
  },
};

export async function answerFromProgram(route: Route): Promise<void> {
  const asked = route.request();
  const url = toProgram(asked.url());
  const handler = handlers.get(new URL(url).protocol.slice(0, -1));
  if (!handler) return route.abort('failed');
  const answer = await handler(new Request(url, { method: asked.method() }));
  await route.fulfill({
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: Buffer.from(await answer.arrayBuffer()),
  });
}
