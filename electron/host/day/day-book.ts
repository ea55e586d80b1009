/**
 * The pictures that came to this station, day by day, and moving a run of them from specimen to specimen as one act:
 *
 *   what moves is written, whole -> each entry that waited is taken back -> the entry for the right record is queued
 *                                                                        -> the shot book is told whose the picture is
 *
 * An act that a crash cut short is carried on at the next start or look. What is on its way to the portal, or on the bench, is
 * never moved here.
 */
import { failed, success, type Result } from '../../../shared/failure/failure.ts';
import type { OutboxEntry, QueuedEntry } from '../../../shared/outbox/outbox-entry.ts';
import { occidOf } from '../../../shared/portal/change.ts';
import type { DayPictures, Moved } from '../../../shared/contract/day-contract.ts';
import { JsonLines, lineFile } from '../json-lines.ts';
import type { MovedShot } from '../images/shot-lines.ts';
import { DayLine, type KnownPicture, type MovedLine, type MovedPicture, type Owner } from './day-lines.ts';
import type { LastLink } from './last-link.ts';
import { exchangeEntries } from './moved-entry.ts';
import { byTime, dayOf, isoDay, isSent, told } from './told-pictures.ts';

export interface DayBookPorts {
  readonly now: () => number;
  readonly newId: () => string;
  readonly entry: (entryId: string) => QueuedEntry | undefined;
  readonly withdraw: (entryId: string, by: string) => Promise<Result<number>>;
  readonly queue: (entry: OutboxEntry) => Promise<Result<number>>;
  /** The link of this station that gives a record the number; undefined where there was none. */
  readonly lastLinkTo: (catalogNumber: string) => LastLink | undefined;
  /** The shot book, where the camera's pictures stand. */
  readonly shots: MovableShots;
  readonly changed: () => void;
}

export interface MovableShots {
  /** Whether a sheet on the bench has it: what it is there is said there. */
  isOnBench(shotId: string): boolean;
  namesFor(moves: readonly { readonly shotId: string; readonly catalogNumber: string }[]): ReadonlyMap<string, string>;
  moved(move: MovedShot): Promise<unknown>;
}

interface Wish {
  readonly picture: KnownPicture;
  readonly to: Owner | null;
}

export class DayBook {
  private readonly pictures = new Map<string, KnownPicture>();
  private readonly acts: MovedLine[] = [];
  /** Acts whose entries are not all where they belong. */
  private readonly unfinished = new Set<MovedLine>();

  private constructor(
    private readonly ports: DayBookPorts,
    private readonly lines: JsonLines<DayLine>,
  ) {}

  static async open(file: string, ports: DayBookPorts, unreadable: (line: string) => void): Promise<DayBook> {
    const { lines, read } = await JsonLines.open(lineFile(file), DayLine, unreadable);
    const book = new DayBook(ports, lines);
    for (const line of read) {
      if (line.is === 'picture') book.pictures.set(line.picture.id, line.picture);
      else if (line.is === 'moved') book.apply(line);
      else book.settle(line.actId);
    }
    return book;
  }

  find(pictureId: string): KnownPicture | undefined {
    return this.pictures.get(pictureId);
  }

  /** Does what is left of acts that a crash or a failure cut short. */
  async carryOn(): Promise<void> {
    for (const act of this.unfinished) await this.carryOut(act);
  }

  /** What is known of a picture now: it came, a barcode was read on it, it was given to a specimen, an entry carries it. */
  async note(picture: KnownPicture): Promise<Result<void>> {
    const written = await this.lines.add({ is: 'picture', picture });
    if (!written.ok) return written;
    this.pictures.set(picture.id, picture);
    this.ports.changed();
    return written;
  }

  async list(wanted: string | null): Promise<DayPictures> {
    await this.carryOn();
    const wantedOnes = [...this.pictures.values()].filter(({ isSetAside }) => !isSetAside);
    const days = [...new Set(wantedOnes.map(dayOf))].sort().reverse();
    const day = wanted ?? days[0] ?? isoDay(this.ports.now());
    const pictures = wantedOnes.filter(picture => dayOf(picture) === day).sort(byTime);
    return { day, days, pictures: pictures.map(picture => told(picture, this.ports)), lastAct: this.lastActOf(day) };
  }

  /** `to`: catalog numbers; one that no picture and no link of the station is of leaves its record to be found by a person. */
  async move(
    moves: readonly { readonly pictureId: string; readonly to: string }[],
    by: string,
  ): Promise<Result<Moved>> {
    const wishes: Wish[] = [];
    for (const { pictureId, to } of moves) {
      const picture = this.pictures.get(pictureId);
      if (!picture) return failed({ kind: 'notFound' });
      wishes.push({ picture, to: this.ownerCalled(to) });
    }
    return this.act(wishes, by, null);
  }

  async undo(actId: string, by: string): Promise<Result<Moved>> {
    const act = this.acts.find(({ id }) => id === actId);
    if (!act) return failed({ kind: 'notFound' });
    if (this.lastActOf(this.dayOfAct(act))?.id !== actId) return failed({ kind: 'tooLate' });
    const wishes = act.moves.flatMap(({ pictureId, from }): readonly Wish[] => {
      const picture = this.pictures.get(pictureId);
      return picture ? [{ picture, to: from && this.ownerCalled(from.catalogNumber) }] : [];
    });
    return this.act(wishes, by, actId);
  }

