/** A small working disk in memory, for tests and simulators: it can lose power, run full, break, lie and be put back. */
import type { JournalDisk } from './journal-disk.ts';

type Operation = Exclude<keyof JournalDisk, 'close'>;

interface File {
  readonly written: Buffer;
  /** What a power cut leaves for certain. */
  readonly synced: Buffer;
  /** How many bytes it called safe, lies included. */
  readonly promised?: number;
}

interface Trouble {
  readonly code: string;
  /** The operation that meets it; any, where none is named. */
  readonly operation?: Operation | undefined;
  /** How many bytes of it get there all the same. */
  readonly bytes?: number;
}

const NOTHING = Buffer.alloc(0);

export class DiskError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

export class MemoryDisk implements JournalDisk {
  /** How often it was asked to make bytes safe. */
  syncs = 0;
  /** Operations so far: the places where power can be cut. */
  operations = 0;
  capacity = Infinity;
  liesAboutSync = false;
  /** A power cut took bytes that this disk had called safe. */
  hasBrokenPromise = false;
  /** Settles when the power is cut. */
  readonly crashed: Promise<void>;
  private files = new Map<number, File>();
  private checkpoint: Buffer | undefined;
  private reserve = 0;
  private readonly troubles: Trouble[] = [];
  private powerCut: { readonly operation: number; readonly bytes: number } | undefined;
  private isDark = false;
  private goDark: () => void = () => undefined;

  constructor() {
    this.crashed = new Promise(resolve => (this.goDark = resolve));
  }

  /** The next operation of that name, or of any, fails. */
  failNext(code: string, operation?: Operation, bytes = 0): void {
    this.troubles.push({ code, operation, bytes });
  }

  /** Nothing fails any more. */
  mend(): void {
    this.troubles.length = 0;
  }

  /** Power goes at that operation: of what is not synced the first `bytes` survive. Nobody who waits is answered any more. */
  cutPowerAt(operation: number, bytes: number): void {
    this.powerCut = { operation, bytes };
  }

  /** What the next start finds, where power goes now and so many bytes of each unsynced tail survive. */
  crash(bytes = 0): MemoryDisk {
    const after = new MemoryDisk();
    for (const [number, { written, synced, promised = 0 }] of this.files) {
      const common = sharedLength(written, synced);
      const kept = bytes === 0 ? synced : written.subarray(0, common + bytes);
      after.hasBrokenPromise ||= kept.length < promised;
      after.files.set(number, { written: kept, synced: kept });
    }
    after.checkpoint = this.checkpoint;
    after.reserve = this.reserve;
    after.capacity = this.capacity;
    return after;
  }

  /** All of it as it is now, to be put back later. */
  copy(): MemoryDisk {
    return this.crash(Infinity);
  }

  /** Changes bytes as rot would: `change` gets all of a segment and answers what is there instead. */
  spoil(segment: number, change: (bytes: Buffer) => Buffer): void {
    const bytes = change(Buffer.from(this.files.get(segment)?.written ?? NOTHING));
    this.files.set(segment, { written: bytes, synced: bytes });
  }

  spoilCheckpoint(change: (bytes: Buffer) => Buffer): void {
    if (this.checkpoint) this.checkpoint = change(Buffer.from(this.checkpoint));
  }

  remove(segment: number): void {
    this.files.delete(segment);
  }

  segments(): Promise<readonly number[]> {
    return this.work('segments', () => [...this.files.keys()].filter(number => number > 0).sort((a, b) => a - b));
  }

  read(segment: number, offset = 0): Promise<Buffer> {
    return this.work('read', () => Buffer.from(this.file(segment).written.subarray(offset)));
  }

  create(segment: number, bytes: Buffer): Promise<void> {
    const write = (count: number) => this.files.set(segment, synced(bytes.subarray(0, count)));
    return this.work('create', () => void write(this.room(bytes)), write);
  }

