/** When a picture was taken, by the camera's clock: DateTimeOriginal of an EXIF block. */

const EXIF_FOLDER = 0x8769;
const TAKEN_AT = 0x9003;
const ENTRY_BYTES = 12;
/** `2026:11:21 14:03:05`. */
const DATE_BYTES = 19;

/** `2026-11-21T14:03:05`; null where the block has no such date or is no such block. */
export function takenAtOf(exif: Uint8Array | undefined): string | null {
  if (!exif) return null;
  try {
    const block = Buffer.from(exif.buffer, exif.byteOffset, exif.byteLength);
    const start = block.subarray(0, 4).toString('latin1') === 'Exif' ? 6 : 0;
    return dateIn(block.subarray(start));
  } catch (error) {
    // Subtle: offsets in a damaged block point outside it, and a date is not worth a picture.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function dateIn(tiff: Buffer): string | null {
  const isLittle = tiff.subarray(0, 2).toString('latin1') === 'II';
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number) => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const valueIn = (folder: number, tag: number): number | undefined => {
    for (let at = folder + 2, left = short(folder); left > 0; at += ENTRY_BYTES, left -= 1)
      if (short(at) === tag) return long(at + 8);
    return undefined;
  };
  const folder = valueIn(long(4), EXIF_FOLDER);
  const at = folder === undefined ? undefined : valueIn(folder, TAKEN_AT);
  if (at === undefined) return null;
  const written = tiff.subarray(at, at + DATE_BYTES).toString('latin1');
  const date = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(written);
  return date ? `${date[1]}-${date[2]}-${date[3]}T${date[4]}` : null;
}
