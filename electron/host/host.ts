/** The host: one open connection at a time, answered for through the contract. Knows no shell. */
import type { Announce } from '../../shared/contract/define-contract.ts';
import type { ImageAddress } from '../../shared/contract/image-url.ts';
import type { HostContract, HostHandlers, PracticeSheet, StationState } from '../../shared/contract/host-contract.ts';
import { failed, success, type Result } from '../../shared/failure/failure.ts';
import type { PortalProfile } from '../../shared/portal/portal-profile.ts';
import { AccountBook, type Vault } from './account-book.ts';
import { Candidate } from './candidate.ts';
import type { Connection } from './connection.ts';
import { dayHandlers } from './day/day-handlers.ts';
import { deviceHandlers, Devices } from './devices/devices.ts';
import { handOverHandlers } from './hand-over-handlers.ts';
import { linkingHandlers } from './linking-handlers.ts';
import { OpenConnection } from './open-connection.ts';
import { outboxHandlers } from './outbox-handlers.ts';
import { pictureHandlers } from './picture-handlers.ts';
import { portalHandlers } from './portal-handlers.ts';
import { shotHandlers } from './shot-handlers.ts';
import { PRACTICE_ACCOUNT, PRACTICE_ID } from './practice.ts';
import { listProfiles, readStation, writeProfile } from './station-folder.ts';

export type { Vault } from './account-book.ts';
export { FolderInUse } from './folder-lock.ts';
export { DamagedJournal } from './journal/opening.ts';
export { practicePortalFolder, readStation, writeStation } from './station-folder.ts';

/** What a shell must bring along for practising. */
export interface Practice {
  /** Starts the practice portal where none answers; its address without a slash at the end. */
  address(): Promise<string>;
  /** Puts the invented herbarium back to its beginning. */
  startOver(): Promise<void>;
  sheets(): Promise<readonly PracticeSheet[]>;
  picture(sheetId: string): Promise<Buffer | undefined>;
}

export interface HostOptions {
  readonly root: string;
  readonly shell: StationState['shell'];
  /** The computer's keychain; undefined: passwords live as long as the host. */
  readonly vault: Vault | undefined;
  readonly version: string;
  /** Asks the person for a folder; undefined where the shell cannot. */
  readonly chooseFolder: (() => Promise<string | undefined>) | undefined;
  readonly practice: Practice;
  readonly announce: Announce<HostContract>;
}

export class StationHost {
  private readonly accounts: AccountBook;
  private readonly devices: Devices;
  private readonly candidate = new Candidate(() => Date.now());
  private writer: string | undefined;
  private readonly connection: OpenConnection;

  private constructor(private readonly options: HostOptions) {
    this.devices = new Devices(options.root, options.announce);
    this.accounts = new AccountBook(options.root, options.vault);
    this.accounts.hold(PRACTICE_ID, PRACTICE_ACCOUNT);
    this.connection = new OpenConnection(options, this.accounts);
  }

  /** Opens the connection used last, practice at first. Throws FolderInUse or DamagedJournal. */
  static async open(options: HostOptions): Promise<StationHost> {
    const host = new StationHost(options);
    await host.connection.open((await readStation(options.root)).lastConnection);
    await host.devices.begin();
    return host;
  }

