/** The calls by which a window looks at pictures. The pictures themselves come by their addresses (image-url). */
import { z } from 'zod';
import { call } from './define-contract.ts';
import { IMAGE_ID } from './image-url.ts';

const ImageId = z.string().regex(IMAGE_ID);

export const pictureContract = {
  /** Makes the first view ready and begins with the rest. Fails with unreadableImage, notFound, or as the portal does. */
  'picture.open': call(
    z.object({ imageId: ImageId }),
    z.object({ width: z.number().int().positive(), height: z.number().int().positive() }),
  ),
  /** The pictures that come next, in their order: made ready behind the one in front. */
  'picture.fetchAhead': call(z.object({ imageIds: z.array(ImageId).max(10) }), z.object({})),
  /** The pictures that a record has on the portal. */
  'picture.ofRecord': call(
    z.object({ journalId: z.string(), occid: z.number().int().positive() }),
    z.array(z.object({ imageId: ImageId })),
  ),
} as const;
