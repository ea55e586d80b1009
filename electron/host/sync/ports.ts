/** What the engine needs of the world; the shipped code and a simulator pass different ones in. */
import type { Failure, Result } from '../../../shared/failure/failure.ts';
import type { Delivery } from '../../../shared/outbox/outbox-entry.ts';
import type { StoredImage } from '../../../shared/portal/change.ts';
import type { Portal } from '../../../shared/portal/portal.ts';
import type { Clocks } from './clock-watch.ts';
import type { Histories } from './history.ts';
import type { Happening } from '../journal/journal-line.ts';
import type { Projection } from '../journal/projection.ts';

/** Pictures as this portal takes them. */
export interface PicturePort {
  /**
   * The picture that an entry names, or a smaller one made of it where the portal takes none so large. Fails with
   * unreadableImage where it is not there any more, and with tooLarge where nothing useful is small enough.
   */
  ready(image: StoredImage): Promise<Result<ReadyPicture>>;
  /** The portal refused this one for its size or type: the next ones are made smaller, or of another type. */
  wereRefused(sent: ReadyPicture, why: Failure): Promise<void>;
}

export interface ReadyPicture {
  readonly image: StoredImage;
  readonly bytes: Uint8Array;
}

export interface EnginePorts extends Clocks {
  /** In [0, 1). */
  readonly chance: () => number;
  /** Calls back once after so many milliseconds; answers how to call it off. */
  readonly after: (ms: number, then: () => void) => () => void;
  readonly portal: Portal;
  readonly histories: Histories;
  readonly journal: { readonly projection: Projection; record(what: Happening): Promise<Result<number>> };
  readonly pictures: PicturePort;
  /** Signs in again with what the shell remembers; fails with signedOut or wrongPassword where a person has to. */
  readonly signInAgain: () => Promise<Result<unknown>>;
  /** Whose entries may be sent now; undefined while only a person can open a session. */
  readonly account: () => string | undefined;
  /** Tells the windows where an entry stands now. */
  readonly announce: (seq: number, entryId: string, delivery: Delivery) => void;
  /** Told of a fault: a bug that a developer must see. */
  readonly report: (error: unknown) => void;
}
