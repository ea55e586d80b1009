/**
 * `single-reader.ts zxing-wasm|zxing-library FILE...`: one reader alone over whole pictures, a JSON line each.
 *
 * Both get the grey picture that a first attempt would make, sharp's `.greyscale()`, in full size, the six formats of the jury,
 * and try as hard as they can. For @zxing/library a second figure says what it would cost with the jury's cheaper way to load:
 * its own reading with the loading of the green channel as the file has it, like for like.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import * as zxing from '@zxing/library';
import sharp, { type Sharp, type SharpOptions } from 'sharp';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

interface Grey {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}
type Read = (grey: Grey) => readonly string[] | Promise<readonly string[]>;

const [name, ...files] = process.argv.slice(2);
const read: Read = name === 'zxing-wasm' ? await zxingWasm() : zxingLibrary;
for (const file of files) console.log(JSON.stringify({ file, ...(await measure(file)) }));

async function measure(file: string) {
  const [from, spent] = [performance.now(), cpu()];
  const grey = await load(file, {}, picture => picture.greyscale());
  const loadMs = spent();
  const texts = await read(grey);
  const answer = { texts, cpuMilliseconds: spent(), milliseconds: performance.now() - from };
  if (name === 'zxing-wasm') return answer;
  const loadingGreen = cpu();
  await load(file, { ignoreIcc: true }, picture => picture.extractChannel(1));
  return { ...answer, likeForLikeMilliseconds: loadingGreen() + answer.cpuMilliseconds - loadMs };
}

async function load(file: string, options: SharpOptions, toGrey: (picture: Sharp) => Sharp): Promise<Grey> {
  const whole = sharp(file, { limitInputPixels: false, sequentialRead: true, ...options });
  const picture = toGrey(whole.autoOrient().flatten({ background: '#fff' })).raw({ depth: 'uchar' });
  const { data, info } = await picture.toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** Milliseconds of all of this process's threads, from now to the call of what it gives. */
function cpu(): () => number {
  const from = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1000;
  };
}

async function zxingWasm(): Promise<Read> {
  const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true });
  return async ({ width, height, data }) => {
    const pgm = Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), data]);
    const results = await readBarcodes(pgm, {
      formats: ['Code39', 'Code128', 'Codabar', 'ITF', 'DataMatrix', 'QRCode'],
      tryHarder: true,
      textMode: 'Plain',
    });
    return results.filter(({ isValid }) => isValid).map(({ text }) => text);
  };
}

function zxingLibrary({ width, height, data }: Grey): readonly string[] {
  const { CODE_39, CODE_128, CODABAR, ITF, DATA_MATRIX, QR_CODE } = zxing.BarcodeFormat;
  const hints = new Map<zxing.DecodeHintType, unknown>([
    [zxing.DecodeHintType.POSSIBLE_FORMATS, [CODE_39, CODE_128, CODABAR, ITF, DATA_MATRIX, QR_CODE]],
    [zxing.DecodeHintType.TRY_HARDER, true],
    [zxing.DecodeHintType.RETURN_CODABAR_START_END, true],
  ]);
  const source = new zxing.RGBLuminanceSource(
    new Uint8ClampedArray(data.buffer, data.byteOffset, data.length),
    width,
    height,
  );
  try {
    return [
      new zxing.MultiFormatReader().decode(new zxing.BinaryBitmap(new zxing.HybridBinarizer(source)), hints).getText(),
    ];
  } catch {
    return [];
  }
}
