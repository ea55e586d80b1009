/**
 * A film of what a page shows, frame by frame with the time of each, taken by the browser's own debugging protocol: nothing of
 * the page is asked, and nothing in it takes part.
 */
import type { CDPSession, Page } from '@playwright/test';
import sharp from 'sharp';

export interface Frame {
  /** Milliseconds since 1970, when it was on the screen. */
  readonly at: number;
  readonly jpeg: Buffer;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Handed {
  readonly data: string;
  readonly sessionId: number;
  readonly metadata: { readonly timestamp?: number };
}

const JPEG = { format: 'jpeg', quality: 90 } as const;
/** Shorter than a caret blinks. */
const QUIET_MS = 200;

export class ScreenFilm {
  private frames: Frame[] = [];
  private arrivedAt = 0;
  private asleep: Promise<unknown> = Promise.resolve();
  private isOver = false;

  private constructor(private readonly session: CDPSession) {}

  static async of(page: Page): Promise<ScreenFilm> {
    const session = await page.context().newCDPSession(page);
    const film = new ScreenFilm(session);
    session.on('Page.screencastFrame', handed => film.take(handed));
    await session.send('Page.startScreencast', { ...JPEG, everyNthFrame: 1 });
    return film;
  }

  /** From here on, what stood until now only leads. */
  restart(): void {
    this.frames = inOrder(this.frames).slice(-1);
  }

  /**
   * The frames since the restart, oldest first, and last a still of what stands now. Subtle: on a busy computer the film leaves
   * frames out; were the last change among them, the still would say it, later than it was and never sooner.
   */
  async cut(): Promise<readonly Frame[]> {
    await this.arrives();
    const { data } = await this.session.send('Page.captureScreenshot', JPEG);
    const still = { at: Date.now(), jpeg: Buffer.from(data, 'base64') };
    const frames = inOrder(this.frames).filter(({ at }) => at < still.at);
    this.frames = [still];
    return [...frames, still];
  }

  /** Sees next to nothing until then: to film what moves takes a processor, which what is judged then lacks. */
  sleepUntil(at: number): void {
    this.asleep = new Promise(resolve => setTimeout(resolve, at - Date.now()));
  }

  async end(): Promise<void> {
    this.isOver = true;
    await this.session.send('Page.stopScreencast');
    await this.session.detach();
  }

  /** Until no frame is under way any more. */
  private async arrives(): Promise<void> {
    while (Date.now() - this.arrivedAt < QUIET_MS) await new Promise(resolve => setTimeout(resolve, QUIET_MS));
  }

  private take({ data, sessionId, metadata }: Handed): void {
    this.arrivedAt = Date.now();
    this.frames.push({ at: (metadata.timestamp ?? NaN) * 1_000, jpeg: Buffer.from(data, 'base64') });
    void this.asleep.then(() => this.askForMore(sessionId));
  }

  /** Subtle: while two frames are unanswered the browser films no other. One may be under way when the film ends. */
  private askForMore(sessionId: number): void {
    if (!this.isOver) void this.session.send('Page.screencastFrameAck', { sessionId });
  }
}

/** They are not handed out so. */
const inOrder = (frames: readonly Frame[]) => [...frames].sort((one, other) => one.at - other.at);

/** A copy that has lost half of its sharpness differs so much from the picture; a frame must come nearer than half of that. */
const NEARER_THAN = 0.5;

/**
 * When the part of the screen first looked as it does in the last frame, and went on doing so: as sharp, too. Undefined where
 * it looked so from the beginning.
 */
export async function settledAt(frames: readonly Frame[], box: Box): Promise<number | undefined> {
  const seen = await Promise.all(frames.map(({ jpeg }) => sharp(jpeg).extract(box).greyscale().raw().toBuffer()));
  const last = seen.at(-1);
  if (!last) return undefined;
  const allowed = NEARER_THAN * difference(await halfAsSharp(last, box), last);
  const lastOther = seen.findLastIndex(one => difference(one, last) > allowed);
  return lastOther < 0 ? undefined : frames[lastOther + 1]?.at;
}

async function halfAsSharp(pixels: Buffer, { width, height }: Box): Promise<Buffer> {
  const raw = (info: { readonly width: number; readonly height: number }) => ({
    raw: { ...info, channels: 1 as const },
  });
  const half = { width: Math.round(width / 2), height: Math.round(height / 2) };
  const small = await sharp(pixels, raw({ width, height })).resize(half).greyscale().raw().toBuffer();
  return sharp(small, raw(half)).resize(width, height, { fit: 'fill' }).greyscale().raw().toBuffer();
}

/** Of grey values, in the mean. */
function difference(one: Buffer, other: Buffer): number {
  let sum = 0;
  for (let at = 0; at < other.length; at += 1) sum += Math.abs((one[at] ?? 0) - (other[at] ?? 0));
  return sum / other.length;
}
