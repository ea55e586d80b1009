/**
 * One HTTP exchange with a portal: a fresh connection, no redirect followed, nothing sent twice.
 * Source: RELIABILITY D2; a browser's own fetch may repeat a write whose connection dropped.
 */
import http from 'node:http';
import https from 'node:https';
import type { Failure } from '../../../../shared/failure/failure.ts';

export interface PortalRequest {
  readonly method: 'GET' | 'POST';
  /** Below the portal's root, beginning with a slash, with its query. */
  readonly path: string;
  readonly form?: readonly (readonly [string, string])[];
  readonly cookie?: string | undefined;
}

export interface PortalAnswer {
  readonly status: number;
  readonly location: string | undefined;
  readonly setCookies: readonly string[];
  readonly retryAfterMs: number | undefined;
  readonly body: string;
}

export type Exchange =
  | { readonly ok: true; readonly answer: PortalAnswer }
  /** `hasLeft` is false only where it is certain that no byte of the request reached the portal. */
  | { readonly ok: false; readonly failure: Failure; readonly hasLeft: boolean };

/** A portal that says nothing for so long has lost the request; one that drips longer than the second is no better. */
const LONGEST_SILENCE_MS = 30_000;
const LONGEST_EXCHANGE_MS = 60_000;
/** An editor page is 120 kB, a table of a thousand rows 1 MB; what is larger is no answer of a portal. */
const LARGEST_BODY_BYTES = 8 * 1024 * 1024;

/** Sends once; never throws. */
export function exchange(root: string, request: PortalRequest): Promise<Exchange> {
  const url = new URL(root + request.path);
  const body = request.form === undefined ? undefined : encodeForm(request.form);
  return new Promise(resolve => {
    let hasLeft = false;
    const fail = (failure: Failure) => resolve({ ok: false, failure, hasLeft });
    const outgoing = (url.protocol === 'https:' ? https : http).request(
      url,
      { method: request.method, agent: false, headers: headersOf(request, body) },
      incoming => collect(incoming, resolve, fail),
    );
    outgoing.on('socket', socket =>
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => (hasLeft = true)),
    );
    outgoing.on('error', () => fail(hasLeft ? { kind: 'timedOut' } : { kind: 'offline' }));
    const giveUp = () => {
      fail({ kind: 'timedOut' });
      outgoing.destroy();
    };
    outgoing.setTimeout(LONGEST_SILENCE_MS, giveUp);
    const deadline = setTimeout(giveUp, LONGEST_EXCHANGE_MS);
    outgoing.on('close', () => clearTimeout(deadline));
    outgoing.end(body);
  });
}

function collect(
  incoming: http.IncomingMessage,
  resolve: (result: Exchange) => void,
  fail: (failure: Failure) => void,
): void {
  const parts: Buffer[] = [];
  let size = 0;
  incoming.on('data', (part: Buffer) => {
    size += part.length;
    if (size > LARGEST_BODY_BYTES) {
      fail({ kind: 'notUnderstood', detail: 'answer too large' });
      incoming.destroy();
    } else parts.push(part);
  });
  incoming.on('aborted', () => fail({ kind: 'timedOut' }));
  incoming.on('error', () => fail({ kind: 'timedOut' }));
  incoming.on('end', () => {
    if (!incoming.complete) return fail({ kind: 'timedOut' });
    resolve({ ok: true, answer: answerOf(incoming, Buffer.concat(parts).toString('utf8')) });
  });
}

function answerOf(incoming: http.IncomingMessage, body: string): PortalAnswer {
  const retryAfter = Number(incoming.headers['retry-after']);
  return {
    status: incoming.statusCode ?? 0,
    location: incoming.headers.location,
    setCookies: incoming.headers['set-cookie'] ?? [],
    retryAfterMs: Number.isFinite(retryAfter) ? retryAfter * 1000 : undefined,
    body,
  };
}

function headersOf(request: PortalRequest, body: string | undefined): http.OutgoingHttpHeaders {
  return {
    connection: 'close',
    'accept-encoding': 'identity',
    'user-agent': 'Vasculum',
    ...(request.cookie ? { cookie: request.cookie } : {}),
    ...(body === undefined
      ? {}
      : {
          'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
          'content-length': Buffer.byteLength(body),
        }),
  };
}

const encodeForm = (form: readonly (readonly [string, string])[]): string =>
  new URLSearchParams(form.map(([name, value]): [string, string] => [name, value])).toString();
