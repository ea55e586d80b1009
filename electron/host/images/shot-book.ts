/** What this station knows of every picture that came from the camera: whose it is, under which name, and where it went. */
import { failed, success, type Result } from '../../../shared/failure/failure.ts';
import { freeName, type SheetAtCamera, type Shot, type ShotReading } from '../../../shared/workflow/shot.ts';
import { JsonLines, type LineDisk } from '../json-lines.ts';
import { ShotLine, type FileStamp, type MovedShot } from './shot-lines.ts';

const NOT_FOUND = failed({ kind: 'notFound' });

export class ShotBook {
  private readonly shots = new Map<string, Shot>();
  private readonly known = new Set<string>();
  /** By entry the shot that it carries, and by shot the newest entry that carries it. */
  private readonly entries = new Map<string, string>();
  private readonly carriers = new Map<string, string>();
  private readonly files = new Map<string, FileStamp>();
  private readonly promised = new Set<string>();
  private listener: (shot: Shot) => void = () => undefined;
  private newest: { readonly name: string; readonly at: number } | null = null;

  private constructor(private readonly lines: JsonLines<ShotLine>) {}

  static async open(disk: LineDisk, unreadable: (line: string) => void): Promise<ShotBook> {
    const { lines, read } = await JsonLines.open(disk, ShotLine, unreadable);
    const book = new ShotBook(lines);
    for (const line of read) book.apply(line);
    return book;
  }

  /** Tells of every shot of which something else is known than before. */
  follow(listener: (shot: Shot) => void): void {
    this.listener = listener;
  }

  /** Every shot, oldest first. */
  get all(): readonly Shot[] {
    return [...this.shots.values()];
  }

  /** All that are not on their way to the portal, oldest first. */
  get open(): readonly Shot[] {
    return this.all.filter(({ place }) => place !== 'queued');
  }

  get last(): { readonly name: string; readonly at: number } | null {
    return this.newest;
  }

  find(shotId: string): Shot | undefined {
    return this.shots.get(shotId);
  }

  withBytes(sha256: string): Shot | undefined {
    return [...this.shots.values()].find(shot => shot.sha256 === sha256);
  }

  /** Its original in the camera's folder, as it was when it was taken in. */
  fileOf(shotId: string): FileStamp | undefined {
    return this.files.get(shotId);
  }

  /** The newest entry that carries a shot. */
  carrierOf(shotId: string): string | undefined {
    return this.carriers.get(shotId);
  }

  /** The shot that an entry carries and no newer one. */
  carriedBy(entryId: string): Shot | undefined {
    const shotId = this.entries.get(entryId) ?? '';
    return this.carriers.get(shotId) === entryId ? this.shots.get(shotId) : undefined;
  }

  /** The shot that an entry is to carry that the book has not heard of; by what is sent of it, and its name. */
  toBeCarriedBy(entryId: string, sha256: string, name: string): Shot | undefined {
    if (this.entries.has(entryId)) return undefined;
    return [...this.shots.values()].find(shot => shot.sent?.sha256 === sha256 && shot.name === name);
  }

  /** Whether exactly this file was taken in, renamed or left before. */
  isKnown = (file: FileStamp): boolean => this.known.has(stampOf(file));

  arrived(shot: Shot, { name, bytes, changedAt }: FileStamp): Promise<Result<Shot>> {
    return this.add({ is: 'arrived', shot, file: { name, bytes, changedAt } }, shot.id);
  }

  /** Under a name that no other shot has. A shot that is on its way to the portal stays whose it is. */
  async give(shotId: string, sheet: SheetAtCamera): Promise<Result<Shot>> {
    const shot = this.shots.get(shotId);
    if (!shot || shot.place === 'queued') return NOT_FOUND;
    const names = new Set([...this.shots.values()].filter(({ id }) => id !== shotId).map(({ name }) => name));
    const name = freeName(sheet.catalogNumber, one => names.has(one) || this.promised.has(one));
    // Subtle: another shot may be given to the same sheet before this line is on the disk.
    this.promised.add(name);
    return this.add({ is: 'given', shotId, sheet, name }, shotId).finally(() => this.promised.delete(name));
  }

  async release(shotId: string, to: 'waiting' | 'setAside'): Promise<Result<Shot>> {
    return this.shots.has(shotId) ? this.add({ is: 'released', shotId, to }, shotId) : NOT_FOUND;
  }

