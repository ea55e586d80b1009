/** The pictures of one connection: where they come from, and the desk that makes them ready. */
import path from 'node:path';
import { BoundedFolder } from './bounded-folder.ts';
import type { ImageStore } from './image-store.ts';
import { PictureDesk, type PictureDeskPorts } from './picture-desk.ts';
import { pictureSources, type PictureSourcesPorts } from './picture-sources.ts';
import { PortalPictures, type PortalPicturesPorts } from './portal-pictures.ts';

export interface Pictures {
  readonly desk: PictureDesk;
  readonly ofPortal: PortalPictures;
}

export interface PicturesOptions extends Pick<PictureDeskPorts, 'after' | 'report'> {
  readonly folder: string;
  readonly practice: PictureSourcesPorts['practice'];
  readonly store: ImageStore;
  readonly addressOf: PortalPicturesPorts['addressOf'];
  readonly fetch: PortalPicturesPorts['fetch'];
}

/** Some 300 lasting forms of 90 megapixels, and as many originals of a portal; both can be made again. */
const MOST_LASTING_BYTES = 4 * 1024 ** 3;
const MOST_FETCHED_BYTES = 4 * 1024 ** 3;

export function openPictures(options: PicturesOptions): Pictures {
  const { folder, practice, store, addressOf, fetch, after, report } = options;
  const fetched = new BoundedFolder(path.join(folder, 'fetched'), MOST_FETCHED_BYTES);
  const lasting = new BoundedFolder(path.join(folder, 'lasting'), MOST_LASTING_BYTES);
  const ofPortal = new PortalPictures({ addressOf, fetch, fetched });
  const source = pictureSources({ practice, store, portal: ofPortal });
  return { desk: new PictureDesk({ source, lasting, after, report }), ofPortal };
}
