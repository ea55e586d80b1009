import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Luma } from '../../../shared/barcode/luma.ts';
import { failed } from '../../../shared/failure/failure.ts';
import { openDigitReader, type DigitReader } from './digit-reader.ts';
import { readStamps } from './stamps.ts';

/** The reader starts a thread and loads its data, which a busy machine does slowly. */
const PATIENTLY = { timeout: 30_000 };
const [WIDTH, HEIGHT] = [1600, 2300];

async function sheet(inner: string): Promise<Luma> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><rect width="${WIDTH}" height="${HEIGHT}" fill="#eee6d2"/>
<g font-family="DejaVu Sans, Arial, sans-serif" font-weight="bold">${inner}</g></svg>`;
  const { data, info } = await sharp(Buffer.from(svg))
    .removeAlpha()
    .extractChannel(1)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

const stamp = (number: string, angle: number, opacity = 0.8): string =>
  `<text transform="translate(1200 700) rotate(${angle})" text-anchor="middle" font-size="42" letter-spacing="8" fill="#2f2f7a" opacity="${opacity}">${number}</text>`;

const LABEL = ['Penstemon davidsonii Greene', 'Kittitas County, 1650 m', 'Jane M. Whitcomb No. 102445', '3 May 1998']
  .map((line, at) => `<text x="800" y="${1950 + at * 36}" font-size="26" font-weight="normal">${line}</text>`)
  .join('');

describe('the stamp on a sheet', PATIENTLY, () => {
  let reader: DigitReader;

  beforeAll(async () => {
    const opened = await openDigitReader();
    if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
    reader = opened.value;
  }, PATIENTLY.timeout);
  afterAll(() => reader.end());

  const read = async (inner: string, paddedTo: readonly number[] = [5, 6]) => {
    const stamps = await readStamps(await sheet(inner), reader, paddedTo);
    if (!stamps.ok) throw new Error(JSON.stringify(stamps.failure));
    return stamps.value;
  };

  it('is read with its leading zeros, beside a label with numbers of its own', async () => {
    const [first] = await read(stamp('004725', 0) + LABEL);
    expect(first).toMatchObject({ number: '004725', isSure: true });
    expect(Math.hypot((first?.crop.x ?? 0) - 1200, (first?.crop.y ?? 0) - 685)).toBeLessThan(12);
  });

  it.each([
    { how: 'askew', angle: 5, opacity: 0.8 },
    { how: 'askew and faint', angle: -5, opacity: 0.35 },
    { how: 'running down the sheet', angle: 90, opacity: 0.8 },
    { how: 'running up the sheet', angle: -90, opacity: 0.8 },
  ])('is read $how', async ({ angle, opacity }) => {
    expect((await read(stamp('004725', angle, opacity) + LABEL))[0]).toMatchObject({ number: '004725', isSure: true });
  });

  it('is not sure where it has not the length of the collection’s numbers', async () => {
    expect((await read(stamp('4725', 0)))[0]).toMatchObject({ number: '4725', isSure: false });
  });

  it('is none on a sheet without one: no number of a label is sure', async () => {
    expect((await read(LABEL)).filter(({ isSure }) => isSure)).toEqual([]);
    expect(await read('')).toEqual([]);
  });

  it('is not sure where two different numbers stand alone', async () => {
    const two = stamp('004725', 0) + stamp('031264', 0).replace('1200 700', '400 1300');
    expect((await read(two)).map(({ number, isSure }) => [number, isSure]).sort()).toEqual([
      ['004725', false],
      ['031264', false],
    ]);
  });
});

describe('a reader that fails', PATIENTLY, () => {
  it('is told as a failure where its data are missing', async () => {
    expect(await openDigitReader('/nowhere')).toMatchObject({ ok: false, failure: { kind: 'notUnderstood' } });
  });

  it('is told as a failure where a picture is none, and reads the next one', async () => {
    const opened = await openDigitReader();
    if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
    expect(await opened.value.read(Buffer.from('no picture'), 'digits')).toMatchObject({ ok: false });
    const stamps = await readStamps(await sheet(stamp('004725', 0)), opened.value, []);
    expect(stamps).toMatchObject({ ok: true, value: [{ number: '004725' }] });
    await opened.value.end();
  });

  it('is told as a failure once it has ended', async () => {
    const opened = await openDigitReader();
    if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
    await opened.value.end();
    expect(await opened.value.read(Buffer.from('late'), 'digits')).toEqual(failed({ kind: 'hostGone' }));
  });

  it('ends the reading of a sheet with its failure', async () => {
    const broken: DigitReader = { read: async () => failed({ kind: 'hostGone' }), end: async () => undefined };
    expect(await readStamps(await sheet(stamp('004725', 0)), broken, [])).toEqual(failed({ kind: 'hostGone' }));
  });
});
