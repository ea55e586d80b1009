/** A journal's file on a disk that crashes: what was not flushed may be torn, what was is there. */
import type { JournalFile } from '../../journal/journal.ts';
import type { DiskFault } from './faults.ts';
import type { Life, World } from './world.ts';

const WRITE_MS = 1;

export class SimulatedFile {
  private bytes: Buffer = Buffer.alloc(0);
  /** How much of it would outlive a loss of power. */
  private flushed = 0;

  constructor(
    private readonly world: World,
    /** The fault of the next step, if one is due. */
    private readonly fault: (step: 'append' | 'flush') => DiskFault | undefined,
  ) {}

  handleIn(life: Life): JournalFile {
    const step = <Value>(act: () => Value): Promise<Value> =>
      new Promise((resolve, reject) =>
        this.world.afterIn(life, WRITE_MS, () => {
          try {
            resolve(act());
          } catch (error) {
            reject(error as Error);
          }
        }),
      );
    return {
      readFile: () => step(() => Buffer.from(this.bytes)),
      appendFile: text => step(() => this.append(text)),
      datasync: () => step(() => this.flush()),
      truncate: (length = 0) => step(() => this.cut(length)),
      close: async () => undefined,
    };
  }

  /** `share` in [0, 1] of what was not flushed has reached the disk all the same. */
  crash(share: number): void {
    this.bytes = this.bytes.subarray(0, this.flushed + Math.floor((this.bytes.length - this.flushed) * share));
    this.flushed = this.bytes.length;
  }

  copy(): Buffer {
    return Buffer.from(this.bytes.subarray(0, this.flushed));
  }

  putBack(copy: Buffer): void {
    this.bytes = copy;
    this.flushed = copy.length;
  }

  get text(): string {
    return this.bytes.toString('utf8');
  }

  private append(text: string): void {
    const fault = this.fault('append');
    const written = Buffer.from(text);
    if (fault === 'full') {
      this.bytes = Buffer.concat([this.bytes, written.subarray(0, written.length / 2)]);
      throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    }
    this.bytes = Buffer.concat([this.bytes, written]);
  }

  private flush(): void {
    const fault = this.fault('flush');
    if (fault === 'broken') throw Object.assign(new Error('EIO'), { code: 'EIO' });
    if (fault !== 'lies') this.flushed = this.bytes.length;
  }

  private cut(length: number): void {
    this.bytes = this.bytes.subarray(0, length);
    this.flushed = Math.min(this.flushed, length);
  }
}
