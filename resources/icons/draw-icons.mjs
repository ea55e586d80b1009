/** Draws what the installers need from icon.svg, next to it: `node resources/icons/draw-icons.mjs`. */
import { Buffer } from 'node:buffer';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const here = path.dirname(fileURLToPath(import.meta.url));
const SVG_PIXELS = 512;
const SVG_DENSITY = 72;

const LINUX = [16, 24, 32, 48, 64, 128, 256, 512];
const WINDOWS = [16, 24, 32, 48, 64, 128, 256];

/** The types of Apple's icon format that hold a PNG, and the pixels that each stands for. */
const MAC = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic09: 512, ic10: 1024 };
/** Apple's icons leave a tenth free at every side. */
const MAC_MARGIN = 0.1;

function draw(pixels) {
  const density = (SVG_DENSITY * pixels) / SVG_PIXELS;
  return sharp(path.join(here, 'icon.svg'), { density }).resize(pixels, pixels).png({ compressionLevel: 9 }).toBuffer();
}

async function drawForMac(pixels) {
  const margin = Math.round(pixels * MAC_MARGIN);
  const background = { r: 0, g: 0, b: 0, alpha: 0 };
  return sharp(await draw(pixels - 2 * margin))
    .extend({ top: margin, bottom: margin, left: margin, right: margin, background })
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/** An .ico file: a header, a row of 16 bytes for each picture, then the pictures as PNG. */
function icoOf(pictures) {
  const header = Buffer.from([0, 0, 1, 0, pictures.length, 0]);
  const ROW_BYTES = 16;
  let offset = header.length + ROW_BYTES * pictures.length;
  const rows = pictures.map(({ pixels, png }) => {
    const row = Buffer.alloc(ROW_BYTES);
    const side = pixels % 256; // 0 stands for 256
    row.writeUInt8(side, 0);
    row.writeUInt8(side, 1);
    row.writeUInt16LE(1, 4);
    row.writeUInt16LE(32, 6);
    row.writeUInt32LE(png.length, 8);
    row.writeUInt32LE(offset, 12);
    offset += png.length;
    return row;
  });
  return Buffer.concat([header, ...rows, ...pictures.map(({ png }) => png)]);
}

/** An .icns file: blocks of a name of four letters, a length that counts its own eight bytes, and the contents. */
function icnsOf(pictures) {
  const block = (name, contents) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(contents.length + 8);
    return Buffer.concat([Buffer.from(name), length, contents]);
  };
  return block('icns', Buffer.concat(pictures.map(({ type, png }) => block(type, png))));
}

for (const pixels of LINUX) await writeFile(path.join(here, `${pixels}x${pixels}.png`), await draw(pixels));

const forWindows = WINDOWS.map(async pixels => ({ pixels, png: await draw(pixels) }));
await writeFile(path.join(here, 'icon.ico'), icoOf(await Promise.all(forWindows)));

const forMac = Object.entries(MAC).map(async ([type, pixels]) => ({ type, png: await drawForMac(pixels) }));
await writeFile(path.join(here, 'icon.icns'), icnsOf(await Promise.all(forMac)));
