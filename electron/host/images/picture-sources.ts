/** Where the open connection's pictures come from. What an id begins with says which; nothing of it is ever a path. */
import { failed, success, type Failure, type Result } from '../../../shared/failure/failure.ts';
import type { ImageStore } from './image-store.ts';
import type { PictureSource } from './picture-desk.ts';
import type { PortalPictures } from './portal-pictures.ts';

export interface PictureSourcesPorts {
  /** Undefined in a connection that is no practice. */
  readonly practice: ((sheetId: string) => Promise<Buffer | undefined>) | undefined;
  readonly store: ImageStore;
  readonly portal: PortalPictures;
}

const KINDS = /^(practice|kept|portal)-(.+)$/;

/** `practice-SHEET`, `kept-SHA256` for the station's own store, `portal-NUMBER` for the portal's own number of it. */
export function pictureSources({ practice, store, portal }: PictureSourcesPorts): PictureSource {
  return {
    async read(imageId) {
      const [, kind, name = ''] = KINDS.exec(imageId) ?? [];
      if (kind === 'practice' && practice) return orFailed(await practice(name), { kind: 'notDrawn' });
      if (kind === 'kept') return orFailed(await store.read(name), { kind: 'notFound' });
      return kind === 'portal' ? portal.read(imageId) : failed({ kind: 'notFound' });
    },
    // Subtle: a practice sheet is drawn anew when practice starts over.
    isLasting: imageId => !imageId.startsWith('practice-'),
  };
}

const orFailed = (bytes: Buffer | undefined, failure: Failure): Result<Buffer> =>
  bytes ? success(bytes) : failed(failure);
