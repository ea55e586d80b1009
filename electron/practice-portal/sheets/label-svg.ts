/** Draws the typed label, its lines wrapped to its width. */
import { escaped } from '../html.ts';
import type { Box } from './box.ts';
import type { Label } from './label.ts';

const CHARACTERS = 40;
const MOST_LINES = 8;

export function labelSvg(label: Label, { x, y, width, height, angle }: Box): string {
  const names = wrapped(label.scientificName);
  const collected = `${label.recordedBy}   No. ${label.recordNumber}`;
  const lines = [...names, ...wrapped(label.place), ...wrapped(collected), label.eventDate].slice(0, MOST_LINES);
  const size = width * 0.038;
  const rows = lines.map(
    (line, at) =>
      `<text x="${width * 0.05}" y="${height * 0.3 + at * size * 1.35}" ${at < names.length ? 'font-style="italic" font-weight="bold"' : ''}>${escaped(line)}</text>`,
  );
  return `<g transform="translate(${x} ${y}) rotate(${angle}) translate(${-width / 2} ${-height / 2})">
<rect width="${width}" height="${height}" fill="#faf6e9" stroke="#b9ae93" stroke-width="${width * 0.003}"/>
<g font-family="DejaVu Serif, Georgia, serif" font-size="${size}" fill="#2a2722"><text x="${width / 2}" y="${height * 0.15}" text-anchor="middle" font-size="${size * 1.1}">GREYWATER MUSEUM HERBARIUM</text>${rows.join('')}</g></g>`;
}

function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < CHARACTERS) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
