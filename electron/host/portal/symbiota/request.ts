/**
 * One HTTP exchange with a portal: a fresh connection, no redirect followed, nothing sent twice.
 * Source: RELIABILITY D2; a browser's own fetch may repeat a write whose connection dropped.
 */
import http from 'node:http';
import https from 'node:https';
import type { Failure } from '../../../../shared/failure/failure.ts';
import { encodeMultipart, multipartType, type Multipart } from './multipart.ts';
import { readRetryAfter } from './retry-after.ts';

export type Form = readonly (readonly [name: string, value: string])[];

export interface PortalRequest {
  readonly method: 'GET' | 'POST';
  /** Below the portal's root, beginning with a slash, with its query. */
  readonly path: string;
  readonly form?: Form;
  /** A form with a file, in place of `form`. */
  readonly multipart?: Multipart;
  readonly cookie?: string | undefined;
}

export interface PortalAnswer {
  readonly status: number;
  readonly location: string | undefined;
  readonly setCookies: readonly string[];
  /** How long the portal asks to be left alone; one hour at most. */
  readonly retryAfterMs: number | undefined;
  readonly body: string;
}

export type Exchange =
  | { readonly ok: true; readonly answer: PortalAnswer }
  /** `hasLeft` is false only where it is certain that no byte of the request reached the portal. */
  | { readonly ok: false; readonly failure: Failure; readonly hasLeft: boolean };

/** Sends one request to the portal at `root`, once; never throws. */
export type ExchangePort = (root: string, request: PortalRequest) => Promise<Exchange>;

/** A portal that says nothing for so long has lost the request; one that drips longer than the second is no better. */
const LONGEST_SILENCE_MS = 30_000;
const LONGEST_EXCHANGE_MS = 60_000;
/** An upload may take longer, at the pace of a slow line. */
const SLOWEST_BYTES_PER_MS = 50;
/** An editor page is 120 kB, a table of a thousand rows 1 MB; what is larger is no answer of a portal. */
const LARGEST_BODY_BYTES = 8 * 1024 * 1024;

export const exchange: ExchangePort = (root, request) => {
  const url = new URL(root + request.path);
  const body = bodyOf(request);
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
    const deadline = setTimeout(giveUp, LONGEST_EXCHANGE_MS + (body?.bytes.length ?? 0) / SLOWEST_BYTES_PER_MS);
    outgoing.on('close', () => clearTimeout(deadline));
    outgoing.end(body?.bytes);
  });
};

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

const answerOf = ({ statusCode, headers }: http.IncomingMessage, body: string): PortalAnswer => ({
  status: statusCode ?? 0,
  location: headers.location,
  setCookies: headers['set-cookie'] ?? [],
  retryAfterMs: readRetryAfter(headers['retry-after'], headers.date),
  body,
});

/** Known whole before sending, so that its length is too: some portals refuse chunks. */
interface Body {
  readonly type: string;
  readonly bytes: Buffer;
}

function bodyOf({ form, multipart }: PortalRequest): Body | undefined {
  if (multipart) return { type: multipartType(multipart), bytes: encodeMultipart(multipart) };
  return form && { type: 'application/x-www-form-urlencoded; charset=UTF-8', bytes: Buffer.from(encodeForm(form)) };
}

const headersOf = (request: PortalRequest, body: Body | undefined): http.OutgoingHttpHeaders => ({
  connection: 'close',
  'accept-encoding': 'identity',
  'user-agent': 'Vasculum',
  ...(request.cookie ? { cookie: request.cookie } : {}),
  ...(body ? { 'content-type': body.type, 'content-length': body.bytes.length } : {}),
});

const encodeForm = (form: Form): string =>
  new URLSearchParams(form.map(([name, value]): [string, string] => [name, value])).toString();
