/** A picture as a 90-megapixel camera takes it: a sheet with fine print, under sensor noise, as a JPEG of some 16 MB. */
import sharp from 'sharp';

export const LARGE = { width: 8200, height: 11000 } as const;

/** The grain of a camera at ISO 100 to 200. */
const NOISE = 5;
const PAPER = 214;

export async function drawLargePicture(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: PAPER, sigma: NOISE } as const;
  const grain = sharp({ create: { ...LARGE, channels: 3, background: 'white', noise }, limitInputPixels: false });
  return grain
    .composite([{ input: Buffer.from(sheet()), blend: 'multiply' }])
    .jpeg({ quality: 92 })
    .toBuffer();
}

/** The same picture in other bytes: a remark stands behind the first marker. */
export function withRemark(jpeg: Buffer, remark: string): Buffer {
  const words = Buffer.from(remark);
  const head = Buffer.from([0xff, 0xfe, 0, words.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, words, jpeg.subarray(2)]);
}

function sheet(): string {
  const { width, height } = LARGE;
  const leaves = Array.from({ length: 60 }, (_, nth) => {
    const [x, y] = [2000 + ((nth * 937) % 4200), 1200 + ((nth * 613) % 7400)];
    return `<ellipse cx="${x}" cy="${y}" rx="520" ry="170" fill="#6d7a45" transform="rotate(${(nth * 47) % 180} ${x} ${y})"/>`;
  });
  const print = Array.from(
    { length: 40 },
    (_, nth) =>
      `<text x="4900" y="${8300 + nth * 62}" font-size="54">Plants of the Orrin Hills, No. ${1000 + nth}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="#fdf6e3"/>${leaves.join('')}${print.join('')}</svg>`;
}
