/**
 * Cuts what a serial scanner sends into scans: a line ended by CR or LF is one. Whatever no scanner sends is refused with a
 * reason and never becomes a scan. Pure: times come in with the bytes.
 */
import type { LineRefusal } from '../../../shared/contract/scanner-contract.ts';

export type Line = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: LineRefusal };

const [CR, LF] = [0x0d, 0x0a];
/** Far longer than any barcode; nothing beyond it is kept. */
const LONGEST_LINE_BYTES = 256;
/** Bytes after such a silence begin a new line: noise of a plug must not stand before the next scan. */
const LINE_IS_OVER_MS = 500;

export class ScanLines {
  private bytes: number[] = [];
  private isTooLong = false;
  private lastAt = -Infinity;

  /** Times in milliseconds, never falling. */
  take(part: Uint8Array, at: number): readonly Line[] {
    const lines: Line[] = [];
    const isOver = this.bytes.length > 0 && at - this.lastAt > LINE_IS_OVER_MS;
    if (isOver) lines.push(this.end('noEnd'));
    this.lastAt = at;
    for (const byte of part)
      if (byte !== CR && byte !== LF) this.add(byte);
      else if (this.bytes.length > 0) lines.push(this.end());
    return lines;
  }

  private add(byte: number): void {
    if (this.bytes.length < LONGEST_LINE_BYTES) this.bytes.push(byte);
    else this.isTooLong = true;
  }

  private end(why: LineRefusal | undefined = this.isTooLong ? 'tooLong' : undefined): Line {
    const line: Line = why ? { ok: false, why } : lineOf(this.bytes);
    this.bytes = [];
    this.isTooLong = false;
    return line;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function lineOf(bytes: readonly number[]): Line {
  let text: string;
  try {
    text = utf8.decode(Uint8Array.from(bytes));
  } catch {
    return { ok: false, why: 'notText' };
  }
  return /\p{Cc}/u.test(text) ? { ok: false, why: 'controlCharacter' } : { ok: true, text };
}