  async queued(shotId: string, entryId: string): Promise<Result<Shot>> {
    return this.shots.has(shotId) ? this.add({ is: 'queued', shotId, entryId }, shotId) : NOT_FOUND;
  }

  async read(shotId: string, read: ShotReading): Promise<Result<Shot>> {
    return this.shots.has(shotId) ? this.add({ is: 'read', shotId, read }, shotId) : NOT_FOUND;
  }

  /** A shot that another specimen got on the page of the day. */
  async moved(move: MovedShot): Promise<Result<Shot>> {
    return this.shots.has(move.shotId) ? this.add({ is: 'moved', ...move }, move.shotId) : NOT_FOUND;
  }

  /** Names for shots that move at once, by shot: one may get the name that another leaves. */
  namesFor(moves: readonly { readonly shotId: string; readonly catalogNumber: string }[]): ReadonlyMap<string, string> {
    const moving = new Set(moves.map(({ shotId }) => shotId));
    const taken = new Set(this.all.filter(({ id }) => !moving.has(id)).map(({ name }) => name));
    const names = new Map<string, string>();
    for (const { shotId, catalogNumber } of moves) {
      const name = freeName(catalogNumber, one => taken.has(one) || this.promised.has(one));
      taken.add(name);
      names.set(shotId, name);
    }
    return names;
  }

  async renamed(shotId: string, { name, bytes, changedAt }: FileStamp): Promise<Result<Shot>> {
    return this.add({ is: 'renamed', shotId, file: { name, bytes, changedAt } }, shotId);
  }

  left(files: readonly FileStamp[]): Promise<Result<void>> {
    const line = {
      is: 'left',
      files: files.map(({ name, bytes, changedAt }) => ({ name, bytes, changedAt })),
    } as const;
    return this.write(line);
  }

  private async add(line: ShotLine, shotId: string): Promise<Result<Shot>> {
    const written = await this.write(line);
    if (!written.ok) return written;
    const shot = this.shots.get(shotId);
    if (!shot) return NOT_FOUND;
    this.listener(shot);
    return success(shot);
  }

  private async write(line: ShotLine): Promise<Result<void>> {
    const written = await this.lines.add(line);
    if (written.ok) this.apply(line);
    return written;
  }

  private apply(line: ShotLine): void {
    switch (line.is) {
      case 'arrived':
        this.shots.set(line.shot.id, line.shot);
        this.know(line.shot.id, line.file);
        this.newest = { name: line.shot.originalName, at: line.shot.arrivedAt };
        break;
      case 'given':
        this.change(line.shotId, { place: 'given', sheet: line.sheet, name: line.name });
        break;
      case 'released':
        this.letGo(line.shotId, line.to);
        break;
      case 'queued':
        this.entries.set(line.entryId, line.shotId);
        this.carriers.set(line.shotId, line.entryId);
        this.change(line.shotId, { place: 'queued' });
        break;
      case 'read':
        this.change(line.shotId, { read: line.read });
        break;
      case 'moved':
        this.applyMove(line);
        break;
      case 'renamed':
        this.know(line.shotId, line.file);
        break;
      case 'left':
        for (const file of line.files) this.known.add(stampOf(file));
    }
  }

  /** Subtle: what a person has set aside stays there, whoever's it is. */
  private applyMove({ shotId, sheet, name, entryId, isQueued }: MovedShot): void {
    if (entryId === null) this.carriers.delete(shotId);
    else {
      this.entries.set(entryId, shotId);
      this.carriers.set(shotId, entryId);
    }
    const waits = this.shots.get(shotId)?.place === 'setAside' ? 'setAside' : 'waiting';
    this.change(shotId, { place: isQueued ? 'queued' : waits, sheet, name });
  }

  private know(shotId: string, file: FileStamp): void {
    this.files.set(shotId, file);
    this.known.add(stampOf(file));
  }

  /** The sheet it was taken from is the likeliest to get it back. */
  private letGo(shotId: string, place: 'waiting' | 'setAside'): void {
    this.carriers.delete(shotId);
    const { sheet = null, takenFor = null } = this.shots.get(shotId) ?? {};
    this.change(shotId, { place, sheet: null, name: null, takenFor: sheet ?? takenFor });
  }

  private change(shotId: string, change: Partial<Shot>): void {
    const shot = this.shots.get(shotId);
    if (shot) this.shots.set(shotId, { ...shot, ...change });
  }
}

const stampOf = ({ name, bytes, changedAt }: FileStamp): string => JSON.stringify([name, bytes, changedAt]);
