/** One open portal connection: its folder's lock, journal, outbox engine, portal and session. */
import { cp } from 'node:fs/promises';
import path from 'node:path';
import type { Announce } from '../../shared/contract/define-contract.ts';
import type { ConnectionState, EvidenceModes, HostContract, Session } from '../../shared/contract/host-contract.ts';
import { failed, success, type Result } from '../../shared/failure/failure.ts';
import type { OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import type { Account } from '../../shared/portal/portal.ts';
import type { PortalProfile } from '../../shared/portal/portal-profile.ts';
import type { AccountBook } from './account-book.ts';
import { after, now, openCamera, openJournal } from './connection-parts.ts';
import { lockFolder, type FolderLock } from './folder-lock.ts';
import type { Camera } from './images/camera.ts';
import { ImageStore } from './images/image-store.ts';
import type { Journal } from './journal/journal.ts';
import { fileLog, type Log } from './log.ts';
import { openPortal, type RemotePortal } from './portal/symbiota/portal.ts';
import { Reach } from './reach.ts';
import { connectionFolder, readOperator, writeOperator } from './station-folder.ts';
import { Engine } from './sync/engine.ts';
import { Histories } from './sync/history.ts';
import { atPace } from './sync/pace.ts';
import { adoptEntries, queueEntry } from './sync/outbox-desk.ts';

export interface ConnectionOptions {
  readonly root: string;
  readonly profile: PortalProfile;
  readonly accounts: AccountBook;
  /** The folder for second copies of journals; null: none. */
  readonly mirror: string | null;
  readonly announce: Announce<HostContract>;
}

const SIGNED_OUT = failed({ kind: 'signedOut' });

/** How often a session is renewed without a person while every renewal is refused at the next write. */
const MOST_RENEWALS = 3;

export class Connection {
  readonly portal: RemotePortal;
  readonly engine: Engine;
  private readonly reach: Reach;
  private signedOutAt: number | null = null;
  private readonly histories: Histories;
  /** Sessions that were renewed by themselves since anything was proven: a portal that refuses each is not asked for ever. */
  private renewals = 0;
  private isRefusedEachTime = false;
  private renewing: Promise<Result<unknown>> | undefined;

  private constructor(
    private readonly options: ConnectionOptions,
    readonly journal: Journal,
    private readonly lock: FolderLock,
    private readonly log: Log,
    private operator: string | undefined,
    readonly images: ImageStore,
    readonly camera: Camera,
  ) {
    const { profile, announce } = options;
    this.reach = new Reach({
      now,
      after,
      look: () => void this.portal.probe(),
      changed: (state, isBack) => {
        announce('connection.changed', state);
        if (isBack) void this.whenBack();
      },
    });
    this.portal = openPortal({
      address: profile.address,
      collid: profile.collid,
      now,
      observe: seen => this.reach.note(seen),
    });
    const pace = profile.requestsPerSecond;
    const outboxPortal = pace === null ? this.portal : atPace(this.portal, pace, { now, after });
    this.histories = new Histories(outboxPortal);
    this.engine = new Engine({
      now,
      chance: Math.random,
      after,
      journal,
      portal: outboxPortal,
      histories: this.histories,
      image: sha256 => this.images.read(sha256),
      signInAgain: () => this.signInAgain(),
      account: () => (this.isRefusedEachTime ? undefined : this.remembered()?.user),
      announce: (seq, entryId, delivery) => {
        if (delivery.is === 'delivered' || delivery.is === 'conflicted') this.renewals = 0;
        announce('outbox.moved', { seq, entryId, delivery });
      },
      report: error => void this.report('outbox', error),
    });
  }

  /** Throws FolderInUse or DamagedJournal: both are said to the person, and nothing is sent. */
  static async open(options: ConnectionOptions): Promise<Connection> {
    const { root, profile } = options;
    const folder = connectionFolder(root, profile.connectionId);
    const lock = await lockFolder(folder);
    try {
      const log = fileLog(path.join(folder, 'log'), now);
      const journal = await openJournal(options, log);
      const images = new ImageStore(path.join(folder, 'images'));
      const camera = await openCamera(options, images, log);
      return new Connection(
        options,
        journal,
        lock,
        log,
        await readOperator(root, profile.connectionId),
        images,
        camera,
      );
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** Where the second copy of the journal is kept, and how many lines it lacks; null where there is none. */
  get mirror(): { readonly folder: string; readonly lag: number } | null {
    const { mirror } = this.options;
    return mirror === null ? null : { folder: mirror, lag: this.journal.mirrorLag };
  }

  get profile(): PortalProfile {
    return this.options.profile;
  }

  get reachState(): ConnectionState {
    return this.reach.state;
  }

  get evidence(): EvidenceModes {
    return {
      history: this.histories.state,
      ownName: this.portal.signedIn()?.historyName !== null && this.portal.signedIn() !== undefined,
    };
  }

  get session(): Session {
    const signedIn = this.portal.signedIn();
    const account = this.remembered()?.user ?? this.operator ?? null;
    return {
      account,
      displayName: signedIn?.displayName ?? account,
      isSignedIn: signedIn !== undefined,
      isSupervisor: signedIn?.isSupervisor ?? false,
      signedOutAt: this.signedOutAt,
    };
  }

  /** Signs in with what is remembered, if anything is, and begins to empty the outbox. */
  async begin(): Promise<void> {
    const account = this.remembered();
    if (account) await this.signIn(account);
    this.engine.wake();
    await this.camera.begin(this.journal.projection.queue.values());
    void this.verifyJournal();
  }

  async signIn(account: Account): Promise<Result<Session>> {
    const opened = await this.portal.signIn(account);
    if (!opened.ok) return opened;
    await this.options.accounts.keep(this.profile.connectionId, account);
    this.operator = account.user;
    await writeOperator(this.options.root, this.profile.connectionId, account.user);
    this.renewals = 0;
    this.isRefusedEachTime = false;
    this.sessionChanged(null);
    this.engine.tryNow();
    return success(this.session);
  }

  async signOut(): Promise<Session> {
    await this.options.accounts.forget(this.profile.connectionId);
    await this.portal.signOut();
    this.sessionChanged(now());
    return this.session;
  }

  async queue(entry: OutboxEntry): Promise<Result<number>> {
    const kept = await queueEntry({ journal: this.journal, engine: this.engine, collid: this.profile.collid }, entry);
    await this.tellCamera(entry.id);
    return kept;
  }

  async withdraw(entryId: string): Promise<Result<number>> {
    const withdrawn = await this.engine.withdraw(entryId, this.session.account ?? '');
    await this.tellCamera(entryId);
    return withdrawn;
  }

  /** A supervisor takes entries of others over; what waited for one goes out. */
  async adopt(entryIds: readonly string[]): Promise<Result<number>> {
    const kept = await adoptEntries(this, entryIds);
    const by = this.portal.signedIn()?.user;
    if (kept.ok && by !== undefined)
      this.options.announce('outbox.adopted', { seq: kept.value, entryIds: [...entryIds], by });
    return kept;
  }

  /** Copies the log into a folder of its own there. It holds no secrets: they are taken out as it is written. */
  async copyLogTo(chosen: string): Promise<Result<{ folder: string }>> {
    const { connectionId } = this.profile;
    const day = new Date(now()).toISOString().slice(0, 10);
    const folder = path.join(chosen, `vasculum-log-${connectionId}-${day}`);
    try {
      await cp(path.join(connectionFolder(this.options.root, connectionId), 'log'), folder, { recursive: true });
      return success({ folder });
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      return code === 'ENOSPC' ? failed({ kind: 'diskFull' }) : failed({ kind: 'rejected', reason: code });
    }
  }

  report(what: string, error: unknown): string {
    return this.log.error(what, error);
  }

  async close(): Promise<void> {
    await this.camera.close();
    this.reach.stop();
    await this.engine.stop();
    await this.journal.close();
    await this.lock.release();
  }

  private async tellCamera(entryId: string): Promise<void> {
    const queued = this.journal.projection.queue.get(entryId);
    if (queued) await this.camera.noteEntry(queued);
  }

  /** Reads every line once more, beside the work; what is found is for a developer to see. */
  private async verifyJournal(): Promise<void> {
    const verified = await this.journal.verifyAll().catch(error => void this.report('journal', error));
    if (verified && verified.is === 'damaged') this.report('journal', new Error(JSON.stringify(verified)));
  }

  private remembered(): Account | undefined {
    return this.options.accounts.recall(this.profile.connectionId);
  }

  /**
   * Tries the remembered password once; a refused one is forgotten, never tried again. Whoever asks meanwhile waits for the
   * same answer. Subtle: a portal that is out of reach has refused nothing; the queue must leave when it is back.
   */
  private signInAgain(): Promise<Result<unknown>> {
    this.renewing ??= this.renew().finally(() => (this.renewing = undefined));
    return this.renewing;
  }

  private async renew(): Promise<Result<unknown>> {
    const account = this.remembered();
    if (account && this.portal.signedIn()?.user === account.user) return success(undefined);
    this.isRefusedEachTime = this.renewals >= MOST_RENEWALS;
    const opened = account && !this.isRefusedEachTime ? await this.portal.signIn(account) : SIGNED_OUT;
    if (opened.ok) this.renewals += 1;
    else if (opened.failure.kind === 'wrongPassword') await this.options.accounts.forget(this.profile.connectionId);
    this.sessionChanged(opened.ok ? null : (this.signedOutAt ?? now()));
    return opened;
  }

  private async whenBack(): Promise<void> {
    if (!this.portal.signedIn() && this.remembered()) await this.signInAgain();
    this.engine.tryNow();
  }

  private sessionChanged(signedOutAt: number | null): void {
    this.signedOutAt = signedOutAt;
    this.options.announce('session.changed', this.session);
  }
}
