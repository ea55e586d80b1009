/**
 * Every picture from the camera's folder, as the day is told of it: whose it is by the shot book, and what was read on it.
 *
 *   shot book changes -> day.note            not read yet -> jury -> shot book -> day.note
 *
 * Each picture is read once; one that was waiting for it when the program ended is read at the next start.
 */
import { keptImageId } from '../../../shared/contract/image-url.ts';
import type { Judgement } from '../../../shared/barcode/jury.ts';
import type { Result } from '../../../shared/failure/failure.ts';
import type { QueuedEntry } from '../../../shared/outbox/outbox-entry.ts';
import {
  catalogNumberIn,
  checkCatalogNumber,
  type CatalogNumberPattern,
} from '../../../shared/specimen/catalog-number.ts';
import type { Shot, ShotReading } from '../../../shared/workflow/shot.ts';
import type { ShotBook } from '../images/shot-book.ts';
import type { Urgency } from '../images/turns.ts';
import type { DayBook } from './day-book.ts';
import type { KnownPicture, Owner } from './day-lines.ts';

export interface IncomingPorts {
  readonly book: ShotBook;
  readonly day: DayBook;
  readonly entry: (entryId: string) => QueuedEntry | undefined;
  readonly barcodes: (imageId: string, urgency: Urgency) => Promise<Result<Judgement>>;
  readonly pattern: CatalogNumberPattern;
  /** More is known of a shot. */
  readonly changed: () => void;
  readonly report: (error: unknown) => void;
}

const NOTHING_READ: ShotReading = { verdict: 'none', numbers: [] };

export class IncomingPictures {
  private readonly inHand = new Set<string>();
  /** One note after the other, each of what is known then. */
  private noting: Promise<void> = Promise.resolve();
  private isClosed = false;

  constructor(private readonly ports: IncomingPorts) {}

  /** What the program's end left unread or untold, and from now on everything that comes. */
  begin(): void {
    const { book } = this.ports;
    book.follow(shot => this.hear(shot));
    for (const shot of book.all) this.hear(shot);
  }

  /** Subtle: what is being read fails when its reader closes, and then nothing was read. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.noting;
  }

  private hear({ id, read }: Shot): void {
    this.noting = this.noting.then(() => this.note(id)).catch(this.ports.report);
    if (read === null && !this.inHand.has(id)) this.read(id).catch(this.ports.report);
  }

  private async note(shotId: string): Promise<void> {
    const { book, day } = this.ports;
    const shot = book.find(shotId);
    if (!shot || this.isClosed) return;
    const before = day.find(shotId);
    const known = this.known(shot, before);
    if (JSON.stringify(known) !== JSON.stringify(before)) await day.note(known);
  }

  private async read(shotId: string): Promise<void> {
    this.inHand.add(shotId);
    const shot = this.ports.book.find(shotId);
    const read = shot ? await this.readingOf(shot) : NOTHING_READ;
    if (this.isClosed) return;
    await this.ports.book.read(shotId, read);
    this.inHand.delete(shotId);
    this.ports.changed();
  }

  /** The bench waits for what is read on a picture of its sheet. */
  private async readingOf({ originalName, format, sha256, sent, takenFor }: Shot): Promise<ShotReading> {
    const shown = format === 'raw' ? sent?.sha256 : sha256;
    if (shown === undefined) return NOTHING_READ;
    const judged = await this.ports.barcodes(keptImageId(shown), takenFor ? 'front' : 'ahead');
    if (judged.ok) return readingOf(judged.value, this.ports.pattern);
    if (!this.isClosed) this.ports.report(new Error(`${originalName} was not read: ${JSON.stringify(judged.failure)}`));
    return NOTHING_READ;
  }

  private known(shot: Shot, before: KnownPicture | undefined): KnownPicture {
    const { id, originalName: file, sha256, takenAt, arrivedAt, read, place } = shot;
    const entryId = place === 'given' ? null : (this.ports.book.carrierOf(id) ?? null);
    return {
      ...{ id, file, sha256, takenAt, arrivedAt },
      nameNumber: catalogNumberIn(file, this.ports.pattern) ?? null,
      ...{ verdict: read?.verdict ?? null, symbols: read?.numbers ?? [] },
      isSetAside: place === 'setAside',
      owner: this.ownerOf(shot, entryId, before?.owner ?? null),
      entryId,
    };
  }

  private ownerOf({ sheet }: Shot, entryId: string | null, before: Owner | null): Owner | null {
    if (!sheet) return null;
    const { catalogNumber } = sheet;
    const change = entryId === null ? undefined : this.ports.entry(entryId)?.entry.change;
    if (change?.kind === 'attachImage') return { catalogNumber, occid: change.occid };
    return before?.catalogNumber === catalogNumber ? before : { catalogNumber, occid: null };
  }
}

/** What of it can be a catalog number of this collection. */
function readingOf({ symbols, others }: Judgement, pattern: CatalogNumberPattern): ShotReading {
  const texts = [...symbols, ...others].map(({ text }) => text);
  const numbers = [...new Set(texts.filter(text => checkCatalogNumber(text, pattern).ok))];
  return { verdict: numbers.length === 0 ? 'none' : numbers.length === 1 ? 'certain' : 'several', numbers };
}
