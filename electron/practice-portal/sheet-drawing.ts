/** Draws a herbarium sheet: paper, a simple plant, the label, the stamp and the barcode sticker. */
import bwipjs from 'bwip-js/node';
import sharp from 'sharp';
import { escaped } from './html.ts';
import type { DrawnSheet } from './sheets.ts';

/** The sheet is drawn on this grid and printed as large as a camera photographs sheets: more than 3000 pixels wide. */
const WIDTH = 960;
const HEIGHT = 1400;
const PIXELS_HIGH = 4400;
const PIXELS_WIDE = Math.round((PIXELS_HIGH * WIDTH) / HEIGHT);
const STICKER_MARGIN = 190;
/** Pixels to the narrowest line of a sticker. */
const STICKER_SCALE = 7;
const LABEL_CHARACTERS = 40;
/** So many plants are drawn differently. */
const PLANTS = 12;

export async function drawSheet(specimen: DrawnSheet): Promise<Buffer> {
  const sticker = await stickerOf(specimen.barcode);
  const { width = 0 } = await sharp(sticker).metadata();
  return sharp(Buffer.from(sheetSvg(specimen)))
    .composite([{ input: sticker, left: PIXELS_WIDE - width - STICKER_MARGIN, top: STICKER_MARGIN }])
    .jpeg({ quality: 88 })
    .toBuffer();
}

/** Code 39, as the museum's stickers are printed, with the number below. */
function stickerOf(barcode: string): Promise<Buffer> {
  return bwipjs.toBuffer({
    bcid: 'code39',
    text: barcode,
    scale: STICKER_SCALE,
    height: 14,
    includetext: true,
    textxalign: 'center',
    backgroundcolor: 'FFFFFF',
    padding: 12,
  });
}

const sheetSvg = (
  specimen: DrawnSheet,
): string => `<svg xmlns="http://www.w3.org/2000/svg" width="${PIXELS_WIDE}" height="${PIXELS_HIGH}" viewBox="0 0 ${WIDTH} ${HEIGHT}">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#f3ecd9"/>
<rect x="20" y="20" width="${WIDTH - 40}" height="${HEIGHT - 40}" fill="none" stroke="#cbbf9f" stroke-width="3"/>
<g transform="translate(-50 45)">${plantSvg(Number(specimen.id) % PLANTS)}</g>
${labelSvg(specimen)}
${specimen.stamp === null ? '' : stampSvg(specimen.stamp)}
</svg>`;

/** A stem with leaves and flowers, a little different on each sheet. */
function plantSvg(nth: number): string {
  const lean = (nth % 5) * 12 - 24;
  const leaves = Array.from({ length: 9 }, (_, at) => {
    const [y, side] = [930 - at * 75, at % 2 === 0 ? 1 : -1];
    const x = 400 + (lean * at) / 9;
    const length = 150 - at * 8 + ((nth * 7 + at * 3) % 5) * 8;
    const tip = x + side * length;
    return `<path d="M${x} ${y} Q${x + side * length * 0.5} ${y - 70 - nth * 2} ${tip} ${y - 30} Q${x + side * length * 0.5} ${y + 15} ${x} ${y}" fill="#7d8451" stroke="#565c37" stroke-width="2"/>`;
  });
  const colour = ['#9a6a86', '#b7923c', '#8d5b4c', '#7a78a0'][nth % 4] ?? '#9a6a86';
  const flowers = Array.from(
    { length: 4 + (nth % 3) },
    (_, at) => `<circle cx="${380 + lean + at * 22}" cy="${235 - (at % 2) * 34}" r="17" fill="${colour}"/>`,
  );
  return `<path d="M400 1010 C${390 + lean} 760 ${410 - lean} 520 ${410 + lean} 240" fill="none" stroke="#6b5a3a" stroke-width="9"/>
<path d="M400 1005 l-60 50 M400 1005 l-10 66 M400 1005 l52 58" stroke="#6b5a3a" stroke-width="5" fill="none"/>
${leaves.join('')}${flowers.join('')}
<rect x="360" y="700" width="90" height="12" fill="#fbf7ea" stroke="#d8cfb4"/><rect x="360" y="450" width="90" height="12" fill="#fbf7ea" stroke="#d8cfb4"/>`;
}

function labelSvg({ label }: DrawnSheet): string {
  const collected = [label.recordedBy, label.recordNumber ?? 's.n.'].join('   No. ');
  const names = wrapped(label.scientificName);
  const lines = [...names, ...wrapped(label.place), collected, label.eventDate];
  const rows = lines.map(
    (line, at) =>
      `<text x="480" y="${1166 + at * 27}" ${at < names.length ? 'font-style="italic" font-weight="bold"' : ''}>${escaped(line)}</text>`,
  );
  return `<g font-family="DejaVu Serif, serif" font-size="19" fill="#222"><rect x="460" y="1090" width="460" height="270" fill="#fffdf5" stroke="#8c8468" stroke-width="2"/>
<text x="690" y="1128" font-size="22" text-anchor="middle">GREYWATER MUSEUM HERBARIUM</text>${rows.join('')}</g>`;
}

function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < LABEL_CHARACTERS) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

const stampSvg = (stamp: string): string => `<g transform="rotate(-4 210 1250)" fill="none" stroke="#3b3f86">
<rect x="80" y="1200" width="260" height="96" rx="8" stroke-width="4"/>
<text x="210" y="1230" font-family="DejaVu Sans, sans-serif" font-size="18" text-anchor="middle" fill="#3b3f86" stroke="none">GREYWATER MUSEUM</text>
<text x="210" y="1280" font-family="DejaVu Sans Mono, monospace" font-size="46" text-anchor="middle" fill="#3b3f86" stroke="none">${escaped(stamp)}</text></g>`;