  append(segment: number, bytes: Buffer): Promise<void> {
    const file = this.files.get(segment) ?? { written: NOTHING, synced: NOTHING };
    const write = (count: number) =>
      this.files.set(segment, { ...file, written: Buffer.concat([file.written, bytes.subarray(0, count)]) });
    return this.work('append', () => void write(this.room(bytes, write)), write);
  }

  /** One that fails may have made some of the bytes safe all the same. */
  datasync(segment: number): Promise<void> {
    this.syncs += 1;
    const sync = (bytes: number) => {
      const file = this.file(segment);
      const safe = file.written.subarray(0, sharedLength(file.written, file.synced) + bytes);
      this.files.set(segment, { ...file, synced: safe });
    };
    return this.work('datasync', () => (this.liesAboutSync ? this.promise(segment) : sync(Infinity)), sync);
  }

  truncate(segment: number, length: number): Promise<void> {
    return this.work('truncate', () => {
      const file = this.file(segment);
      const promised = Math.min(file.promised ?? 0, length);
      this.files.set(segment, { ...file, written: file.written.subarray(0, length), promised });
    });
  }

  setAside(segment: number): Promise<void> {
    return this.work('setAside', () => {
      this.files.set(-segment, this.file(segment));
      this.files.delete(segment);
    });
  }

  readCheckpoint(): Promise<Buffer | undefined> {
    return this.work('readCheckpoint', () => this.checkpoint);
  }

  replaceCheckpoint(bytes: Buffer): Promise<void> {
    return this.work('replaceCheckpoint', () => {
      this.room(bytes);
      this.checkpoint = bytes;
    });
  }

  fillReserve(bytes: number): Promise<void> {
    return this.work('fillReserve', () => {
      if (this.used() - this.reserve + bytes > this.capacity) throw new DiskError('ENOSPC');
      this.reserve = bytes;
    });
  }

  freeReserve(): Promise<boolean> {
    return this.work('freeReserve', () => {
      const hadSome = this.reserve > 0;
      this.reserve = 0;
      return hadSome;
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private promise(segment: number): void {
    const file = this.file(segment);
    this.files.set(segment, { ...file, promised: file.written.length });
  }

  private file(segment: number): File {
    const file = this.files.get(segment);
    if (!file) throw new DiskError('ENOENT');
    return file;
  }

  private used(): number {
    const written = [...this.files.values()].reduce((sum, file) => sum + file.written.length, 0);
    return written + (this.checkpoint?.length ?? 0) + this.reserve;
  }

  /** How many bytes are written: all, or, on a full disk, what fits before it says so. */
  private room(bytes: Buffer, write: (count: number) => void = () => undefined): number {
    const free = this.capacity - this.used();
    if (bytes.length <= free) return bytes.length;
    write(Math.max(0, free));
    throw new DiskError('ENOSPC');
  }

  /** `partly` does as much of the operation as gets there before power goes or trouble comes. */
  private async work<T>(operation: Operation, whole: () => T, partly?: (bytes: number) => void): Promise<T> {
    if (this.isDark) return new Promise<T>(() => undefined);
    this.operations += 1;
    if (this.powerCut?.operation === this.operations) return this.losePower(partly);
    const index = this.troubles.findIndex(trouble => (trouble.operation ?? operation) === operation);
    const [trouble] = index < 0 ? [] : this.troubles.splice(index, 1);
    if (!trouble) return whole();
    partly?.(trouble.bytes ?? 0);
    throw new DiskError(trouble.code);
  }

  private losePower<T>(partly?: (bytes: number) => void): Promise<T> {
    partly?.(this.powerCut?.bytes ?? 0);
    this.isDark = true;
    this.goDark();
    return new Promise<T>(() => undefined);
  }
}

const synced = (bytes: Buffer): File => ({ written: bytes, synced: bytes });

function sharedLength(one: Buffer, other: Buffer): number {
  const shorter = Math.min(one.length, other.length);
  if (one.subarray(0, shorter).equals(other.subarray(0, shorter))) return shorter;
  let at = 0;
  while (one[at] === other[at]) at += 1;
  return at;
}
