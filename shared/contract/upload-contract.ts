/** What the open connection's portal takes of pictures, as far as this station knows. */
import { z } from 'zod';
import { ImageUpload, ToldByPortal } from '../portal/image-upload.ts';
import { call } from './define-contract.ts';

export const PictureRules = z.object({ upload: ImageUpload, told: ToldByPortal });
export type PictureRules = z.infer<typeof PictureRules>;

export const uploadContract = {
  'upload.takes': call(z.object({ journalId: z.string() }), PictureRules),
} as const;
