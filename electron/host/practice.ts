/** The built-in connection that needs no configuration: an invented herbarium, signed in, nothing at stake. */
import type { Account } from '../../shared/portal/portal.ts';
import type { PortalProfile } from '../../shared/portal/portal-profile.ts';
import { USUAL_IMAGE_UPLOAD } from '../../shared/portal/image-upload.ts';

export const PRACTICE_ID = 'practice';

/** Open to everybody: it opens nothing but the practice portal on this computer. */
export const PRACTICE_ACCOUNT: Account = { user: 'practice', password: 'practice' };

export const practiceProfile = (address: string): PortalProfile => ({
  v: 1,
  connectionId: PRACTICE_ID,
  kind: 'practice',
  address,
  portalName: 'Practice portal',
  collid: 1,
  collectionName: 'Greywater Museum · Vascular plants',
  catalogNumber: { prefix: 'VASC', digits: 7 },
  accession: { paddedTo: [5, 6] },
  requestsPerSecond: null,
  expertRequired: 'expert required',
  imageUpload: USUAL_IMAGE_UPLOAD,
});
