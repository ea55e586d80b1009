/** An engine on a real journal, a portal in memory and a clock that a test turns. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { failed, success } from '../../../shared/failure/failure.ts';
import { aLink, anEntry } from '../../../shared/outbox/builders.ts';
import type { Delivery, OutboxEntry } from '../../../shared/outbox/outbox-entry.ts';
import { fileDisk } from '../journal/file-disk.ts';
import { Journal } from '../journal/journal.ts';
import { openPortal } from '../portal/symbiota/portal.ts';
import { Engine } from './engine.ts';
import { Histories } from './history.ts';
import type { PicturePort } from './ports.ts';
import { PortalStandIn } from './portal-stand-in.ts';
import { PASSWORD } from './simulation/portal-pages.ts';

/** The record that every link of these tests is about, and the number of the first. */
export const OCCID = 61207;
export const NUMBER = 'VASC0000001';

interface Alarm {
  readonly at: number;
  readonly then: () => void;
}

export class EngineBench {
  readonly portal = new PortalStandIn(() => this.time);
  /** What was announced: `1 sending`. */
  readonly said: string[] = [];
  canSignIn = true;
  /** Pictures go as they are. */
  pictures: PicturePort = {
    ready: async image => success({ image, bytes: Buffer.from(image.sha256) }),
    wereRefused: async () => undefined,
  };
  time = 1_000_000;
  /** How far somebody has turned the wall clock. */
  turnedBy = 0;
  journal!: Journal;
  engine!: Engine;
  private alarms: Alarm[] = [];

  private constructor(private readonly folder: string) {
    this.portal.add(OCCID);
  }

  static async open(): Promise<EngineBench> {
    const bench = new EngineBench(await mkdtemp(path.join(tmpdir(), 'vasculum-engine-')));
    await bench.start();
    return bench;
  }

  /** Opens journal and engine, as at a start of the program. */
  async start(): Promise<void> {
    await this.startUnmet();
    await this.engine.meet(0);
  }

  /** Ends the program and starts it again, before any window has come. */
  async restartUnmet(): Promise<void> {
    await this.engine.stop();
    await this.journal.close();
    await this.startUnmet();
  }

  private async startUnmet(): Promise<void> {
    this.journal = await Journal.open({
      disk: fileDisk(path.join(this.folder, 'journal')),
      connectionId: 'test',
      now: () => this.time,
      newId: randomUUID,
    });
    const portal = openPortal({
      address: 'http://portal',
      collid: 1,
      now: () => this.time,
      observe: () => undefined,
      exchange: this.portal.exchange,
    });
    await portal.signIn({ user: 'ana', password: PASSWORD });
    this.engine = new Engine({
      now: () => this.time + this.turnedBy,
      elapsed: () => this.time,
      chance: () => 0,
      after: (ms, then) => this.setAlarm({ at: this.time + ms, then }),
      portal,
      histories: new Histories(portal),
      journal: this.journal,
      pictures: this.pictures,
      signInAgain: async () =>
        this.canSignIn ? portal.signIn({ user: 'ana', password: PASSWORD }) : failed({ kind: 'signedOut' }),
      account: () => 'ana',
      announce: (_, id, delivery) => this.said.push(`${Number(id.slice(-3))} ${delivery.is}`),
      report: error => {
        throw error;
      },
    });
  }

  async close(): Promise<void> {
    await this.engine.stop();
    await this.journal.close();
    await rm(this.folder, { recursive: true });
  }

  /** Lets the engine work until it sleeps. */
  async settle(): Promise<void> {
    this.engine.wake();
    await this.engine.idle();
  }

  /** Time goes by: alarms that were set for it ring, and nothing else wakes anybody. */
  async pass(ms: number): Promise<void> {
    this.time += ms;
    const due = this.alarms.filter(alarm => alarm.at <= this.time);
    this.alarms = this.alarms.filter(alarm => alarm.at > this.time);
    for (const { then } of due) then();
    await this.engine.idle();
  }

  queue(nth: number, different: Partial<OutboxEntry> = {}) {
    return this.journal.record({ kind: 'queued', entry: anEntry(nth, different) });
  }

  /** Queues a change that takes an earlier one back. */
  async takeBack(nth: number, to: string | null = null): Promise<void> {
    const change = aLink(OCCID, nth, { from: NUMBER, to });
    await this.queue(nth + 1, { why: 'undo', undoes: anEntry(nth).id, change });
    await this.settle();
  }

  delivery(nth: number): Delivery | undefined {
    return this.journal.projection.queue.get(anEntry(nth).id)?.delivery;
  }

  onPortal(): string | null {
    return this.onRecord(OCCID);
  }

  /** The catalog number that a record bears on the portal. */
  onRecord(occid: number): string | null {
    return this.portal.model.records.get(occid)?.columns['catalogNumber'] ?? null;
  }

  private setAlarm(alarm: Alarm): () => void {
    this.alarms.push(alarm);
    return () => (this.alarms = this.alarms.filter(one => one !== alarm));
  }
}
