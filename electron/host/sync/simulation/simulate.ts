/** One run of a schedule: the world is made, everything happens, faults end, and the invariants are judged. */
import { asPortalKeeps } from '../../../../shared/base/text.ts';
import type { Change } from '../../../../shared/portal/change.ts';
import { MemoryDisk } from '../../journal/memory-disk.ts';
import { openPortal } from '../../portal/symbiota/portal.ts';
import { actAsColleague } from './colleagues.ts';
import type { ColleagueAct, StationFault } from './faults.ts';
import { fill } from './herbarium.ts';
import { violationsOf } from './invariants.ts';
import { Network } from './network.ts';
import { Operator } from './operators.ts';
import { PortalModel } from './portal-model.ts';
import { PASSWORD, PortalPages } from './portal-pages.ts';
import type { At, Schedule } from './schedule.ts';
import { SimulatedStation } from './simulated-station.ts';
import { World } from './world.ts';

export interface Outcome {
  readonly violations: readonly string[];
  /** How often each fault really struck. */
  readonly hit: ReadonlyMap<string, number>;
}

const MOST_STEPS = 400_000;
const AN_HOUR_MS = 3_600_000;

export async function simulate(schedule: Schedule): Promise<Outcome> {
  const run = new Simulation(schedule);
  await run.work();
  await run.calmDown();
  return run.judge();
}

export class Simulation {
  private readonly world = new World();
  private readonly model = new PortalModel();
  private readonly pages = new PortalPages(this.model);
  private readonly network: Network;
  private readonly stations: SimulatedStation[];
  private readonly initial = new Map<string, string | null>();
  private readonly before: ReadonlyMap<number, At<ColleagueAct>>;
  private readonly mishaps: ReadonlyMap<number, At<StationFault>>;
  /** Steps outwards that stations have taken. */
  steps = 0;
  private numbers = 0;
  private isNextTwice = false;
  private isCalm = false;
  private readonly copies = new Map<SimulatedStation, MemoryDisk>();
  private readonly observer = openPortal({
    address: 'http://portal',
    collid: 1,
    now: () => 0,
    observe: () => undefined,
    exchange: async (_, request) => ({ ok: true, answer: this.pages.answer(request, this.world.wall) }),
  });

  constructor(private readonly schedule: Schedule) {
    fill(this.model);
    for (const { occid, columns } of this.model.records.values())
      for (const [column, value] of Object.entries(columns))
        this.initial.set(`${occid} ${column}`, asPortalKeeps(value));
    this.before = byPlace(schedule.colleagues);
    this.mishaps = byPlace(schedule.mishaps);
    this.network = new Network(this.world, this.pages, {
      write: nth => this.writeAt(nth),
      read: nth => schedule.reads.find(({ at }) => at === nth)?.kind,
      before: nth => this.colleague(this.before.get(nth), 'colleague'),
    });
    this.stations = Array.from({ length: schedule.stations }, (_, nth) => this.station(nth));
    this.addUser('sue', true);
  }

  async work(): Promise<void> {
    for (const station of this.stations) void station.start();
    await this.world.run(this.world.time + 5_000, MOST_STEPS);
    let at = this.world.time;
    for (const { station, act, pick, after } of this.schedule.acts) {
      at += after;
      await this.world.run(at, MOST_STEPS);
      const worker = this.stations[station % this.stations.length];
      if (!worker) continue;
      if (!this.copies.has(worker) || pick % 3 === 0) this.copies.set(worker, worker.disk.copy());
      const operator = new Operator({ see: occid => this.see(occid), next: () => this.number() }, worker);
      void operator.do(act, pick, this.isNextTwice);
      this.isNextTwice = false;
    }
    await this.world.run(at + AN_HOUR_MS / 4, MOST_STEPS);
  }

  /** Nothing goes wrong any more, a supervisor looks at what was damaged, takes over what others left, and the program is started once more. */
  async calmDown(): Promise<void> {
    this.isCalm = true;
    this.network.isCalm = true;
    await this.world.run(this.world.time + 10_000, MOST_STEPS);
    for (const restarted of [false, true]) {
      for (const station of this.stations) {
        station.window.isFull = false;
        if (restarted) station.crash(1);
      }
      await this.world.run(this.world.time + 10_000, MOST_STEPS);
      for (const station of this.stations) {
        void station.meet();
        await this.world.run(this.world.time + 1_000, MOST_STEPS);
        void station
          .signInAs('sue')
          .then(() => station.seeDamage())
          .then(() => station.adopt());
      }
      await this.world.run(this.world.time + 2 * AN_HOUR_MS, MOST_STEPS);
    }
  }

