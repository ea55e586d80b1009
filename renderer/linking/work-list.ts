/**
 * What waits for its number: told by the portal, kept here, and prepared ahead of the person.
 *
 *   list of the portal -> kept whole -> the next dozen, one after the other: record, pictures
 *                                        `-> behind them, one after the other: stamp, who else bears the number
 *
 * Reading a stamp may take longer than looking at its sheet, so that no picture waits for it.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { portalImageId } from '../../shared/contract/image-url.ts';
import { success, type Failure, type Result } from '../../shared/failure/failure.ts';
import type { AwaitingRecord } from '../../shared/portal/awaiting-number.ts';
import { isIdle, isImaged } from '../../shared/workflow/link-from-images.ts';
import type { LinkingTask } from '../../shared/workflow/linking-task.ts';
import type { SuggestedNumber } from '../../shared/workflow/suggested-number.ts';
import type { ListedPicture, PreparedPicture } from '../database/station-database.ts';
import { Ahead } from './ahead.ts';
import type { LinkingPorts } from './linking-ports.ts';
import type { NumberCheck } from './number-check.ts';
import type { WholeRecords } from './whole-records.ts';

export interface WorkListView {
  /** In the order of the barcodes, with what has been dealt with here and is not on the portal yet. */
  readonly pictures: readonly ListedPicture[];
  /** Records whose stamps could not be read just now. */
  readonly unread: ReadonlySet<number>;
  readonly isLoading: boolean;
  readonly trouble: Failure | null;
}

const PAGE = 200;
/** A longer list is asked for again when its beginning is done. */
const LONGEST_LIST = 1_000;

export class WorkList {
  readonly view: StoreApi<WorkListView> = createStore<WorkListView>(() => ({
    pictures: [],
    unread: new Set(),
    isLoading: false,
    trouble: null,
  }));
  private wanted: readonly number[] = [];
  private tried = new Set<number>();
  private isPreparing = false;
  private readonly reading = new Ahead(occid => this.readStamp(occid));
  private rested: Promise<void> = Promise.resolve();

  constructor(
    private readonly ports: LinkingPorts,
    private readonly check: NumberCheck,
    private readonly wholes: WholeRecords,
  ) {}

  /** What this station knows, at once. Subtle: what became known of a record while it was being read is newer. */
  async readKept(): Promise<void> {
    const { database, profile } = this.ports;
    const before = new Set(this.view.getState().pictures);
    const kept = await database.readPictures(profile.collid);
    const pictures = kept.map(one => {
      const known = this.listed(one.picture.occid);
      const isNewer = known !== undefined && !before.has(known);
      return isNewer ? { ...known, picture: one.picture, prepared: known.prepared ?? one.prepared } : one;
    });
    this.view.setState({ pictures });
  }

  /** What the portal knows; where it does not answer, the list stays as it was. */
  async refresh(): Promise<void> {
    if (this.view.getState().isLoading) return;
    this.view.setState({ isLoading: true });
    const listed = await this.askPages();
    this.view.setState({ isLoading: false, trouble: listed.ok ? null : listed.failure });
    if (!listed.ok) return;
    await this.ports.database.keepList(listed.value);
    await this.readKept();
  }

  /** Says which records come next, the one at hand first; what was begun for others ends first. */
  prepareAhead(occids: readonly number[]): void {
    this.wanted = occids;
    this.tried = new Set();
    this.reading.tryAnew();
    if (this.view.getState().unread.size > 0) this.view.setState({ unread: new Set() });
    this.rested = this.ports.rest();
    if (!this.isPreparing) void this.prepareWanted();
  }

  /** Where the work on a picture stands, here and in the station's database. */
  async noteTask(task: LinkingTask): Promise<void> {
    this.change(task.picture.occid, { task: isIdle(task) ? null : task });
    await this.ports.database.keep({ task });
  }

  listed = (occid: number): ListedPicture | undefined =>
    this.view.getState().pictures.find(({ picture }) => picture.occid === occid);

  /** What was read from its stamp: null where nothing can be had just now, undefined while that is to come. */
  suggested(occid: number): SuggestedNumber | null | undefined {
    const suggestion = this.listed(occid)?.prepared?.suggestion;
    return suggestion === undefined && this.view.getState().unread.has(occid) ? null : suggestion;
  }

  private async askPages(): Promise<Result<readonly AwaitingRecord[]>> {
    const { host, outbox } = this.ports;
    const { journalId } = outbox;
    const listed = new Map<number, AwaitingRecord>();
    for (let from = 0; from < LONGEST_LIST; from += PAGE) {
      const page = await host.call('linking.awaiting', { journalId, from, most: PAGE });
      if (!page.ok) return page;
      for (const record of page.value.records) listed.set(record.occid, record);
      if (from + PAGE >= page.value.total) break;
    }
    return success([...listed.values()]);
  }

