/**
 * The contract over HTTP on this computer: `POST /host/NAME`, `GET /events`, `GET /image/…`, the page itself.
 * No GET changes anything; every other request must come from our own page.
 */
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { answer } from '../../shared/contract/define-contract.ts';
import { hostContract } from '../../shared/contract/host-contract.ts';
import { readImageAddress } from '../../shared/contract/image-url.ts';
import { failed } from '../../shared/failure/failure.ts';
import type { StationHost } from '../host/host.ts';
import type { EventLines } from './event-lines.ts';
import type { LocalOnly } from './local-only.ts';
import { headersOf, SECURITY_HEADERS } from '../shell/security-headers.ts';
import type { StaticFile } from '../shell/static-files.ts';

export interface TransportOptions {
  readonly guard: LocalOnly;
  readonly files: ReadonlyMap<string, StaticFile>;
  readonly lines: EventLines;
  readonly host: () => StationHost | undefined;
  /** The secret with which a second start asks for a link of its own. */
  readonly startKey: string;
  /** Logs a bug and answers its reference number. */
  readonly report: (error: unknown) => string;
}

/** A queued entry is 1 kB; a case with its note 4 kB. */
const LARGEST_BODY_BYTES = 256 * 1024;

/** Subtle: Node looks at its time limits only every 30 seconds unless told. */
const PATIENCE = { headersTimeout: 5_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000 } as const;

export function createTransport(options: TransportOptions): http.Server {
  const server = http.createServer(PATIENCE, (request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    serve(options, request, response).catch(error => {
      const reference = options.report(error);
      if (!response.headersSent) sendJson(response, 500, failed({ kind: 'fault', reference }));
    });
  });
  return server;
}

async function serve(options: TransportOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { guard } = options;
  const url = guard.isOurHost(request) ? addressOf(request) : undefined;
  if (!url) return refuse(response, 400);
  if (request.method === 'GET') return serveGet(options, url, request, response);
  if (request.method !== 'POST') return refuse(response, 405);
  if (url.pathname === '/start-link') return serveStartLink(options, request, response);
  if (!guard.isOurOrigin(request)) return refuse(response, 403);
  if (url.pathname === '/session') return serveSession(options, request, response);
  if (!guard.hasOurCookie(request) || !guard.hasOurKey(request)) return refuse(response, 401);
  if (!url.pathname.startsWith('/host/')) return refuse(response, 404);
  return serveCall(options, url.pathname.slice('/host/'.length), request, response);
}

/** Undefined where the first line of the request names another host than its header, or is no address. */
function addressOf({ url = '/', headers }: IncomingMessage): URL | undefined {
  const ours = `http://${headers.host}`;
  const address = URL.canParse(url, ours) ? new URL(url, ours) : undefined;
  return address?.origin === new URL(ours).origin ? address : undefined;
}

async function serveGet(
  options: TransportOptions,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = options.files.get(url.pathname);
  if (file) {
    for (const [name, value] of Object.entries(headersOf(url.pathname))) response.setHeader(name, value);
    return send(response, 200, file.type, file.bytes);
  }
  if (!options.guard.isOurPage(request)) return refuse(response, 403);
  if (!options.guard.hasOurCookie(request)) return refuse(response, 401);
  if (url.pathname === '/events') return options.lines.open(url.searchParams.get('window') ?? '', response);
  const address = readImageAddress(url.pathname);
  const picture = address && (await options.host()?.picture(address));
  return picture ? send(response, 200, 'image/jpeg', picture) : refuse(response, 404);
}

async function serveCall(
  options: TransportOptions,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const host = options.host();
  const windowId = String(request.headers['x-vasculum-window'] ?? '');
  const input = await readJson(request);
  if (!host || input === undefined || windowId === '') return refuse(response, 400);
  try {
    sendJson(response, 200, await answer(hostContract, host.handlers, name, input, { windowId }));
  } catch (error) {
    sendJson(response, 200, failed({ kind: 'fault', reference: options.report(error) }));
  }
}

async function serveSession(
  { guard }: TransportOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const token = z.object({ token: z.string() }).safeParse(await readJson(request)).data?.token;
  if (token === undefined || !guard.redeem(token)) return refuse(response, 401);
  response.setHeader('set-cookie', guard.cookie);
  sendJson(response, 200, { key: guard.pageKey });
}

async function serveStartLink(
  { guard, startKey }: TransportOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const key = z.object({ key: z.string() }).safeParse(await readJson(request)).data?.key;
  if (key !== startKey || request.headers.origin !== undefined) return refuse(response, 403);
  sendJson(response, 200, { token: guard.newStartToken() });
}

/** Undefined where the body is too large or no JSON. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LARGEST_BODY_BYTES) return undefined;
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8') || '{}');
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, status: number, type: string, bytes: Buffer | string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(bytes);
}

const sendJson = (response: ServerResponse, status: number, value: unknown): void =>
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(value));

/** Subtle: hangs up, too, since the rest of a body that nobody reads would hold the line. */
function refuse(response: ServerResponse, status: number): void {
  response.setHeader('connection', 'close');
  send(response, status, 'text/plain', '');
}
