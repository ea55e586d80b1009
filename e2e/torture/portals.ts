/** The portals that stations are tortured over: a practice portal of one's own, or a real one with scratch records. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PracticePortal } from '../practice-portal.ts';
import { PortalForms, type Account } from './portal-forms.ts';
import type { WindowClient } from './window-client.ts';

const PRACTICE_PROGRAM = fileURLToPath(new URL('../../dist/station/practice-portal.js', import.meta.url));
const COLLEAGUE_PASSWORD = 'practice';

export interface TorturedPortal {
  /** Its root without a slash at the end. */
  readonly root: string;
  readonly collid: number;
  readonly account: Account;
  /** Ids of open records that a station may link again and again. */
  readonly occids: readonly number[];
  /** Makes ready for another station folder. */
  renew(): Promise<void>;
  /** Brings a window that has just entered to this portal, signed in; `origin` is the portal's as the host shall see it. */
  open(window: WindowClient, origin: string): Promise<WindowClient>;
  close(): Promise<void>;
}

/** A practice portal of its own folder and process. Its records without a number are the ones to link. */
export class OwnPracticePortal implements TorturedPortal {
  readonly collid = 1;
  readonly account = { user: 'practice', password: COLLEAGUE_PASSWORD };
  readonly controls: PracticePortal;
  occids: readonly number[] = [];

  private constructor(
    private readonly folder: string,
    private readonly child: ChildProcess,
    readonly root: string,
  ) {
    this.controls = new PracticePortal(Number(new URL(root).port));
  }

  static async start(words: readonly string[] = []): Promise<OwnPracticePortal> {
    const folder = await mkdtemp(path.join(tmpdir(), 'vasculum-torture-portal-'));
    const child = spawn(process.execPath, [PRACTICE_PROGRAM, '--folder', folder, ...words]);
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    const root = /http:\S+/.exec(String(said))?.[0];
    if (root === undefined) throw new Error(`The practice portal did not start: ${String(said)}`);
    const portal = new OwnPracticePortal(folder, child, root);
    const { occurrences } = await portal.controls.tables();
    const isBare = (row: (typeof occurrences)[number]) =>
      row.collid === portal.collid && row.catalogNumber === null && row['recordSecurity'] === 0;
    portal.occids = occurrences.filter(isBare).map(({ occid }) => occid);
    return portal;
  }

  async renew(): Promise<void> {
    await this.controls.startOver();
  }

  /** Every station is at its practice portal from the start. */
  open = async (window: WindowClient): Promise<WindowClient> => window;

  async close(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill();
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }
}

export interface RealPortalWish {
  readonly root: string;
  readonly collid: number;
  readonly account: Account;
  readonly records: number;
}

/** A real portal. It touches only records that it makes itself, and takes them away at the end. */
export class RealPortal implements TorturedPortal {
  private constructor(
    private readonly wish: RealPortalWish,
    readonly occids: readonly number[],
  ) {}

  static async open(wish: RealPortalWish): Promise<RealPortal> {
    const forms = await PortalForms.signIn(wish.root, wish.collid, wish.account);
    const occids: number[] = [];
    for (let nth = 1; nth <= wish.records; nth += 1) occids.push(await forms.make('Torture, Tess', String(nth)));
    return new RealPortal(wish, occids);
  }

  get root(): string {
    return this.wish.root;
  }

  get collid(): number {
    return this.wish.collid;
  }

  get account(): Account {
    return this.wish.account;
  }

  renew = async (): Promise<void> => undefined;

  /** The first time it connects the collection; a host that was started again remembers it and lacks the password only. */
  async open(window: WindowClient, origin: string): Promise<WindowClient> {
    const connections = (await window.value('station.connections')) as { kind: string; isOpen: boolean }[];
    if (connections.some(one => one.kind === 'portal' && one.isOpen)) {
      await window.call('portal.signIn', this.account);
      return window;
    }
    const address = origin + new URL(this.root).pathname;
    await window.value('station.signInTo', { address, ...this.account });
    await window.value('station.connect', { collid: this.collid, prefix: 'TORT', digits: 7, paddedTo: [] });
    return window.reopened();
  }

  async close(): Promise<void> {
    const forms = await PortalForms.signIn(this.root, this.collid, this.account);
    for (const occid of this.occids) await forms.remove(occid);
  }
}
