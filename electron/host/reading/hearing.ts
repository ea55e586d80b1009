/** Gathers readings of one picture and tells when a place has been read well enough. */
import { isSamePlace, LINEAR_FORMATS, MATRIX_FORMATS, type Format } from '../../../shared/barcode/barcode-symbol.ts';
import { judge, type Judgement, type JuryRules, type Reading } from '../../../shared/barcode/jury.ts';
import type { Luma } from '../../../shared/barcode/luma.ts';
import { showBars, showMatrix, type BarPass, type MatrixPass } from './passes.ts';
import type { Effort, Reader } from './reader.ts';
import type { Region } from './regions.ts';
import { placed, regionOf, type View } from './view.ts';

export interface Readers {
  readonly first: Reader;
  readonly second: Reader;
}

/** A reading and where to look again. */
export interface Heard extends Reading {
  readonly region: Region;
}

export class Hearing {
  readonly #heard: Heard[] = [];

  constructor(
    readonly picture: Luma,
    readonly readers: Readers,
    readonly rules: JuryRules,
  ) {}

  judgement(): Judgement {
    return judge(this.#heard, this.rules);
  }

  isProven(heard: Heard): boolean {
    const there = this.#heard.filter(other => isSamePlace(other.box, heard.box));
    return judge(there, this.rules).verdict !== 'none';
  }

  isProvenAt({ x, y }: Region): boolean {
    const { symbols, others } = this.judgement();
    return [...symbols, ...others].some(({ box }) => isSamePlace(box, { x, y, width: 0, height: 0 }));
  }

  /** Shows the first reader a view and keeps what it says. */
  async hear(view: View, pass: string, formats: readonly Format[], effort: Effort): Promise<readonly Heard[]> {
    return this.#listen(this.readers.first, view, pass, formats, effort);
  }

  /** Shows the bars of a region in one way after the other until a text is proven. */
  async hearBars(region: Region, passes: readonly BarPass[]): Promise<readonly Heard[]> {
    const heard: Heard[] = [];
    for (const pass of passes) {
      const view = showBars(this.picture, region, pass);
      heard.push(...(await this.#listen(this.readers[pass.reader], view, pass.name, LINEAR_FORMATS, 'upright')));
      if (heard.some(reading => this.isProven(reading))) break;
    }
    return heard;
  }

  /** Shows a region that may hold a matrix code in one way after the other until one is read. */
  async hearMatrix(region: Region, passes: readonly MatrixPass[]): Promise<void> {
    for (const pass of passes) {
      const heard = await this.hear(showMatrix(this.picture, region, pass), pass.name, MATRIX_FORMATS, pass.effort);
      if (heard.length > 0) break;
    }
  }

  /** Shows again what only one pass has read. */
  async confirm(heard: readonly Heard[], passes: readonly BarPass[]): Promise<void> {
    for (const reading of heard) if (!this.isProven(reading)) await this.hearBars(reading.region, passes);
  }

  async #listen(reader: Reader, view: View, pass: string, formats: readonly Format[], effort: Effort) {
    const found = await reader.read(view.luma, formats, effort);
    const heard = found.map(symbol => ({
      ...placed(symbol, view),
      region: regionOf(symbol, view),
      reader: reader.name,
      pass,
    }));
    this.#heard.push(...heard);
    return heard;
  }
}
