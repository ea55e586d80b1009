/** Pictures of a record: uploaded or mapped by address, doubled when sent twice, and deleted. PORTAL_PROTOCOL 9.1, RELIABILITY Q13. */
import { createHash, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { databaseTime } from './clock.ts';
import type { Form, PostedFile } from './form.ts';
import { folderOf, nameWith, PictureFolder } from './image-files.ts';
import { checkedUpload, cleanName, extensionOf, formatOfAddress, sizeWords } from './image-rules.ts';
import { occurrenceOf, type PracticePortal } from './portal-state.ts';
import { foreignKeyError, dropMedia } from './records.ts';
import type { ActionStatus } from './save.ts';
import type { SignedIn } from './sessions.ts';
import { Media } from './table-rows.ts';
import type { MediaMetadata, Tables } from './tables.ts';

export interface EditorOrder {
  readonly occid: number;
  readonly posted: Form;
  readonly files: ReadonlyMap<string, PostedFile>;
  readonly user: SignedIn;
  readonly now: number;
}

const refused = (text: string): ActionStatus => ({ isError: true, text: `ERROR: ${text}` });
const ADDED: ActionStatus = { isError: false, text: 'Media added successfully' };

/** Subtle: a part without a file is needed for an address alone; without the part the page itself fails. */
export async function submitNewImage(portal: PracticePortal, order: EditorOrder): Promise<ActionStatus> {
  const file = order.files.get('imgfile');
  if (!file) return refused('UploadUtil::validateFileError(): Argument #1 ($file) must be of type array, null given');
  return file.name === '' ? mapAddress(portal, order) : upload(portal, order, file);
}

/** Subtle: an address with a known ending is never looked at; one without is not fetched from here and so is refused. */
function mapAddress(portal: PracticePortal, order: EditorOrder): ActionStatus {
  const originalUrl = order.posted.text('originalUrl').trim();
  if (originalUrl === '') return refused('No file uploaded');
  const format = formatOfAddress(originalUrl);
  if (format === undefined) return refused("Couldn't connect to server");
  if (!format.startsWith('image/') || format === 'image/tiff') return refused(`File type not allowed: ${format}`);
  const name = decodeURI(originalUrl).split(/[?#]/)[0]?.split('/').at(-1) ?? '';
  const sent = (field: string) => order.posted.get(field)?.trim() ?? null;
  const urls = { originalUrl, url: sent('weburl') ?? sent('url'), thumbnailUrl: sent('thumbnailUrl') };
  const row = insert(portal.file.tables, order, { ...urls, format, fileName: cleanName(name) + extensionOf(name) });
  return typeof row === 'string' ? refused(row) : ADDED;
}

async function upload(portal: PracticePortal, order: EditorOrder, file: PostedFile): Promise<ActionStatus> {
  const { fileLimitBytes, mostPixels } = portal.uploads;
  if (file.bytes.length > Math.min(fileLimitBytes, file.formLimit ?? Infinity))
    return refused(sizeWords(order.posted.id('MAX_FILE_SIZE'), fileLimitBytes));
  const checked = checkedUpload(file);
  if (!checked.ok) return refused(checked.message);
  const { width, height } = await sharp(file.bytes).metadata();
  if (width * height > mostPixels) return refused('Not enough memory to create image: : upload');
  const { tables } = portal.file;
  const folder = new PictureFolder(portal.folder, folderOf(tables, order.occid, order.now));
  const planned = cleanName(file.name) + extensionOf(file.name);
  const urls = { originalUrl: folder.urlOf(planned), url: null, thumbnailUrl: null };
  const row = insert(tables, order, { ...urls, format: file.type, fileName: planned });
  if (typeof row === 'string') return refused(row);
  const name = await folder.freeName(planned, row.mediaID);
  await keepPictures(tables, row, { folder, name, bytes: file.bytes });
  return ADDED;
}

interface Kept {
  readonly folder: PictureFolder;
  readonly name: string;
  readonly bytes: Buffer;
}

/** Of the longer side; nothing is made larger. */
const WEB_SIDE = 1400;
const THUMBNAIL_SIDE = 200;

/** Subtle: the picture for the web is called `_lg`, and both derived files keep the ending as it was sent. */
async function keepPictures(tables: Tables, row: Media, { folder, name, bytes }: Kept): Promise<void> {
  const { width, height } = await sharp(bytes).metadata();
  const derived = (most: number) =>
    sharp(bytes).resize({ width: most, height: most, fit: 'inside', withoutEnlargement: true }).toBuffer();
  const files: readonly (readonly [MediaMetadata['field'], string, Buffer])[] = [
    ['originalUrl', name, bytes],
    ['thumbnailUrl', nameWith(name, '_tn'), await derived(THUMBNAIL_SIDE)],
    ['url', nameWith(name, '_lg'), await derived(WEB_SIDE)],
  ];
  for (const [field, fileName, content] of files) {
    await folder.write(fileName, content);
    row[field] = folder.urlOf(fileName);
    const md5sum = createHash('md5').update(content).digest('hex');
    tables.mediaMetadata.push({ mediaID: row.mediaID, field, bytes: content.length, md5sum });
  }
  Object.assign(row, { pixelXDimension: width, pixelYDimension: height });
}

interface NewMedia {
  readonly originalUrl: string;
  readonly url: string | null;
  readonly thumbnailUrl: string | null;
  readonly format: string;
  readonly fileName: string;
}

const TEXTS =
  `caption:100 creator:100 notes:350 copyright:255 sourceUrl:255 rights:255 owner:250 locality:250 anatomy:100
  accessRights:255 referenceUrl:255 archiveUrl:255 sourceIdentifier:150 hashFunction:45 hashValue:45 mediaMD5:45
  recordID:45`
    .split(/\s+/)
    .map(written => written.split(':') as [name: string, size: string]);

/**
 * The new row, or the database's message. Subtle: what the client sends as recordID, sourceIdentifier and hashes is stored
 * as it is, an empty text too; a text too long is refused; nothing tells a second row for the same file from the first.
 */
function insert(tables: Tables, { occid, posted, user, now }: EditorOrder, media: NewMedia): Media | string {
  const record = occurrenceOf(tables, occid);
  if (!record) return foreignKeyError('child', 'media', 'FK_media_occid', 'occid');
  const sent = TEXTS.filter(([name]) => posted.has(name)).map(([name]) => [name, posted.text(name).trim()] as const);
  const tooLong = TEXTS.find(([name, size]) => [...posted.text(name).trim()].length > Number(size));
  if (tooLong) return `Data too long for column '${tooLong[0]}' at row 1`;
  const order = posted.id('sortOccurrence') ?? posted.id('sortoccurrence');
  const { fileName, ...urls } = media;
  const row = Media.parse({
    ...{ mediaID: tables.next.media++, occid, tid: record.tidInterpreted ?? null, mediaType: 'image' },
    ...{ recordID: randomUUID(), sourceIdentifier: `filename: ${fileName}`, caption: null, username: user.username },
    ...{ ...urls, ...Object.fromEntries(sent), initialTimestamp: databaseTime(now) },
    ...(order === undefined ? {} : { sortOccurrence: order }),
  });
  tables.media.push(row);
  return row;
}

/** Success is told whether there was such a row or not; the files stay unless asked for, and so keep their names taken. */
export async function deleteImage(portal: PracticePortal, { posted }: EditorOrder): Promise<ActionStatus> {
  const { tables } = portal.file;
  const row = tables.media.find(({ mediaID }) => mediaID === posted.id('imgid'));
  if (row && posted.text('removeimg') === '1')
    for (const url of [row.originalUrl, row.thumbnailUrl, row.url]) await PictureFolder.remove(portal.folder, url);
  dropMedia(tables, media => media === row);
  return { isError: false, text: 'Media deleted successfully' };
}
