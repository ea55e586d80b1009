/** Mounting paper with its fibres and stains, the colour chart and the scale bar. */
import type { Box } from './box.ts';
import type { Dice } from './dice.ts';

const PAPERS = ['#eee6d2', '#efe9da', '#e9dfc6', '#f1ede2', '#e6ddc8'];
const FIBRES = 500;
const STAINS = 9;

export function paperSvg(width: number, height: number, scale: number, dice: Dice): string {
  const stains = Array.from({ length: STAINS }, () => {
    const [x, y, r] = [dice.between(0, width), dice.between(0, height), dice.between(0.1, 0.45) * width];
    return `<circle cx="${x}" cy="${y}" r="${r}" fill="url(#${dice.oneOf(['dark', 'light'])})"/>`;
  });
  const fibres = Array.from({ length: FIBRES }, () => {
    const [x, y] = [dice.between(0, width), dice.between(0, height)];
    const [dx, dy] = [dice.between(-3, 3) * scale, dice.between(-3, 3) * scale];
    return `M${x} ${y}q${dx} ${dy * 0.2} ${dx} ${dy}`;
  });
  return `<defs>${shade('dark', '#b89d66', 0.1)}${shade('light', '#ffffff', 0.16)}</defs>
<rect width="${width}" height="${height}" fill="${dice.oneOf(PAPERS)}"/>${stains.join('')}
<path d="${fibres.join('')}" fill="none" stroke="#a08c62" stroke-opacity="0.22" stroke-width="${0.07 * scale}"/>`;
}

const shade = (id: string, colour: string, strength: number): string =>
  `<radialGradient id="${id}"><stop offset="0" stop-color="${colour}" stop-opacity="${strength}"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient>`;

/** The 24 patches of a photographer's chart, in three columns. */
const PATCHES =
  '735244 c29682 627a9d 576c43 8580b1 67bdaa d67e2c 505ba6 c15a63 5e3c6c 9dbc40 e0a32e 383d96 469449 af363c e7c71f bb5695 0885a1 f3f3f2 c8c8c8 a0a0a0 7a7a79 555555 343434'.split(
    ' ',
  );
const COLUMNS = 3;

export function chartSvg({ x, y, width, height }: Box): string {
  const rows = PATCHES.length / COLUMNS;
  const [wide, high] = [width / COLUMNS, height / rows];
  const [left, top] = [x - width / 2, y - height / 2];
  const patches = PATCHES.map((colour, at) => {
    const [column, row] = [at % COLUMNS, Math.floor(at / COLUMNS)];
    return `<rect x="${left + (column + 0.08) * wide}" y="${top + (row + 0.08) * high}" width="${wide * 0.84}" height="${high * 0.84}" fill="#${colour}"/>`;
  });
  return `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="#1c1c1c"/>${patches.join('')}`;
}

/** Centimetres and millimetres. */
export function scaleBarSvg({ x, y, width, height }: Box, scale: number): string {
  const [left, top] = [x - width / 2, y - height / 2];
  const millimetres = Math.floor(width / scale) - 4;
  const ticks = Array.from({ length: millimetres + 1 }, (_, mm) => {
    const reach = mm % 10 === 0 ? 0.5 : mm % 5 === 0 ? 0.35 : 0.22;
    return `M${left + (mm + 2) * scale} ${top}v${height * reach}`;
  });
  const numbers = Array.from(
    { length: Math.floor(millimetres / 10) + 1 },
    (_, cm) => `<text x="${left + (cm * 10 + 2) * scale}" y="${top + height * 0.9}">${cm}</text>`,
  );
  return `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="#fbfaf6" stroke="#8a8a86" stroke-width="${0.2 * scale}"/>
<path d="${ticks.join('')}" stroke="#222" stroke-width="${0.18 * scale}"/><g font-family="DejaVu Sans, Arial, sans-serif" font-size="${height * 0.36}" text-anchor="middle" fill="#222">${numbers.join('')}</g>`;
}
