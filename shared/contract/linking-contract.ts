/** The calls of Option 2: what waits for its number, and what a machine reads on its pictures. */
import { z } from 'zod';
import { AwaitingPage } from '../portal/awaiting-number.ts';
import { SuggestedNumber } from '../workflow/suggested-number.ts';
import { call } from './define-contract.ts';
import { IMAGE_ID } from './image-url.ts';

const ImageId = z.string().regex(IMAGE_ID);
/** More than these no window asks for at once. */
const MOST_ON_PAGE = 200;

export const linkingContract = {
  'linking.awaiting': call(
    z.object({
      journalId: z.string(),
      from: z.number().int().nonnegative(),
      most: z.number().int().min(1).max(MOST_ON_PAGE),
    }),
    AwaitingPage,
  ),
  /** The stamped number on a picture; null where none was read, or where nothing here can read one. Fails as the portal does. */
  'linking.suggestionFor': call(
    z.object({ journalId: z.string(), imageId: ImageId }),
    z.object({ suggestion: SuggestedNumber.nullable() }),
  ),
} as const;
