/** Stations in memory and a folder between them, in which the power may be cut at every step. For tests. */
import { createHash } from 'node:crypto';
import { success, type Result } from '../../../shared/failure/failure.ts';
import { anEntry, idOf } from '../../../shared/outbox/builders.ts';
import type { Delivery, OutboxEntry } from '../../../shared/outbox/outbox-entry.ts';
import type { Chunks } from '../durable-files.ts';
import type { Happening } from '../journal/journal-line.ts';
import { apply, nothingYet, type Projection } from '../journal/projection.ts';
import { practiceProfile } from '../practice.ts';
import type { HandOverFolder, OpenFile } from './hand-over-folder.ts';
import { HandOvers } from './hand-overs.ts';
import type { HandOverPorts } from './ports.ts';
import { newStationKey, stationKeyFrom } from './station-key.ts';

export class PowerCut extends Error {}

/** Called before and after everything that lasts; throws PowerCut where the test wants it. */
export type Step = () => void;

export class MemoryFolder implements HandOverFolder {
  readonly files = new Map<string, Buffer>();
  step: Step = () => undefined;

  async names() {
    return [...this.files.keys()];
  }

  async open(name: string): Promise<OpenFile | undefined> {
    const bytes = this.files.get(name);
    async function* chunks(from: number, to: number) {
      for (let at = from; at < to; at += PIECE) yield (bytes ?? Buffer.alloc(0)).subarray(at, Math.min(at + PIECE, to));
    }
    return bytes && { bytes: bytes.length, chunks, close: async () => undefined };
  }

  async write(name: string, chunks: Chunks) {
    const parts: Uint8Array[] = [];
    for await (const chunk of chunks) {
      parts.push(chunk);
      this.files.set(name, Buffer.concat(parts));
      this.step();
    }
  }

  place(from: string, to: string) {
    return this.lasting(() => {
      const bytes = this.files.get(from);
      const isFree = bytes !== undefined && !this.files.has(to);
      if (isFree) this.files.set(to, bytes);
      this.files.delete(from);
      return isFree;
    });
  }

  createOnce(name: string, text: string) {
    return this.lasting(() => {
      const isFree = !this.files.has(name);
      if (isFree) this.files.set(name, Buffer.from(text));
      return isFree;
    });
  }

  remove(name: string) {
    return this.lasting(() => void this.files.delete(name));
  }

  /** The one hand-over file that lies here. */
  get theFile(): string {
    return [...this.files.keys()].find(name => name.endsWith('.handover')) ?? '';
  }

  private async lasting<Value>(effect: () => Value): Promise<Value> {
    this.step();
    const value = effect();
    this.step();
    return value;
  }
}

const PIECE = 1000;
let stations = 0;

export class BenchStation {
  private readonly lines: Happening[] = [];
  readonly images = new Map<string, Buffer>();
  readonly accepted = new Set<string>();
  readonly key = stationKeyFrom(newStationKey());
  readonly journalId = idOf(700 + (stations += 1));
  projection: Projection = nothingYet();
  handOvers: HandOvers;
  isSupervisor = true;
  busyWith = '';
  private tokens = 0;

  constructor(
    readonly name: string,
    readonly folder: MemoryFolder,
    private readonly different: Partial<HandOverPorts> = {},
  ) {
    this.handOvers = new HandOvers(this.ports);
  }

  /** The program starts anew; what lasts is the journal, the pictures and the accepted keys. */
  restart(): void {
    this.projection = nothingYet();
    this.lines.forEach((what, index) => apply(this.projection, { seq: index + 1, at: 1_000, what, hash: '' }));
    this.handOvers = new HandOvers(this.ports);
  }

  async record(what: Happening): Promise<Result<number>> {
    this.folder.step();
    this.lines.push(what);
    apply(this.projection, { seq: this.lines.length, at: 1_000, what, hash: '' });
    this.folder.step();
    return success(this.lines.length);
  }

  queue(nth: number, different: Partial<OutboxEntry> = {}) {
    return this.record({
      kind: 'queued',
      entry: anEntry(nth, { change: { ...anEntry(nth).change, occid: nth } as never, ...different }),
    });
  }

  move(nth: number, delivery: Delivery) {
    return this.record({ kind: 'moved', entryId: idOf(nth), delivery });
  }

  keepImage(bytes: Buffer): string {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.images.set(sha256, bytes);
    return sha256;
  }

  delivery(nth: number): Delivery | undefined {
    return this.projection.queue.get(idOf(nth))?.delivery;
  }

  /** Whether it would send this entry. */
  owns(nth: number): boolean {
    const is = this.delivery(nth)?.is;
    return is === 'waiting' || is === 'conflicted';
  }

  async give(passphrase?: string) {
    return valueOf(await this.handOvers.give(passphrase));
  }

  async take(more: { file?: string; passphrase?: string; acceptKey?: string } = {}) {
    const { file = this.folder.theFile, passphrase, acceptKey } = more;
    return valueOf(await this.handOvers.take({ file, passphrase, acceptKey }));
  }

  private get ports(): HandOverPorts {
    const { projection, journalId } = this;
    return {
      now: () => 1_000,
      newToken: () => idOf(1_000 * Number(this.journalId.slice(-3)) + (this.tokens += 1)),
      stationName: this.name,
      profile: practiceProfile('http://portal.example/portal'),
      key: this.key,
      known: {
        has: async publicKey => this.accepted.has(publicKey),
        accept: async publicKey => void this.accepted.add(publicKey),
      },
      folder: this.folder,
      journal: { journalId, projection, record: what => this.record(what) },
      engine: {
        isBusyWith: id => this.busyWith === id,
        reserve: (_, act) => act(),
        whileAtRest: act => act(),
        wake: () => undefined,
      },
      images: {
        read: async sha256 => this.images.get(sha256),
        has: async sha256 => this.images.has(sha256),
        keep: async bytes => success({ sha256: this.keepImage(bytes as Buffer), bytes: (bytes as Buffer).length }),
      },
      isSupervisor: () => this.isSupervisor,
      ...this.different,
    };
  }
}

export function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`It failed: ${result.failure.kind}`);
  return result.value;
}

/** Two stations that know each other, and the folder between them. */
export function twoStations(): { field: BenchStation; office: BenchStation; folder: MemoryFolder } {
  const folder = new MemoryFolder();
  const [field, office] = [new BenchStation('field', folder), new BenchStation('office', folder)];
  field.accepted.add(office.key.publicKey);
  office.accepted.add(field.key.publicKey);
  return { field, office, folder };
}
