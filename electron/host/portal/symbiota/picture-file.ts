/** The file behind one picture of a portal, which may lie on another server. PORTAL_PROTOCOL 3 and 9.4. */
import { z } from 'zod';
import { failed, success, type Result } from '../../../../shared/failure/failure.ts';
import { askJson, type Ask } from './rest.ts';

const Media = z.object({ url: z.string().nullish(), originalUrl: z.string().nullish() });

/** A sheet of 100 megapixels as JPEG; what is larger is not shown at a bench. */
const LARGEST_PICTURE_BYTES = 120 * 1024 ** 2;
const LONGEST_FETCH_MS = 60_000;

/** The largest form of it. Fails with notFound where the portal names none, unreadableImage where no picture comes. */
export async function readPicture(ask: Ask, root: string, mediaId: number): Promise<Result<Buffer>> {
  const json = await askJson(ask, `/api/v2/media/${mediaId}`);
  if (!json.ok) return json;
  const { url, originalUrl } = Media.safeParse(json.value).data ?? {};
  const named = originalUrl || url;
  if (!named || !URL.canParse(named, root)) return failed({ kind: 'notFound' });
  const address = new URL(named, root);
  return /^https?:$/.test(address.protocol) ? fetchPicture(address) : failed({ kind: 'notFound' });
}

async function fetchPicture(address: URL): Promise<Result<Buffer>> {
  const name = address.pathname.split('/').at(-1) ?? '';
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(LONGEST_FETCH_MS) });
    if (!answer.ok || !answer.headers.get('content-type')?.startsWith('image/'))
      return failed({ kind: 'unreadableImage', name });
    const size = Number(answer.headers.get('content-length') ?? 0);
    if (size > LARGEST_PICTURE_BYTES) return failed({ kind: 'unreadableImage', name });
    const bytes = Buffer.from(await answer.arrayBuffer());
    return bytes.length > LARGEST_PICTURE_BYTES ? failed({ kind: 'unreadableImage', name }) : success(bytes);
  } catch (error) {
    return failed({ kind: (error as Error).name === 'TimeoutError' ? 'timedOut' : 'offline' });
  }
}