  private async act(wishes: readonly Wish[], by: string, undoes: string | null): Promise<Result<Moved>> {
    const free = wishes.filter(({ picture }) => !this.isFixed(picture));
    const sent = wishes.filter(({ picture }) => this.isFixed(picture)).map(({ picture }) => picture.id);
    if (free.length === 0) return success({ moved: 0, forPerson: sent });
    const { now, newId } = this.ports;
    const line = { is: 'moved', id: newId(), at: now(), by, moves: this.movesOf(free), undoes } as const;
    const written = await this.lines.add(line);
    if (!written.ok) return written;
    this.apply(line);
    const late = await this.carryOut(line);
    this.ports.changed();
    return success({ moved: free.length - late.length, forPerson: [...sent, ...late] });
  }

  private movesOf(wishes: readonly Wish[]): MovedPicture[] {
    const names = this.ports.shots.namesFor(
      wishes.flatMap(({ picture, to }) => (to ? [{ shotId: picture.id, catalogNumber: to.catalogNumber }] : [])),
    );
    return wishes.map(({ picture: { id, owner, entryId }, to }) => ({
      ...{ pictureId: id, from: owner, to, name: names.get(id) ?? null },
      entry: entryId === null ? null : { before: this.carrierOf(entryId), now: this.ports.newId() },
    }));
  }

  /** Subtle: a picture that moved to a specimen without a known record has no entry; the one before it still says what is sent. */
  private carrierOf(entryId: string): string {
    if (this.ports.entry(entryId)) return entryId;
    const made = this.acts.flatMap(({ moves }) => moves).find(({ entry }) => entry?.now === entryId);
    return made?.entry ? this.carrierOf(made.entry.before) : entryId;
  }

  private apply(line: MovedLine): void {
    this.acts.push(line);
    this.unfinished.add(line);
    for (const { pictureId, to, entry } of line.moves) {
      const picture = this.pictures.get(pictureId);
      const entryId = entry ? entry.now : (picture?.entryId ?? null);
      if (picture) this.pictures.set(pictureId, { ...picture, owner: to, entryId });
    }
  }

  /** Answers the pictures whose entry left before it could be taken back: those stay with whom they were sent to. */
  private async carryOut(act: MovedLine): Promise<readonly string[]> {
    const late: string[] = [];
    let isDone = true;
    for (const move of act.moves) {
      const outcome = await exchangeEntries(this.ports, move, act.by);
      if (outcome === 'done') await this.tellShots(move, act.id);
      if (outcome === 'late') late.push(move.pictureId);
      if (outcome === 'later') isDone = false;
    }
    for (const { pictureId, from, entry } of act.moves)
      if (late.includes(pictureId)) await this.putBack(pictureId, from, entry?.before ?? null);
    if (isDone && (await this.lines.add({ is: 'settled', actId: act.id })).ok) this.settle(act.id);
    return late;
  }

  private async tellShots({ pictureId: shotId, to, name, entry }: MovedPicture, actId: string): Promise<void> {
    const sheet = to && { taskId: actId, catalogNumber: to.catalogNumber };
    const isQueued = entry !== null && this.ports.entry(entry.now) !== undefined;
    await this.ports.shots.moved({ shotId, sheet, name, entryId: entry?.now ?? null, isQueued });
  }

  private settle(actId: string): void {
    for (const act of this.unfinished) if (act.id === actId) this.unfinished.delete(act);
  }

  private async putBack(pictureId: string, owner: Owner | null, entryId: string | null): Promise<void> {
    const picture = this.pictures.get(pictureId);
    if (picture) await this.note({ ...picture, owner, entryId });
  }

  /** Subtle: a number that was linked here is its last link's; where that was taken back the record is nobody's to know. */
  private ownerCalled(catalogNumber: string): Owner {
    const link = this.ports.lastLinkTo(catalogNumber);
    if (link) return { catalogNumber, occid: link.isGone ? null : (occidOf(link.entry.change) ?? null) };
    const owners = [...this.pictures.values()].map(({ owner }) => owner);
    // Subtle: an act may have left the record of a specimen's first picture unknown; another one knows it.
    const known = owners.find(owner => owner?.catalogNumber === catalogNumber && owner.occid !== null);
    return known ?? this.ownerBefore(catalogNumber) ?? { catalogNumber, occid: null };
  }

  /** The specimen whose only picture has moved on already. */
  private ownerBefore(catalogNumber: string): Owner | undefined {
    const before = this.acts.flatMap(({ moves }) => moves.map(({ from }) => from));
    return before.find(owner => owner?.catalogNumber === catalogNumber && owner.occid !== null) ?? undefined;
  }

  private isFixed(picture: KnownPicture): boolean {
    return isSent(picture, this.ports.entry) || this.ports.shots.isOnBench(picture.id);
  }

  private lastActOf(day: string): DayPictures['lastAct'] {
    const undone = new Set(this.acts.map(({ undoes }) => undoes));
    const act = this.acts.findLast(one => one.undoes === null && !undone.has(one.id) && this.dayOfAct(one) === day);
    return act ? { id: act.id, pictures: act.moves.length, at: act.at } : null;
  }

  private dayOfAct({ moves, at }: MovedLine): string {
    const first = this.pictures.get(moves[0]?.pictureId ?? '');
    return first ? dayOf(first) : isoDay(at);
  }
}