  async judge(): Promise<Outcome> {
    const replayed = [];
    for (const station of this.stations) {
      const reading = station.openJournal({ isOver: false });
      await this.world.run(this.world.time + 1_000, MOST_STEPS);
      replayed.push((await reading).projection);
    }
    const violations = violationsOf({
      model: this.model,
      stations: this.stations,
      initial: this.initial,
      requests: this.network.requests,
      mostInFlight: this.network.mostInFlight,
      writes: this.network.writes.length,
      editorsOpened: this.network.editorsOpened,
      isBeyondUs: this.network.writes.some(({ isTwice, isLate }) => isTwice || isLate),
      lostBothCopies: this.stations.some(({ hasLostJournal, hasLostDatabase }) => hasLostJournal && hasLostDatabase),
      replayed,
      texts: await Promise.all(this.stations.map(station => station.journalText())),
    });
    return { violations, hit: this.network.hit };
  }

  private station(nth: number): SimulatedStation {
    const maker = `ann${nth}`;
    for (const user of [maker, `${maker} too`]) this.addUser(user, false);
    const tape = {
      step: (station: SimulatedStation) => this.stepOf(station),
      disk: (place: number) => (this.isCalm ? undefined : this.schedule.disk.find(({ at }) => at === place)?.kind),
    };
    return new SimulatedStation(
      this.world,
      this.network,
      tape,
      maker,
      () => this.model.effects.length,
      () => this.newId(),
    );
  }

  private addUser(user: string, isSupervisor: boolean): void {
    this.pages.users.set(user, { user, isSupervisor, mayEdit: true });
  }

  private writeAt(nth: number) {
    const fault = this.schedule.writes[nth] ?? 'none';
    const within = this.schedule.within.find(({ at }) => at === nth);
    return {
      fault,
      pick: (nth * 379) % 1_000,
      within: within ? { act: () => this.colleague(within, 'within') } : {},
    };
  }

  private colleague(act: At<ColleagueAct> | undefined, when: 'colleague' | 'within'): void {
    if (!act) return;
    this.network.note(`${when}:${act.kind}`);
    actAsColleague(this.model, act.kind, act.pick, this.wishes(), this.world.wall);
  }

  private wishes(): readonly Change[] {
    return this.stations.flatMap(({ made }) => [...made.values()].map(({ change }) => change));
  }

  private newId(): string {
    return `00000000-0000-4000-9000-${String(this.number()).padStart(12, '0')}`;
  }

  private number(): number {
    this.numbers += 1;
    return this.numbers;
  }

  /** A record as it stands, through the shipped reading, without faults and without taking time. */
  private async see(occid: number) {
    if (!this.observer.signedIn()) await this.observer.signIn({ user: 'sue', password: PASSWORD });
    const read = await this.observer.readWhole(occid);
    return read.ok ? read.value : undefined;
  }

  private stepOf(station: SimulatedStation): void {
    if (this.isCalm) return;
    const mishap = this.mishaps.get(this.steps++);
    if (!mishap) return;
    this.network.note(mishap.kind);
    this.strike(station, mishap);
  }

  private strike(station: SimulatedStation, { kind, pick }: At<StationFault>): void {
    switch (kind) {
      case 'crash':
        return station.crash(0);
      case 'tornWrite':
        return station.crash(pick / 1_000);
      case 'journalCopiedBack':
      case 'journalLost': {
        station.crash(0);
        station.hasLostJournal = true;
        station.disk = (kind === 'journalLost' ? undefined : this.copies.get(station)?.copy()) ?? new MemoryDisk();
        return;
      }
      case 'databaseWiped':
        station.hasLostDatabase = true;
        station.window.wipe();
        return void station.meet();
      case 'databaseFull':
        station.hasLostDatabase = true;
        station.window.isFull = !station.window.isFull;
        return;
      case 'clockAnHour':
        return station.turnClock(pick % 2 === 0 ? AN_HOUR_MS : -AN_HOUR_MS);
      case 'clockAYear':
        return station.turnClock((pick % 2 === 0 ? 1 : -1) * 365 * 24 * AN_HOUR_MS);
      case 'sleep':
        this.pages.sessions.clear();
        return station.turnClock(8 * AN_HOUR_MS);
      case 'windowReload':
        return void station.meet();
      case 'callTwice':
        this.isNextTwice = true;
    }
  }
}

const byPlace = <Kind>(happenings: readonly At<Kind>[]): ReadonlyMap<number, At<Kind>> =>
  new Map(happenings.map(one => [one.at, one]));
