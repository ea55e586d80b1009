/**
 * The webcam as a barcode scanner. It is on only while all of this holds, and its light goes off the moment one ends:
 *
 *   the person turned it on · a field waits for a barcode · the page is seen
 *
 * Without a camera the bench goes on by scanner and keyboard; why there is none is said.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { LiveJury, type Hint } from './live-jury.ts';
import type { BitmapReader } from './worker-reader.ts';

export type CameraTrouble = 'denied' | 'none' | 'taken' | 'unplugged' | 'failed';

export type CameraState =
  | { readonly is: 'off' }
  | { readonly is: 'starting' }
  | { readonly is: 'live'; readonly stream: MediaStream; readonly hint: Hint }
  | { readonly is: 'cannot'; readonly why: CameraTrouble };

export interface CameraView {
  /** The person wants barcodes read by camera. */
  readonly isOn: boolean;
  /** The camera that was chosen; null: whichever the system offers first. */
  readonly deviceId: string | null;
  readonly state: CameraState;
}

export interface CameraPorts {
  /** Undefined where the browser gives pages no cameras. */
  readonly media: Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices' | 'addEventListener'> | undefined;
  readonly startReader: () => BitmapReader;
  /** Whether a text looks like a barcode of the open collection. */
  readonly isOurs: (text: string) => boolean;
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly page: Pick<Document, 'visibilityState' | 'addEventListener'>;
  readonly watch: WatchFrames;
}

/** Gives the stream's frames one after the other until told to stop; each waits for the answer to the one before. */
export type WatchFrames = (stream: MediaStream, see: (frame: ImageBitmap) => Promise<void>) => () => void;

const KEPT = { isOn: 'vasculum-camera', deviceId: 'vasculum-camera-device' } as const;
const FRAME = { width: { ideal: 1280 }, height: { ideal: 720 } };

export class CameraScanner {
  readonly view: StoreApi<CameraView>;
  private readonly jury: LiveJury;
  private reader: BitmapReader | undefined;
  private isWaitedFor = false;
  /** Ends what runs; undefined while nothing does. */
  private end: (() => void) | undefined;

  constructor(
    private readonly ports: CameraPorts,
    private readonly onRead: (text: string) => void,
  ) {
    const { storage } = ports;
    this.jury = new LiveJury(ports.isOurs);
    this.view = createStore<CameraView>(() => ({
      isOn: storage.getItem(KEPT.isOn) === 'on',
      deviceId: storage.getItem(KEPT.deviceId) || null,
      state: { is: 'off' },
    }));
  }

  begin(): void {
    this.ports.page.addEventListener('visibilitychange', () => this.follow());
    this.ports.media?.addEventListener('devicechange', () => this.tryAgain());
  }

  turn(isOn: boolean): void {
    this.ports.storage.setItem(KEPT.isOn, isOn ? 'on' : 'off');
    this.view.setState({ isOn });
    this.tryAgain();
  }

  choose(deviceId: string | null): void {
    this.ports.storage.setItem(KEPT.deviceId, deviceId ?? '');
    this.view.setState({ deviceId });
    this.stop();
    this.follow();
  }

  /** Whether a field waits for a barcode now. */
  waitFor(isWaitedFor: boolean): void {
    if (isWaitedFor === this.isWaitedFor) return;
    this.isWaitedFor = isWaitedFor;
    this.follow();
  }

  /** The computer's cameras; without names until one was allowed. */
  async cameras(): Promise<readonly MediaDeviceInfo[]> {
    const devices = await this.ports.media?.enumerateDevices().catch(() => []);
    return (devices ?? []).filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '');
  }

  private tryAgain(): void {
    if (this.view.getState().state.is === 'cannot') this.stop();
    this.follow();
  }

  private follow(): void {
    const isWanted = this.view.getState().isOn && this.isWaitedFor && this.ports.page.visibilityState === 'visible';
    if (!isWanted) this.stop();
    else if (!this.end) void this.start();
  }

  private stop(): void {
    this.end?.();
    this.end = undefined;
    this.show({ is: 'off' });
  }

  /** Subtle: a camera takes a second to open, and by then it may not be wanted any more. */
  private async start(): Promise<void> {
    let isEnded = false;
    this.end = () => (isEnded = true);
    this.show({ is: 'starting' });
    const opened = await this.open();
    if (isEnded) return typeof opened === 'string' ? undefined : darken(opened);
    if (typeof opened === 'string') return this.show({ is: 'cannot', why: opened });
    this.run(opened);
  }

  private async open(): Promise<MediaStream | CameraTrouble> {
    const { deviceId } = this.view.getState();
    const which = deviceId === null ? {} : { deviceId: { exact: deviceId } };
    try {
      const stream = await this.ports.media?.getUserMedia({ video: { ...FRAME, ...which }, audio: false });
      return stream ?? 'none';
    } catch (error) {
      return whyNot(error);
    }
  }

  private run(stream: MediaStream): void {
    const unwatch = this.ports.watch(stream, frame => this.see(frame));
    this.end = () => {
      unwatch();
      darken(stream);
    };
    stream.getVideoTracks()[0]?.addEventListener('ended', () => this.fail('unplugged'));
    this.show({ is: 'live', stream, hint: null });
  }

  private async see(frame: ImageBitmap): Promise<void> {
    this.reader ??= this.ports.startReader();
    let sightings;
    try {
      sightings = await this.reader.read(frame);
    } catch {
      return this.fail('failed');
    }
    const { state } = this.view.getState();
    if (state.is !== 'live') return;
    const { read, hint } = this.jury.judge(sightings, performance.now());
    if (hint !== state.hint) this.show({ ...state, hint });
    if (read !== null) this.onRead(read);
  }

  /** Off, and it says why; the next barcode that is waited for tries again. */
  private fail(why: CameraTrouble): void {
    this.end?.();
    this.end = () => undefined;
    this.reader?.close();
    this.reader = undefined;
    this.show({ is: 'cannot', why });
  }

  private show(state: CameraState): void {
    this.view.setState({ state });
  }
}

const darken = (stream: MediaStream): void => stream.getTracks().forEach(track => track.stop());

const WHY: Readonly<Record<string, CameraTrouble>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotReadableError: 'taken',
  AbortError: 'taken',
};

/** Subtle: not every browser makes these errors of its class Error. */
const whyNot = (error: unknown): CameraTrouble => WHY[(error as { name?: string }).name ?? ''] ?? 'failed';
