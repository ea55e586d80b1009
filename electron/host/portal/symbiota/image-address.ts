/** Where the file of a picture lies, which may be on another server. PORTAL_PROTOCOL 3 and 9.4. */
import { z } from 'zod';
import { failed, success, type Result } from '../../../../shared/failure/failure.ts';
import { askJson, type Ask } from './rest.ts';

const Media = z.object({ url: z.string().nullish(), originalUrl: z.string().nullish() });

/** Of its largest form. Fails with notFound where the portal names none. */
export async function imageAddressOf(ask: Ask, mediaId: number): Promise<Result<string>> {
  const json = await askJson(ask, `/api/v2/media/${mediaId}`);
  if (!json.ok) return json;
  const { url, originalUrl } = Media.safeParse(json.value).data ?? {};
  const named = originalUrl || url;
  return named ? success(named) : failed({ kind: 'notFound' });
}
