/**
 * What the camera's frames add up to. A matrix code carries error correction and counts at once; a bar code counts when two
 * frames or two readers agree and nothing else is read at its place. Of several codes in view the collection's own is meant;
 * two of those are a question for a person. A code counts once until it has left the view. Pure: times come in with the frames.
 */
export interface Sighting {
  readonly text: string;
  readonly isMatrix: boolean;
  /** How many readers read it in this frame. */
  readonly readers: number;
  /** Its middle, and how far from it another reading is of the same symbol, in pixels of the frame. */
  readonly x: number;
  readonly y: number;
  readonly reach: number;
}

/** `several`: a person covers one. `again`: it was read before and is still there. */
export type Hint = 'several' | 'again' | null;

export interface Verdict {
  readonly read: string | null;
  readonly hint: Hint;
}

interface Seen extends Sighting {
  readonly at: number;
  readonly frames: number;
  readonly firstAt: number;
}

/** How long a code that a frame misses is still in view: hands shake, focus hunts. */
const IN_VIEW_MS = 700;
/** A code out of view for so long may be shown again on purpose. */
const LEFT_VIEW_MS = 1_500;
/** A code that is not the collection's is told only when no other came beside it for so long. */
const FOREIGN_ALONE_MS = 1_000;
/** While the camera is off nothing leaves its view. */
const LONGEST_STEP_MS = 250;

export class LiveJury {
  private clock = 0;
  private lastAt = 0;
  private seen: readonly Seen[] = [];
  private readonly told = new Map<string, number>();

  constructor(private readonly isOurs: (text: string) => boolean) {}

  /** One frame's readings; `at` in milliseconds, never falling. */
  judge(sightings: readonly Sighting[], at: number): Verdict {
    this.clock += Math.min(at - this.lastAt, LONGEST_STEP_MS);
    this.lastAt = at;
    this.see(sightings);
    const proven = this.seen.filter(one => this.isProven(one));
    const ours = distinct(this.seen.filter(({ text }) => this.isOurs(text)));
    if (ours.length > 1) return { read: null, hint: 'several' };
    const [our] = ours;
    if (our) return proven.some(({ text }) => text === our.text) ? this.tell(our.text) : NOTHING;
    return this.judgeForeign(proven);
  }

  private judgeForeign(proven: readonly Seen[]): Verdict {
    const [foreign, ...others] = distinct(proven);
    if (!foreign) return NOTHING;
    if (others.length > 0) return { read: null, hint: 'several' };
    return this.clock - foreign.firstAt >= FOREIGN_ALONE_MS ? this.tell(foreign.text) : NOTHING;
  }

  private see(sightings: readonly Sighting[]): void {
    const now = this.clock;
    const fresh = sightings.map(one => {
      const before = this.seen.find(({ text }) => text === one.text);
      return { ...one, at: now, frames: (before?.frames ?? 0) + 1, firstAt: before?.firstAt ?? now };
    });
    const lingering = this.seen.filter(
      ({ text, at }) => now - at <= IN_VIEW_MS && !fresh.some(one => one.text === text),
    );
    this.seen = [...fresh, ...lingering];
    for (const { text } of fresh) if (this.told.has(text)) this.told.set(text, now);
    for (const [text, at] of this.told) if (now - at > LEFT_VIEW_MS) this.told.delete(text);
  }

  private isProven(one: Seen): boolean {
    if (one.isMatrix) return true;
    const isDisputed = this.seen.some(other => other.text !== one.text && !other.isMatrix && isSamePlace(one, other));
    return !isDisputed && (one.frames >= 2 || one.readers >= 2);
  }

  private tell(text: string): Verdict {
    if (this.told.has(text)) return { read: null, hint: 'again' };
    this.told.set(text, this.clock);
    return { read: text, hint: null };
  }
}

const NOTHING: Verdict = { read: null, hint: null };

const distinct = (seen: readonly Seen[]): readonly Seen[] =>
  seen.filter((one, nth) => seen.findIndex(({ text }) => text === one.text) === nth);

const isSamePlace = (a: Sighting, b: Sighting): boolean =>
  Math.hypot(a.x - b.x, a.y - b.y) < Math.max(a.reach, b.reach);
