/** The pictures that are sent: small and large ones, of types that a portal takes and of types that it does not, and a file that is none. */
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';

export interface Picture {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Grain, so that it does not become small by itself. */
const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
const grained = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#000', noise } });
/** Smooth: many pixels in few bytes. */
const smooth = (width: number, height: number, green: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 240, g: green, b: 200 } } });

export async function drawnPictures(): Promise<readonly Picture[]> {
  const [small, large] = [grained(900, 1_200), grained(3_600, 4_800)];
  return [
    { name: 'small.jpg', bytes: await small.clone().jpeg().toBuffer() },
    { name: 'plain.png', bytes: await grained(500, 700).png().toBuffer() },
    { name: 'archive.tif', bytes: await grained(900, 1_100).tiff().toBuffer() },
    { name: 'large.jpg', bytes: await large.jpeg({ quality: 92 }).toBuffer() },
    { name: 'many-pixels.jpg', bytes: await smooth(8_000, 11_000, 230).jpeg().toBuffer() },
    { name: 'lost-answer.jpg', bytes: await smooth(800, 1_200, 220).jpeg().toBuffer() },
    { name: 'killed.jpg', bytes: await smooth(800, 1_200, 210).jpeg().toBuffer() },
  ];
}

/** Those of a folder besides. */
export async function picturesIn(folder: string): Promise<readonly Picture[]> {
  const names = (await readdir(folder)).filter(name => /\.(jpe?g|png|tiff?)$/i.test(name)).sort();
  return Promise.all(names.map(async name => ({ name, bytes: await readFile(path.join(folder, name)) })));
}

/** As a camera's program writes: beside its place, and moved into it. */
export async function shoot(folder: string, { name, bytes }: Picture): Promise<void> {
  const beside = path.join(folder, `.${name}.part`);
  await writeFile(beside, bytes);
  await rename(beside, path.join(folder, name));
}
