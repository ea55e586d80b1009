// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CameraScanner, type CameraPorts, type CameraView } from './camera-scanner.ts';
import type { Sighting } from './live-jury.ts';

/** A camera on a table: it gives frames when told to, and can be refused or pulled out. */
class TableCamera {
  refusal: string | null = null;
  isLit = 0;
  asked: MediaStreamConstraints[] = [];
  private pull = () => {};
  private onDevices = () => {};
  opening: Promise<void> = Promise.resolve();

  readonly media = {
    getUserMedia: async (wish?: MediaStreamConstraints) => {
      this.asked.push(wish ?? {});
      await this.opening;
      if (this.refusal !== null) throw new DOMException('no', this.refusal);
      this.isLit += 1;
      const track = {
        stop: () => (this.isLit -= 1),
        addEventListener: (_: string, ended: () => void) => (this.pull = ended),
      };
      return { getTracks: () => [track], getVideoTracks: () => [track] } as unknown as MediaStream;
    },
    enumerateDevices: async () =>
      [
        { kind: 'audioinput', deviceId: 'a' },
        { kind: 'videoinput', deviceId: 'v', label: 'Bench camera' },
      ] as MediaDeviceInfo[],
    addEventListener: (_: string, changed: unknown) => void (this.onDevices = changed as () => void),
  };

  pullOut = () => this.pull();
  plugIn = () => this.onDevices();
}

const STICKER: Sighting = { text: 'VASC0000001', isMatrix: true, readers: 1, x: 0, y: 0, reach: 9 };

let table: TableCamera;
let camera: CameraScanner;
let reads: string[];
let sightings: Sighting[];
let page: { visibilityState: DocumentVisibilityState; addEventListener: (name: string, act: unknown) => void };
let pageChanged: () => void;
let see: ((frame: ImageBitmap) => Promise<void>) | undefined;
let readerFails: boolean;
const kept = new Map<string, string>();

const portsOf = (): CameraPorts => ({
  media: table.media as never,
  startReader: () => ({
    read: async () => {
      if (readerFails) throw new Error('no worker');
      return sightings;
    },
    close: () => {},
  }),
  isOurs: text => text.startsWith('VASC'),
  storage: { getItem: name => kept.get(name) ?? null, setItem: (name, value) => void kept.set(name, value) },
  page: page as never,
  watch: (_, show) => {
    see = show;
    return () => (see = undefined);
  },
});
const makeCamera = () => new CameraScanner(portsOf(), text => reads.push(text));

beforeEach(() => {
  kept.clear();
  table = new TableCamera();
  [reads, sightings, readerFails, see] = [[], [], false, undefined];
  page = { visibilityState: 'visible', addEventListener: (_, act) => (pageChanged = act as () => void) };
  camera = makeCamera();
  camera.begin();
});

const state = () => camera.view.getState().state;
const is = (which: CameraView['state']['is']) => vi.waitFor(() => expect(state().is).toBe(which));
async function wanted(): Promise<void> {
  camera.turn(true);
  camera.waitFor(true);
  await is('live');
}

describe('the camera', () => {
  it('is lit only while it is turned on, a barcode is waited for and the page is seen', async () => {
    camera.waitFor(true);
    expect([state().is, table.isLit]).toEqual(['off', 0]);
    await wanted();
    expect(table.isLit).toBe(1);
    camera.waitFor(false);
    expect([state().is, table.isLit]).toEqual(['off', 0]);
    camera.waitFor(true);
    await is('live');
    page.visibilityState = 'hidden';
    pageChanged();
    expect([state().is, table.isLit]).toEqual(['off', 0]);
    page.visibilityState = 'visible';
    pageChanged();
    await is('live');
    camera.turn(false);
    expect([state().is, table.isLit]).toEqual(['off', 0]);
  });

  it('that opens when it is no longer wanted goes dark at once', async () => {
    let open = () => {};
    table.opening = new Promise(resolve => (open = resolve));
    camera.turn(true);
    camera.waitFor(true);
    camera.waitFor(false);
    open();
    await vi.waitFor(() => expect(table.asked).toHaveLength(1));
    await Promise.resolve();
    await vi.waitFor(() => expect(table.isLit).toBe(0));
    expect(state().is).toBe('off');
  });

  it('gives what it reads, and takes no sound', async () => {
    await wanted();
    sightings = [STICKER];
    await see?.({} as ImageBitmap);
    expect(reads).toEqual(['VASC0000001']);
    expect(table.asked[0]?.audio).toBe(false);
  });

  it.each([
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'none'],
    ['OverconstrainedError', 'none'],
    ['NotReadableError', 'taken'],
    ['AnotherError', 'failed'],
  ])('that cannot be had (%s) says why', async (refusal, why) => {
    table.refusal = refusal;
    camera.turn(true);
    camera.waitFor(true);
    await is('cannot');
    expect(state()).toEqual({ is: 'cannot', why });
  });

  it('that is pulled out says so, and is tried again when one is plugged in', async () => {
    await wanted();
    table.pullOut();
    expect(state()).toEqual({ is: 'cannot', why: 'unplugged' });
    expect(table.isLit).toBe(0);
    table.plugIn();
    await is('live');
  });

  it('whose reader fails goes dark and says so', async () => {
    await wanted();
    readerFails = true;
    await see?.({} as ImageBitmap);
    expect(state()).toEqual({ is: 'cannot', why: 'failed' });
    expect(table.isLit).toBe(0);
  });

  it('that was chosen is the one that is asked for, and the choice is kept', async () => {
    expect((await camera.cameras()).map(({ label }) => label)).toEqual(['Bench camera']);
    await wanted();
    camera.choose('v');
    await is('live');
    expect(table.asked.at(-1)?.video).toMatchObject({ deviceId: { exact: 'v' } });
    expect(table.isLit).toBe(1);
    expect(makeCamera().view.getState()).toMatchObject({ isOn: true, deviceId: 'v' });
  });

  it('of a browser that gives pages none is said to be missing', async () => {
    const none = new CameraScanner({ ...portsOf(), media: undefined }, text => reads.push(text));
    none.begin();
    none.turn(true);
    none.waitFor(true);
    await vi.waitFor(() => expect(none.view.getState().state).toEqual({ is: 'cannot', why: 'none' }));
    expect(await none.cameras()).toEqual([]);
  });
});