  /** Subtle: only the one at hand may take this computer's time from the picture that is being painted. */
  private async prepareWanted(): Promise<void> {
    this.isPreparing = true;
    try {
      for (let next = this.nextWanted(); next !== undefined; next = this.nextWanted()) {
        this.tried.add(next);
        if (next !== this.wanted[0]) await this.rested;
        await this.prepare(next);
      }
    } finally {
      this.isPreparing = false;
    }
    await this.fetchFarther();
  }

  private nextWanted(): number | undefined {
    return this.wanted.find(occid => !this.tried.has(occid) && this.listed(occid));
  }

  /** Subtle: a picture that is prepared already is held anew, since the browser may have let it go. */
  private async prepare(occid: number): Promise<void> {
    const prepared = this.listed(occid)?.prepared ?? (await this.fetch(occid));
    const [imageId] = prepared?.imageIds ?? [];
    if (imageId !== undefined && this.near.includes(occid)) await this.ports.hold(imageId);
    this.reading.want(this.wanted.filter(one => this.listed(one)?.prepared));
  }

  /** One that is held although it comes later would take the place of one that comes sooner. */
  private get near(): readonly number[] {
    return this.wanted.slice(0, this.ports.mostHeld);
  }

  /**
   * The host has the pictures of the rest, should the network go. Subtle: where the stamp is still to be read its reader fetches
   * the picture, or it would be decoded once to be kept and once more to be read.
   */
  private async fetchFarther(): Promise<void> {
    const rest = this.wanted.slice(this.ports.mostHeld).map(occid => this.listed(occid)?.prepared);
    const imageIds = rest.flatMap(prepared =>
      prepared?.suggestion === undefined ? [] : prepared.imageIds.slice(0, 1),
    );
    if (imageIds.length > 0) await this.ports.host.call('picture.fetchAhead', { imageIds });
  }

  private async fetch(occid: number): Promise<PreparedPicture | undefined> {
    const read = await this.wholes.read(occid);
    if (!read.ok) return undefined;
    const imageIds = read.value.images.map(({ id }) => portalImageId(id));
    const prepared = { imageIds, whole: read.value };
    await this.ports.database.keepPrepared(occid, prepared);
    this.change(occid, { prepared });
    return prepared;
  }

  private change(occid: number, change: Partial<ListedPicture>): void {
    this.view.setState(({ pictures }) => ({
      pictures: pictures.map(one => (one.picture.occid === occid ? { ...one, ...change } : one)),
    }));
  }

  private async readStamp(occid: number): Promise<void> {
    if (occid !== this.wanted[0]) await this.rested;
    const prepared = this.listed(occid)?.prepared;
    if (!prepared) return;
    const begunAt = this.ports.now();
    const isNew = prepared.suggestion === undefined;
    const suggestion = isNew ? await this.lookForStamp(occid, prepared) : prepared.suggestion;
    if (suggestion) await this.checkAhead(suggestion.number);
    // Nobody waits for those that come much later: whoever turns sheets meanwhile has the computer half of the time.
    if (isNew && !this.near.includes(occid)) await this.ports.rest(this.ports.now() - begunAt);
  }

  /** Where the picture cannot be had just now nothing is kept, and it is asked for again another time. */
  private async lookForStamp(occid: number, prepared: PreparedPicture): Promise<SuggestedNumber | null> {
    const read = await this.suggestionFor(prepared.imageIds);
    if (!read.ok) {
      this.view.setState(({ unread }) => ({ unread: new Set([...unread, occid]) }));
      return null;
    }
    this.change(occid, { prepared: { ...prepared, suggestion: read.value } });
    await this.ports.database.keepPrepared(occid, { ...prepared, suggestion: read.value });
    return read.value;
  }

  private async suggestionFor([imageId]: readonly string[]): Promise<Result<SuggestedNumber | null>> {
    if (imageId === undefined) return success(null);
    const { host, outbox } = this.ports;
    const read = await host.call('linking.suggestionFor', { journalId: outbox.journalId, imageId });
    return read.ok ? success(read.value.suggestion) : read;
  }

  /** The one record that bears it is read too, so that the look at a merge needs no network. */
  private async checkAhead(number: string): Promise<void> {
    const [only, ...others] = await this.check.fetchAhead(number);
    if (only && others.length === 0 && !isImaged(only)) await this.wholes.read(only.occid);
  }
}
