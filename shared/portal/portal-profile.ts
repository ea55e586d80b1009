import { z } from 'zod';
import { ImageUpload, USUAL_IMAGE_UPLOAD } from './image-upload.ts';

/** How one collection of one portal is reached and how it writes its numbers. Written in the connection's folder. */
export const PortalProfile = z.object({
  v: z.literal(1),
  /** Names the station folder, the journal's owner and the database: `[a-z0-9-]+`. */
  connectionId: z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/),
  kind: z.enum(['practice', 'portal']),
  /** Address of the portal's root, no slash at its end. */
  address: z.string(),
  portalName: z.string(),
  collid: z.number().int().positive(),
  collectionName: z.string(),
  catalogNumber: z.object({ prefix: z.string().max(20), digits: z.number().int().min(1).max(20) }),
  accession: z.object({ paddedTo: z.array(z.number().int().min(1).max(20)) }),
  /** How many requests in a second the outbox may make; null: as fast as the portal answers. */
  requestsPerSecond: z.number().positive().max(50).nullable().default(2),
  /** The portal's word for "a person must decide", as it stores it. */
  expertRequired: z.string().default('expert required'),
  imageUpload: ImageUpload.default(USUAL_IMAGE_UPLOAD),
});
export type PortalProfile = z.infer<typeof PortalProfile>;

/** A collection of a portal that the signed-in person may edit. */
export const Collection = z.object({ collid: z.number().int(), name: z.string(), code: z.string() });
export type Collection = z.infer<typeof Collection>;
