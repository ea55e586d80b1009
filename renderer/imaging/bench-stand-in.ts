/** A bench for tests: the real outbox and database, over a host that answers what a test says. */
import { expect, vi } from 'vitest';
import type { Host } from '../../shared/contract/host-contract.ts';
import { failed, success, type Failure } from '../../shared/failure/failure.ts';
import { idOf } from '../../shared/outbox/builders.ts';
import type { Delivery, OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import { editOf, occidOf } from '../../shared/portal/change.ts';
import type { PortalProfile } from '../../shared/portal/portal-profile.ts';
import { USUAL_IMAGE_UPLOAD } from '../../shared/portal/image-upload.ts';
import { anOccurrence } from '../../shared/specimen/builders.ts';
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import type { Step } from '../../shared/workflow/imaging-task.ts';
import type { SheetAtCamera, Shot } from '../../shared/workflow/shot.ts';
import type { ExpertCase } from '../../shared/workflow/expert-case.ts';
import type { Sound } from '../controls/sounds.ts';
import { StationDatabase } from '../database/station-database.ts';
import { Outbox } from '../outbox/outbox.ts';
import { Bench } from './bench.ts';
import { CameraStandIn } from './camera-stand-in.ts';
import { Shots } from './shots.ts';

const JOURNAL = idOf(999);

/** What the portal knows in most tests. */
export const FIRST = anOccurrence({ occid: 1, otherCatalogNumbers: ['1499'] });
export const SECOND = anOccurrence({ occid: 2, otherCatalogNumbers: ['1500'], recordedBy: 'J. Pell' });

const PROFILE: PortalProfile = {
  v: 1,
  connectionId: 'bench-test',
  kind: 'portal',
  address: 'http://127.0.0.1:1/portal',
  portalName: 'A portal',
  collid: 1,
  collectionName: 'A herbarium',
  catalogNumber: { prefix: 'VASC', digits: 7 },
  accession: { paddedTo: [5] },
  requestsPerSecond: null,
  expertRequired: 'expert required',
  imageUpload: USUAL_IMAGE_UPLOAD,
};

export class BenchStandIn {
  /** What the portal knows; `undefined`: it is out of reach. */
  portal: readonly Occurrence[] | undefined = [];
  /** Whether the journal takes what it is given. */
  journalAnswers: Failure | undefined;
  /** Entries that have left: too late to withdraw. */
  readonly left = new Set<string>();
  readonly journal: OutboxEntry[] = [];
  readonly withdrawn: string[] = [];
  readonly released: string[] = [];
  readonly cases: ExpertCase[] = [];
  readonly sounds: Sound[] = [];
  time = 1_000_000;
  private seq = 1;
  private ids = 0;
  private readonly listeners = new Map<string, (fact: object) => void>();

  readonly camera = new CameraStandIn();
  readonly outbox: Outbox;
  readonly shots: Shots;
  readonly bench: Bench;

  private constructor(readonly database: StationDatabase) {
    const host = {
      call: async (name: string, input: never) => this.answer(name, input),
      on: (name: string, listener: (fact: object) => void) => {
        this.listeners.set(name, listener);
        return () => undefined;
      },
    } as unknown as Host;
    const common = { host, database, now: () => this.time, newId: () => idOf((this.ids += 1)), account: () => 'ana' };
    this.outbox = new Outbox(common);
    const play = (sound: Sound) => void this.sounds.push(sound);
    this.shots = new Shots({ host, journalId: () => this.outbox.journalId });
    this.bench = new Bench({ ...common, outbox: this.outbox, shots: this.shots, profile: PROFILE, play });
  }

  static async open(): Promise<BenchStandIn> {
    const standIn = new BenchStandIn(await StationDatabase.open(PROFILE.connectionId));
    await standIn.outbox.begin('web');
    standIn.outbox.follow();
    standIn.shots.follow();
    await standIn.shots.begin();
    await standIn.bench.begin();
    return standIn;
  }

  view = () => this.bench.view.getState();
  isAt = (step: Step) => vi.waitFor(() => expect(this.view().task.step).toBe(step));
  endedAs = (ended: object) => vi.waitFor(() => expect(this.view().ended).toMatchObject(ended));
  queued = () =>
    this.journal.map(({ why, change }) => [why, occidOf(change), editOf(change)?.from, editOf(change)?.to]);

  /** What became of an entry, as the host announces it. */
  announce(entryId: string, delivery: Delivery): void {
    this.listeners.get('outbox.moved')?.({ entryId, delivery, seq: (this.seq += 1) });
  }

  /** A folder for the camera's pictures is set. */
  async withCamera(): Promise<void> {
    this.camera.state = { ...this.camera.state, folder: { is: 'watched', folder: '/captures' } };
    await this.shots.begin();
  }

  /** A whole picture came into the folder; it was first seen while this sheet waited, or none. */
  shoot(takenFor: SheetAtCamera | null = this.camera.pointedAt): Shot {
    const shot = this.camera.arrive(takenFor);
    this.listeners.get('shots.arrived')?.(shot);
    return shot;
  }

  /** The barcodes on a shot were read. */
  readShot({ id }: Shot, ...numbers: string[]): void {
    this.camera.noteRead(id, numbers);
    this.listeners.get('shots.changed')?.({});
  }

  async find(accession: string): Promise<void> {
    await this.isAt('seeking');
    this.bench.type({ accession });
    this.bench.ask();
  }

  async agree(): Promise<void> {
    await this.isAt('verifying');
    this.bench.happen({ type: 'agreed' });
  }

  async link(accession: string, barcode: string): Promise<void> {
    await this.find(accession);
    await this.agree();
    this.bench.scan(barcode);
    await this.endedAs({ is: 'linked', number: barcode, savedAt: this.time });
  }

  /** Puts a sheet by whose record was never seen. */
  async park(accession: string, barcode: string): Promise<void> {
    const reachable = this.portal;
    this.portal = undefined;
    await this.find(accession);
    await this.isAt('parking');
    this.bench.scan(barcode);
    await this.endedAs({ is: 'parked', what: accession });
    this.portal = reachable;
  }

  async takeUp(): Promise<void> {
    await this.bench.waiting.lookUp();
    await this.bench.takeUpWaiting();
  }

  async close(): Promise<void> {
    this.database.close();
    await StationDatabase.discard(PROFILE.connectionId);
  }

  private answer(name: string, input: { readonly [key: string]: never }): unknown {
    switch (name) {
      case 'station.open':
        return success({ journalId: JOURNAL, isWriter: true });
      case 'shots.state':
      case 'shots.pointAt':
      case 'shots.give':
      case 'shots.release':
        return this.camera.answer(name, input);
      case 'outbox.met':
        return success({});
      case 'outbox.list':
        return success({ lastSeq: this.seq, queue: [], cases: [] });
      case 'portal.findByAccession':
        return this.known(
          one => one.otherCatalogNumbers.includes(input['typed'] ?? ''),
          occurrences => ({
            occurrences,
            lookedFor: [input['typed']],
          }),
        );
      case 'portal.findByLabel':
        return this.known(
          one => one.recordedBy === input['recordedBy'],
          occurrences => occurrences,
        );
      case 'portal.whoHas':
        return this.known(
          one => one.catalogNumber === input['catalogNumber'] && one.occid !== input['except'],
          found => found,
        );
      case 'outbox.queue':
        return this.journalled(() => this.journal.push(input['entry'] as unknown as OutboxEntry));
      case 'outbox.keepCase':
        return this.journalled(() => this.cases.push(input['expertCase'] as unknown as ExpertCase));
      case 'outbox.withdraw':
        if (this.left.has(input['entryId'] ?? '')) return failed({ kind: 'tooLate' });
        if (!this.journalAnswers && !this.journal.some(({ id }) => id === input['entryId']))
          return failed({ kind: 'notFound' });
        return this.journalled(() => this.withdrawn.push(input['entryId'] ?? ''));
      case 'outbox.release':
        this.released.push(input['entryId'] ?? '');
        return success({});
      default:
        throw new Error(`Nobody told the stand-in what to answer to ${name}.`);
    }
  }

  private known(fits: (one: Occurrence) => boolean, answer: (found: readonly Occurrence[]) => unknown): unknown {
    return this.portal ? success(answer(this.portal.filter(fits))) : failed({ kind: 'offline' });
  }

  private journalled(write: () => void): unknown {
    if (this.journalAnswers) return failed(this.journalAnswers);
    write();
    this.seq += 1;
    return success({ seq: this.seq });
  }
}
