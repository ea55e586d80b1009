/** The page and its pictures under `app://station`: from memory and by opaque id, so that no address is ever a path. */
import { protocol } from 'electron';
import { readImageAddress, type ImageAddress } from '../../shared/contract/image-url.ts';
import { headersOf, SECURITY_HEADERS } from '../shell/security-headers.ts';
import type { StaticFile } from '../shell/static-files.ts';

const SCHEME = 'app';
export const PAGE_ORIGIN = `${SCHEME}://station`;

export interface PageSource {
  readonly files: ReadonlyMap<string, StaticFile>;
  /** A picture by its opaque id, or a tile of it. */
  readonly picture: (address: ImageAddress) => Promise<Buffer | undefined>;
}

/** Must run before the app is ready. */
export function declareScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, bypassCSP: false, corsEnabled: false };
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
}

export function servePage(source: PageSource): void {
  protocol.handle(SCHEME, request => answerPage(source, request));
}

/** Answers 404 for everything that is neither a file of the built page nor a picture we know. */
export async function answerPage({ files, picture }: PageSource, request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (request.method !== 'GET') return bare(405);
  if (`${url.protocol}//${url.host}` !== PAGE_ORIGIN) return bare(404);
  const file = files.get(url.pathname);
  if (file) return whole(file.type, file.bytes, headersOf(url.pathname));
  const address = readImageAddress(url.pathname);
  const bytes = address && (await picture(address));
  return bytes ? whole('image/jpeg', bytes) : bare(404);
}

const bare = (status: number): Response => new Response(null, { status, headers: SECURITY_HEADERS });
const whole = (type: string, bytes: Buffer, headers: Readonly<Record<string, string>> = SECURITY_HEADERS): Response =>
  new Response(new Uint8Array(bytes), { headers: { ...headers, 'content-type': type } });
