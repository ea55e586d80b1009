/** Reads a stream of bytes part by part, and never holds more of it than was asked for. */
export class ByteReader {
  private held: Buffer = Buffer.alloc(0);
  private readonly source: AsyncIterator<Buffer>;

  constructor(source: AsyncIterable<Buffer>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** The text up to the next line feed; undefined where none comes within so many bytes. */
  async line(mostBytes: number): Promise<string | undefined> {
    let end = this.held.indexOf(0x0a);
    while (end < 0 && this.held.length <= mostBytes && (await this.more())) end = this.held.indexOf(0x0a);
    return end < 0 || end > mostBytes ? undefined : this.cut(end + 1).toString('utf8', 0, end);
  }

  /** Exactly so many bytes, in pieces; false at the end where there were fewer. */
  async pass(bytes: number, to: (piece: Buffer) => void): Promise<boolean> {
    let left = bytes;
    while (left > 0) {
      if (this.held.length === 0 && !(await this.more())) return false;
      const piece = this.cut(Math.min(left, this.held.length));
      left -= piece.length;
      to(piece);
    }
    return true;
  }

  async isAtEnd(): Promise<boolean> {
    return this.held.length === 0 && !(await this.more());
  }

  private async more(): Promise<boolean> {
    const next = await this.source.next();
    if (next.done) return false;
    this.held = this.held.length === 0 ? next.value : Buffer.concat([this.held, next.value]);
    return next.value.length > 0 || this.more();
  }

  private cut(bytes: number): Buffer {
    const piece = this.held.subarray(0, bytes);
    this.held = this.held.subarray(bytes);
    return piece;
  }
}
