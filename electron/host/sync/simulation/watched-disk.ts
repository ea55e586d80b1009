/** A station's disk as its program meets it: each operation takes its time, is a step outwards, and may go wrong. */
import type { JournalDisk } from '../../journal/journal-disk.ts';
import type { MemoryDisk } from '../../journal/memory-disk.ts';
import type { DiskFault } from './faults.ts';

/** Takes one step outwards, which may be the last. */
export type Step = <Value>(act: () => Promise<Value>) => Promise<Value>;

export interface DiskTape {
  readonly pause: (ms: number) => Promise<void>;
  /** The fault of the nth writing operation, counted over all lives. */
  readonly fault: (nth: number) => DiskFault | undefined;
  readonly note: (fault: DiskFault) => void;
}

const DISK_MS = 1;

export class DiskWatch {
  private writings = 0;

  constructor(private readonly tape: DiskTape) {}

  /** The disk for one life. */
  watched(disk: MemoryDisk, step: Step): JournalDisk {
    return new Proxy(disk, {
      get: (_, name: keyof JournalDisk) =>
        name === 'close' ? () => Promise.resolve() : this.operation(disk, name, step),
    });
  }

  private operation(disk: MemoryDisk, name: keyof JournalDisk, step: Step) {
    const work = (disk[name] as (...given: unknown[]) => Promise<unknown>).bind(disk);
    return (...given: unknown[]) =>
      step(async () => {
        this.prepareFault(disk, name);
        await this.tape.pause(DISK_MS);
        return work(...given);
      });
  }

  private prepareFault(disk: MemoryDisk, name: keyof JournalDisk): void {
    if (name !== 'append' && name !== 'datasync') return;
    const fault = this.tape.fault(this.writings++);
    disk.liesAboutSync = fault === 'lies';
    if (!fault) return;
    this.tape.note(fault);
    if (fault === 'full') disk.failNext('ENOSPC', name);
    if (fault === 'broken') disk.failNext('EIO', name);
  }
}