  readonly handlers: HostHandlers = {
    ...portalHandlers(
      () => this.current,
      (windowId, act) => this.asWriter(windowId, act),
    ),
    ...outboxHandlers(
      () => this.current,
      (windowId, act) => this.asWriter(windowId, act),
    ),
    ...pictureHandlers(() => this.current),
    ...dayHandlers(
      () => this.current,
      (windowId, act) => this.asWriter(windowId, act),
    ),
    ...handOverHandlers({
      station: () => this.options,
      current: () => this.current,
      asWriter: (windowId, act) => this.asWriter(windowId, act),
    }),
    ...shotHandlers({
      current: () => this.current,
      asWriter: (windowId, act) => this.asWriter(windowId, act),
      chooseFolder: () => this.options.chooseFolder,
    }),
    ...linkingHandlers(() => this.current),
    ...deviceHandlers(
      () => this.devices,
      (windowId, act) => this.asWriter(windowId, act),
    ),
    'station.open': async (_, { windowId }) => {
      this.writer ??= windowId;
      return success(this.stateFor(windowId));
    },
    'station.useHere': async (_, { windowId }) => {
      this.writer = windowId;
      this.options.announce('writer.changed', { windowId });
      return success(this.stateFor(windowId));
    },
    'station.connections': async () => success((await listProfiles(this.options.root)).map(one => this.known(one))),
    'station.probe': ({ address }) => this.candidate.probe(address),
    'station.signInTo': ({ address, ...account }, { windowId }) =>
      this.asWriter(windowId, () => this.candidate.signIn(address, account)),
    'station.connect': (wish, { windowId }) =>
      this.asWriter(windowId, async () => {
        const chosen = this.candidate.profileFor(wish);
        if (!chosen) return failed({ kind: 'signedOut' });
        await this.accounts.keep(chosen.profile.connectionId, chosen.account);
        await writeProfile(this.options.root, chosen.profile);
        return this.connection.switchTo(chosen.profile.connectionId);
      }),
    'station.switchTo': ({ connectionId }, { windowId }) =>
      this.asWriter(windowId, async () => {
        const profiles = await listProfiles(this.options.root);
        return profiles.some(one => one.connectionId === connectionId)
          ? this.connection.switchTo(connectionId)
          : failed({ kind: 'notFound' });
      }),
    'station.copyLog': (_, { windowId }) => this.asWriter(windowId, () => this.copyLog()),
    'station.startPracticeOver': (_, { windowId }) =>
      this.asWriter(windowId, () => this.connection.startPracticeOver()),
    'practice.sheets': async () =>
      success(this.current.profile.kind === 'practice' ? [...(await this.options.practice.sheets())] : []),
  };

  /** A window has closed its line: if it was the one that works, another may. */
  windowGone(windowId: string): void {
    if (this.writer !== windowId) return;
    this.writer = undefined;
    // Nobody looks at the bench: what is taken now is no sheet's.
    this.connection.ifAny?.camera.pointAt(null);
  }

  /** A picture of the open connection, or a tile of it, as a JPEG. */
  picture({ imageId, tile }: ImageAddress): Promise<Buffer | undefined> {
    return this.current.pictures.desk.tile(imageId, tile);
  }

  /** Logs a bug; the answer is the reference number that the person sees. */
  report(error: unknown): string {
    return this.current.report('transport', error);
  }

  async close(): Promise<void> {
    await this.devices.close();
    await this.connection.close();
  }

  private get current(): Connection {
    return this.connection.current;
  }

  private async copyLog(): Promise<Result<{ folder: string | null }>> {
    const { chooseFolder } = this.options;
    if (!chooseFolder) return failed({ kind: 'rejected', reason: 'this shell shows no folders' });
    const folder = await chooseFolder();
    return folder === undefined ? success({ folder: null }) : this.current.copyLogTo(folder);
  }

  /** Runs what only the working window may do. */
  private async asWriter<Value>(windowId: string, act: () => Promise<Result<Value>>): Promise<Result<Value>> {
    return this.writer === windowId ? act() : failed({ kind: 'readOnly' });
  }

  private stateFor(windowId: string): StationState {
    const { profile, journal, session, reachState, evidence, mirror } = this.current;
    const { shell, vault, version, root, chooseFolder } = this.options;
    const { lastSeq, newerLines, damage } = journal.projection;
    const isWriter = this.writer === windowId;
    return {
      profile,
      journalId: journal.journalId,
      lastSeq,
      isWriter,
      session: session.state,
      connection: reachState,
      shell,
      keepsPasswords: vault !== undefined,
      version,
      folder: root,
      choosesFolders: chooseFolder !== undefined,
      newerLines,
      damage: damage ? { segment: damage.segment, line: damage.line } : null,
      restoredLines: journal.opening.restoredFromMirror,
      evidence,
      mirror,
    };
  }

  private known({ connectionId, kind, portalName, collectionName }: PortalProfile) {
    return {
      connectionId,
      kind,
      portalName,
      collectionName,
      isOpen: connectionId === this.current.profile.connectionId,
    };
  }
}
