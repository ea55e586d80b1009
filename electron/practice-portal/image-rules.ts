/** Which uploads are taken, and what becomes of their names. PORTAL_PROTOCOL 9.1. */
import path from 'node:path';
import type { PostedFile } from './form.ts';

const LONGEST_NAME = 30;

/** Subtle: dots vanish, blanks become underscores, every other sign is dropped, and the name is cut before its ending. */
export const cleanName = (fileName: string): string =>
  path
    .parse(fileName)
    .name.replaceAll('.', '')
    .replace(/%20|%23| |__/g, '_')
    .replaceAll('__', '_')
    .replace(/[^a-zA-Z0-9\-_]/g, '')
    .replace(/^[ _-]+|[ _-]+$/g, '')
    .slice(0, LONGEST_NAME);

/** The ending with its dot, as it was sent. */
export const extensionOf = (fileName: string): string => path.extname(fileName);

/** Pictures only: this portal takes no sounds and no documents. */
const FORMATS: readonly (readonly [format: string, endings: readonly string[], begin: string])[] = [
  ['image/jpeg', ['jpg', 'jpeg', 'pjpeg'], 'ffd8ff'],
  ['image/png', ['png'], '89504e47'],
  ['image/gif', ['gif'], '47494638'],
  ['image/bmp', ['bmp'], '424d'],
];
/** Endings that the real portal knows although it takes no such file: to send one is suspicious, not unknown. */
const OTHER_ENDINGS = ['tiff', 'webp', 'pdf', 'mp3', 'wav', 'ogg', 'txt', 'csv', 'zip', 'exe', 'html', 'php', 'svg'];

export type Checked = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** Type as sent, ending and content must agree. */
export function checkedUpload({ name, type, bytes }: PostedFile): Checked {
  const no = (message: string): Checked => ({ ok: false, message });
  const ending = extensionOf(name).slice(1).toLowerCase();
  const allowed = FORMATS.find(([format]) => format === type);
  if (!allowed && type !== 'application/octet-stream') return no(`File type not allowed: ${type}`);
  if (ending === '') return no('File must have an extension');
  const isKnown = OTHER_ENDINGS.includes(ending) || FORMATS.some(([, endings]) => endings.includes(ending));
  if (!isKnown) return no(`File extension is not supported: ${ending}`);
  const [, endings = [], begin = ''] = allowed ?? [];
  const isWhatItSays =
    allowed !== undefined && bytes.toString('hex', 0, 4).startsWith(begin) && endings.includes(ending);
  return isWhatItSays ? { ok: true } : no('Suspicious File');
}

/** As PHP would be set to. */
export interface UploadRules {
  /** The largest body that a page takes files in. */
  bodyLimitBytes: number;
  fileLimitBytes: number;
  /** More pixels than there is memory for. */
  mostPixels: number;
}

/** The form's own limit, which a browser sends before the file. */
export const FORM_LIMIT_BYTES = 20_000_000;
export const FORM_TYPES = FORMATS.map(([format]) => format);

/** Subtle: without the form's own field the portal stumbles over its absence instead of naming the limit. */
export const sizeWords = (formLimit: number | undefined, fileLimit: number): string =>
  formLimit === undefined
    ? 'UploadUtil::formatBytes(): Argument #1 ($bytes) must be of type int, null given'
    : `The file exceeds the maximum allowed size: ${roundedSize(Math.min(formLimit, fileLimit))}`;

function roundedSize(bytes: number): string {
  const units = ['', ' KB', ' MB', ' GB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log(bytes) / Math.log(1024)));
  return `${power === 0 ? bytes : Math.round((bytes / 1024 ** power) * 10) / 10}${units[power]}`;
}

/** What the ending of an address promises; undefined where it has none that is known. */
export function formatOfAddress(address: string): string | undefined {
  const ending = extensionOf(address.split(/[?#]/)[0] ?? '')
    .slice(1)
    .toLowerCase();
  if (ending === 'tif' || ending === 'tiff') return 'image/tiff';
  return FORMATS.find(([, endings]) => endings.includes(ending))?.[0];
}
