/** The one connection that is open, and how another takes its place. */
import { failed, success, type Result } from '../../shared/failure/failure.ts';
import type { PortalProfile } from '../../shared/portal/portal-profile.ts';
import type { AccountBook } from './account-book.ts';
import { Connection } from './connection.ts';
import type { HostOptions } from './host.ts';
import { PRACTICE_ID, practiceProfile } from './practice.ts';
import { discardConnection, readProfile, readStation, writeProfile, writeStation } from './station-folder.ts';

type Switched = Result<{ connectionId: string }>;

export class OpenConnection {
  private connection: Connection | undefined;

  constructor(
    private readonly options: HostOptions,
    private readonly accounts: AccountBook,
  ) {}

  /** Subtle: while one is being exchanged for another there is none. */
  get ifAny(): Connection | undefined {
    return this.connection;
  }

  get current(): Connection {
    if (!this.connection) throw new Error('No connection is open.');
    return this.connection;
  }

  /** Throws FolderInUse or DamagedJournal. */
  async open(connectionId: string): Promise<void> {
    const { root, announce } = this.options;
    const profile = await this.profileFor(connectionId);
    await this.accounts.open(connectionId);
    const { mirror } = await readStation(root);
    const practicePicture = (sheetId: string) => this.options.practice.picture(sheetId);
    this.connection = await Connection.open({
      root,
      profile,
      announce,
      accounts: this.accounts,
      mirror,
      practicePicture,
    });
    await this.connection.begin();
  }

  async close(): Promise<void> {
    await this.connection?.close();
    this.connection = undefined;
  }

  /** Where the other connection cannot be opened, the one before is opened again and the reason is told. */
  async switchTo(connectionId: string): Promise<Switched> {
    const { root, announce } = this.options;
    const before = this.connection?.profile.connectionId ?? PRACTICE_ID;
    await this.close();
    try {
      await this.open(connectionId);
    } catch (error) {
      await this.open(before);
      this.current.report('transport', error);
      return failed({ kind: 'rejected', reason: error instanceof Error ? error.message : String(error) });
    }
    await writeStation(root, { ...(await readStation(root)), lastConnection: connectionId });
    announce('station.switched', { connectionId });
    return success({ connectionId });
  }

  /** Practice from the beginning: its queue and its herbarium as they were made. */
  async startPracticeOver(): Promise<Switched> {
    await this.close();
    await discardConnection(this.options.root, PRACTICE_ID);
    await this.options.practice.startOver();
    return this.switchTo(PRACTICE_ID);
  }

  /** The practice portal's address may be another at each start, so its profile is written anew. */
  private async profileFor(connectionId: string): Promise<PortalProfile> {
    const { root, practice } = this.options;
    const kept = connectionId === PRACTICE_ID ? undefined : await readProfile(root, connectionId);
    if (kept) return kept;
    const profile = practiceProfile(await practice.address());
    await writeProfile(root, profile);
    return profile;
  }
}
