/** A station without a screen: takes pictures in from its camera's folder and puts them into its outbox, as our own page does. */
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { FaultyProxy } from '../torture/faulty-proxy.ts';
import { freePort, HostProcess } from '../torture/host-process.ts';
import type { Account } from '../torture/portal-forms.ts';
import { WindowClient } from '../torture/window-client.ts';
import { shoot, type Picture } from './pictures.ts';

export interface StationWish {
  readonly folder: string;
  readonly proxy: FaultyProxy;
  readonly practiceOrigin: string;
  /** Below the portal's origin. */
  readonly pathname: string;
  readonly collid: number;
  readonly account: Account;
  readonly clockRate: number;
}

interface SentImage {
  readonly sha256: string;
  readonly bytes: number;
  readonly mime: string;
}

interface Shot {
  readonly id: string;
  readonly originalName: string;
  readonly sha256: string;
  readonly sent: SentImage | null;
  readonly name: string | null;
}

export interface Delivered {
  readonly entryId: string;
  readonly is: string;
  readonly why: string;
}

const LOOK_MS = 250;

export class UploadingStation {
  private host!: HostProcess;
  private window!: WindowClient;

  private constructor(
    private readonly wish: StationWish,
    private readonly port: number,
  ) {}

  static async open(wish: StationWish): Promise<UploadingStation> {
    const station = new UploadingStation(wish, await freePort());
    await station.start();
    await station.connect();
    return station;
  }

  /** What the host says of the pictures that the portal takes. */
  takes = (): Promise<unknown> => this.window.value('upload.takes', { journalId: this.window.journalId });

  /** The shot of a picture that was taken in; the reason where it was not. */
  async takeIn(picture: Picture): Promise<Shot | string> {
    await shoot(this.cameraFolder, picture);
    for (;;) {
      const state = (await this.window.value('shots.state')) as CameraState;
      const refused = state.refused.find(({ name }) => name === picture.name);
      const shot = state.shots.find(({ originalName }) => originalName === picture.name);
      if (shot) return shot;
      if (refused) return refused.why;
      await sleep(LOOK_MS);
    }
  }

  /** Gives a shot to a specimen and queues its picture; the entry's id. */
  async attach(shot: Shot, occid: number, catalogNumber: string): Promise<string> {
    const { journalId } = this.window;
    const sheet = { taskId: randomUUID(), catalogNumber };
    const { name, sent } = (await this.window.value('shots.give', { journalId, shotId: shot.id, sheet })) as Shot;
    if (!sent || name === null) throw new Error(`Nothing of ${shot.originalName} would be sent.`);
    const image = { ...sent, name: `${name}.${sent.mime === 'image/png' ? 'png' : 'jpg'}` };
    const entry = this.entryFor(occid, image);
    const queued = await this.window.queue(entry);
    if (!queued.ok) throw new Error(`The outbox did not take ${shot.originalName}: ${queued.kind}`);
    return entry.id;
  }

  /** Until nothing moves by itself any more. */
  async untilStill(): Promise<readonly Delivered[]> {
    for (;;) {
      await this.window.value('outbox.tryNow');
      const { queue } = (await this.window.value('outbox.list')) as { queue: readonly QueuedAsSent[] };
      const all = queue.map(({ entry, delivery }) => ({
        entryId: entry.id,
        is: delivery.is,
        why: delivery.kind ?? delivery.why?.kind ?? '',
      }));
      if (all.every(({ is }) => ENDED.includes(is))) return all;
      await sleep(LOOK_MS);
    }
  }

  /** SIGKILL as soon as the portal's place has heard another write, and a new life. */
  async killAtNextWrite(): Promise<void> {
    const { proxy } = this.wish;
    const heard = proxy.writes;
    while (proxy.writes === heard) await sleep(1);
    await this.host.kill();
    await this.start();
    await this.window.value('portal.signIn', this.wish.account);
    await this.window.met();
  }

  close = (): Promise<void> => this.host.close();

  private get cameraFolder(): string {
    return path.join(this.wish.folder, 'captures');
  }

  private async start(): Promise<void> {
    const { folder, practiceOrigin, clockRate } = this.wish;
    this.host = HostProcess.start({ root: path.join(folder, 'station'), port: this.port, practiceOrigin, clockRate });
    const token = await this.host.startToken();
    if (token === undefined) throw new Error('The host did not start.');
    this.window = await WindowClient.enter(this.port, token);
  }

  private async connect(): Promise<void> {
    const { proxy, pathname, account, collid } = this.wish;
    await this.window.value('station.signInTo', { address: proxy.origin + pathname, ...account });
    await this.window.value('station.connect', { collid, prefix: 'SENT', digits: 7, paddedTo: [] });
    this.window = await this.window.reopened();
    await this.window.met();
    // What lies in a folder when it is first looked into is nobody's.
    await mkdir(this.cameraFolder, { recursive: true });
    await this.window.value('shots.set', { folder: this.cameraFolder, renamesOriginals: false });
  }

  private entryFor(occid: number, image: SentImage & { readonly name: string }) {
    const { collid, account } = this.wish;
    const seen = { accession: null, recordedBy: null, recordNumber: null, eventDate: null, scientificName: null };
    const about = { v: 2, id: randomUUID(), collid, why: 'image', seen, account: account.user, madeAt: Date.now() };
    return { ...about, change: { kind: 'attachImage', occid, image }, holdUntil: null, undoes: null, after: null };
  }
}

const ENDED = ['delivered', 'refused', 'conflicted', 'withdrawn'];

interface CameraState {
  readonly refused: readonly { readonly name: string; readonly why: string }[];
  readonly shots: readonly Shot[];
}

interface QueuedAsSent {
  readonly entry: { readonly id: string };
  readonly delivery: { readonly is: string; readonly kind?: string; readonly why?: { readonly kind: string } };
}

const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));
