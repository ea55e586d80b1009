/** The practice portal's web server: addresses, cookies, one request after the other in a session, disk before answer. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerControl } from './control.ts';
import { refuseUpload } from './editor.ts';
import { Form, type Posted } from './form.ts';
import { firstTables } from './herbarium.ts';
import { pictureFile } from './image-files.ts';
import { drawnPicture } from './picture-records.ts';
import type { Answer, Call, Page, PracticePortal } from './portal-state.ts';
import { answerPage, isRest } from './routes.ts';
import { Sessions, type Session } from './sessions.ts';
import { KeptSheets, type DrawSheet } from './sheets/kept-sheets.ts';
import { TableFile } from './tables.ts';

export interface PracticeOptions {
  readonly folder: string;
  /** Draws a practice sheet that nobody has asked for before. */
  readonly draw: DrawSheet;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Milliseconds since 1970; the computer's clock unless told otherwise. */
  readonly clock?: () => number;
  readonly paceMs?: number;
  /** Told of every request, so that an idle process can end. */
  readonly onRequest?: () => void;
}

export interface RunningPracticePortal {
  /** The origin; the portal's root is `/portal` below it. */
  readonly address: string;
  readonly port: number;
  close(): Promise<void>;
}

const ROOT = '/portal';
const MEGABYTE = 1024 ** 2;
const LARGEST_BODY_BYTES = 8 * MEGABYTE;
/** The recommended setting of a portal. PORTAL_PROTOCOL 9.1. */
const UPLOAD_LIMIT_BYTES = 100 * MEGABYTE;
const EDITOR = `${ROOT}/collections/editor/occurrenceeditor.php`;

/** Serves one folder until closed. Rejects where the port is taken or the folder's tables cannot be read. */
export async function startPracticePortal(options: PracticeOptions): Promise<RunningPracticePortal> {
  const { folder, draw, clock = () => Date.now(), paceMs = 0 } = options;
  const file = await TableFile.open(folder, firstTables);
  const portal: PracticePortal = {
    folder,
    file,
    sheets: new KeptSheets(folder, draw),
    now: clock,
    paceMs,
    uploads: { bodyLimitBytes: UPLOAD_LIMIT_BYTES, fileLimitBytes: UPLOAD_LIMIT_BYTES, mostPixels: Infinity },
    sessions: new Sessions(),
    requests: new Map(),
    address: '',
  };
  const server = http.createServer((request, response) => {
    options.onRequest?.();
    void serve(portal, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  portal.address = `http://127.0.0.1:${port}`;
  return {
    address: portal.address,
    port,
    async close() {
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await file.save();
    },
  };
}

async function serve(
  portal: PracticePortal,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  try {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const takesFiles = url.pathname === EDITOR;
    const arrived = await bodyOf(request, takesFiles ? portal.uploads.bodyLimitBytes : LARGEST_BODY_BYTES);
    if (arrived === undefined && !takesFiles)
      return send(response, { status: 413, type: 'text/plain', body: 'Too large.' });
    if (!isFromHere(request))
      return send(response, { status: 403, type: 'text/plain', body: 'Only from this computer.' });
    const picture = request.method === 'GET' ? await pictureAt(portal, url.pathname) : undefined;
    if (picture) return send(response, picture);
    const cookieId = /(?:^|;\s*)PHPSESSID=([A-Za-z0-9,-]{1,128})/.exec(request.headers.cookie ?? '')?.[1];
    const inPortal = url.pathname === ROOT || url.pathname.startsWith(`${ROOT}/`);
    const path = inPortal ? url.pathname.slice(ROOT.length) || '/' : url.pathname;
    const isWeb = inPortal && !isRest(path);
    const session = isWeb ? portal.sessions.of(cookieId, portal.now()) : portal.sessions.stranger(portal.now());
    const body = arrived ?? Buffer.alloc(0);
    const posted = await Form.read(request.headers['content-type'] ?? '', body);
    const text = posted.files.size > 0 ? '' : body.toString('utf8');
    const call = callOf(request, { url, path, body: text, posted, session, now: portal.now() });
    if (inPortal) count(portal, url.pathname, call);
    const page = arrived === undefined ? refuseUpload : answerPage;
    const answer = await (inPortal ? inTurn(portal, call, page) : answerControl(portal, call));
    await portal.file.save();
    if (inPortal && cookieId === undefined)
      response.setHeader('set-cookie', `PHPSESSID=${session.id}; path=${ROOT};${isWeb ? '' : ' secure;'} HttpOnly`);
    send(response, answer);
  } catch (error) {
    console.error(error);
    if (!response.headersSent)
      send(response, { status: 500, type: 'text/html', body: '<h1>500 Internal Server Error</h1>' });
  }
}

const pictureAt = async (portal: PracticePortal, pathname: string): Promise<Answer | undefined> =>
  (await pictureFile(portal, pathname)) ?? drawnPicture(portal, pathname);

/** Only this computer, by name and by the page that asks: a foreign page must not steer the portal. */
function isFromHere({ headers }: http.IncomingMessage): boolean {
  const origin = headers.origin;
  return isLoopback(`http://${headers.host ?? ''}`) && (origin === undefined || isLoopback(origin));
}

function isLoopback(address: string): boolean {
  return URL.canParse(address) && ['127.0.0.1', 'localhost'].includes(new URL(address).hostname);
}

/** Subtle: what is too large is read to its end and forgotten, so that the browser hears the answer. */
async function bodyOf(request: http.IncomingMessage, largest: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= largest) parts.push(part);
  }
  return size > largest ? undefined : Buffer.concat(parts);
}

interface Arrived {
  readonly url: URL;
  readonly path: string;
  readonly body: string;
  readonly posted: Posted;
  readonly session: Session;
  readonly now: number;
}

function callOf(request: http.IncomingMessage, { url, path, body, posted, session, now }: Arrived): Call {
  const rawQuery = url.search.slice(1);
  return {
    method: request.method ?? 'GET',
    path,
    rawQuery,
    query: Form.parse(rawQuery),
    posted: posted.form,
    files: posted.files,
    body,
    session,
    now,
  };
}

function count({ requests }: PracticePortal, pathname: string, call: Call): void {
  const action = call.query.under(call.posted).text('submitaction');
  const key = [call.method, pathname, action].filter(Boolean).join(' ');
  requests.set(key, (requests.get(key) ?? 0) + 1);
}

/** Requests with one cookie wait for each other, at the portal's pace. */
function inTurn(portal: PracticePortal, call: Call, page: Page): Promise<Answer> {
  const turn = call.session.queue.then(async () => {
    if (portal.paceMs > 0) await new Promise(resolve => setTimeout(resolve, portal.paceMs));
    return page(portal, call);
  });
  call.session.queue = turn.catch(() => undefined);
  return turn;
}

function send(response: http.ServerResponse, { status, type, body, headers = {} }: Answer): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store, no-cache, must-revalidate',
    'x-frame-options': 'DENY',
    ...headers,
  });
  response.end(body);
}
