/**
 * Fetches the file of a picture that a record names. The portal's own host may be anywhere; every other must be public, at
 * each redirect anew, so that no record makes this station ask its own network. No cookie goes along.
 */
import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { failed, success, type Failure, type Result } from '../../../../shared/failure/failure.ts';
import { isPublicAddress } from './public-address.ts';

export interface ImageRequestOptions {
  /** Address of the portal's root. */
  readonly root: string;
  readonly lookup?: typeof dns.lookup;
}

/** A 16-bit TIFF of 50 megapixels. */
const LARGEST_IMAGE_BYTES = 300 * 1024 * 1024;
const LONGEST_SILENCE_MS = 30_000;
const MOST_REDIRECTS = 3;

type Step = { readonly is: 'image'; readonly bytes: Buffer } | { readonly is: 'elsewhere'; readonly url: URL };

/** `address` as the portal gave it, absolute or below its origin. */
export async function fetchImage(options: ImageRequestOptions, address: string): Promise<Result<Buffer>> {
  let url = URL.canParse(address, options.root) ? new URL(address, options.root) : undefined;
  for (let hops = 0; url && hops <= MOST_REDIRECTS; hops += 1) {
    if (!/^https?:$/.test(url.protocol)) break;
    const step = await ask(options, url);
    if (!step.ok) return step;
    if (step.value.is === 'image') return success(step.value.bytes);
    url = step.value.url;
  }
  return failed({ kind: 'notUnderstood', detail: 'no address of a picture' });
}

function ask({ root, lookup = dns.lookup }: ImageRequestOptions, url: URL): Promise<Result<Step>> {
  const isPortals = url.hostname === new URL(root).hostname;
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (!isPortals && isIP(literal) && !isPublicAddress(literal)) return Promise.resolve(failed({ kind: 'forbidden' }));
  return new Promise(resolve => {
    const fail = (failure: Failure) => resolve(failed(failure));
    const request = (url.protocol === 'https:' ? https : http).get(
      url,
      {
        agent: false,
        headers: { 'user-agent': 'Vasculum', accept: 'image/*' },
        ...(isPortals ? {} : { lookup: publicOnly(lookup) }),
      },
      incoming => receive(incoming, url, resolve),
    );
    request.on('error', error => fail({ kind: error.message === PRIVATE ? 'forbidden' : 'offline' }));
    request.setTimeout(LONGEST_SILENCE_MS, () => {
      fail({ kind: 'timedOut' });
      request.destroy();
    });
  });
}

function receive(incoming: http.IncomingMessage, url: URL, resolve: (step: Result<Step>) => void): void {
  const { statusCode = 0, headers } = incoming;
  const end = (step: Result<Step>) => {
    resolve(step);
    incoming.destroy();
  };
  const { location = '' } = headers;
  if (statusCode >= 300 && statusCode < 400 && URL.canParse(location, url.href))
    return end(success({ is: 'elsewhere', url: new URL(location, url) }));
  if (statusCode !== 200) return end(failed(failureOf(statusCode)));
  const parts: Buffer[] = [];
  let size = 0;
  incoming.on('data', (part: Buffer) => {
    parts.push(part);
    size += part.length;
    if (size > LARGEST_IMAGE_BYTES) end(failed({ kind: 'notUnderstood', detail: 'picture too large' }));
  });
  incoming.on('error', () => resolve(failed({ kind: 'timedOut' })));
  incoming.on('close', () => resolve(failed({ kind: 'timedOut' })));
  incoming.on('end', () => resolve(success({ is: 'image', bytes: Buffer.concat(parts) })));
}

function failureOf(status: number): Failure {
  if (status === 401 || status === 403) return { kind: 'forbidden' };
  if (status === 404 || status === 410) return { kind: 'notFound' };
  if (BUSY.has(status)) return { kind: 'busy' };
  return status >= 500
    ? { kind: 'pictureNotGiven' }
    : { kind: 'notUnderstood', detail: `status ${status} for a picture` };
}

/** Too many requests, or nobody behind the gateway just now. What else fails at the portal fails at this picture. */
const BUSY: ReadonlySet<number> = new Set([429, 502, 503, 504]);

const PRIVATE = 'private address';

/** Subtle: looked up as the connection is made, so that no second answer can point elsewhere. */
const publicOnly =
  (lookup: typeof dns.lookup): LookupFunction =>
  (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const isPublic = addresses.length > 0 && addresses.every(({ address }) => isPublicAddress(address));
      const [first] = addresses;
      if (!isPublic || !first) return callback(new Error(PRIVATE), []);
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
