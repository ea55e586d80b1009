/** Between stations and the portal: every request is numbered, and what goes wrong with it is written on the schedule. */
import type { Exchange, ExchangePort, PortalAnswer, PortalRequest } from '../../portal/symbiota/request.ts';
import type { ReadFault, WriteFault } from './faults.ts';
import { busyAnswer, errorAnswer, html, toSignIn, type PortalPages, type Within } from './portal-pages.ts';
import type { Life, World } from './world.ts';

const LATENCY_MS = 120;
const SILENCE_MS = 30_000;
/** Within the quarantine, and beyond it. */
const LONGEST_ZOMBIE_MS = 120_000;
const LATEST_ZOMBIE_MS = 600_000;

export interface NetworkTape {
  readonly write: (nth: number) => {
    readonly fault: WriteFault | 'none';
    readonly within: Within;
    readonly pick: number;
  };
  readonly read: (nth: number) => ReadFault | undefined;
  /** Whatever else happens just before the nth request. */
  readonly before: (nth: number) => void;
}

export interface Sent {
  readonly at: number;
  readonly user: string;
  readonly isTwice: boolean;
  readonly isLate: boolean;
}

export class Network {
  requests = 0;
  /** Every write that was sent, by its number. */
  readonly writes: Sent[] = [];
  readonly hit = new Map<string, number>();
  mostInFlight = 0;
  /** Opened editor pages: each would have dropped the writer's lock. RELIABILITY C9. */
  editorsOpened = 0;
  isCalm = false;
  private readonly inFlight = new Map<string, number>();
  private readonly cache = new Map<string, PortalAnswer>();

  constructor(
    private readonly world: World,
    private readonly pages: PortalPages,
    private readonly tape: NetworkTape,
  ) {}

  /** The adapter's way out for one life of one station. */
  exchangeFor(life: Life, station: string): ExchangePort {
    return (_, request) =>
      new Promise(resolve => {
        const give = (ms: number, answer: () => Exchange) => this.world.afterIn(life, ms, () => resolve(answer()));
        if (request.method === 'GET' && request.path.includes('occurrenceeditor.php')) this.editorsOpened += 1;
        if (isWrite(request)) this.write(request, station, give);
        else this.read(request, give);
      });
  }

  private read(request: PortalRequest, give: Give): void {
    const nth = this.requests++;
    if (!this.isCalm) this.tape.before(nth);
    const fault = this.isCalm ? undefined : this.tape.read(nth);
    if (fault) this.note(fault);
    if (fault === 'readRefused') return give(LATENCY_MS, () => lost('offline', false));
    if (fault === 'readDropped' || fault === 'readTruncated') return give(LATENCY_MS, () => lost('timedOut', true));
    if (fault === 'readTimeout') return give(SILENCE_MS, () => lost('timedOut', true));
    give(LATENCY_MS, () => got(this.readAnswer(request, fault)));
  }

  private readAnswer(request: PortalRequest, fault: ReadFault | undefined): PortalAnswer {
    if (fault === 'read500') return errorAnswer;
    if (fault === 'readHtmlError' || fault === 'readMaintenance') return html('<h1>Down for maintenance</h1>');
    if (fault === 'readBusy') return busyAnswer(90_000);
    if (fault === 'readLoginPage') return SIGN_IN_PAGE;
    if (fault === 'readLogin302') {
      this.pages.sessions.delete(/PHPSESSID=\w+/.exec(request.cookie ?? '')?.[0] ?? '');
      return request.cookie?.includes('PHPSESSID') ? toSignIn : errorAnswer;
    }
    const key = `${request.method} ${request.path} ${JSON.stringify(request.form)}`;
    const kept = fault === 'readStale' && request.method === 'GET' ? this.cache.get(key) : undefined;
    const answer = kept ?? this.pages.answer(request, this.world.wall);
    if (request.method === 'GET') this.cache.set(key, answer);
    return answer;
  }

  private write(request: PortalRequest, station: string, give: Give): void {
    const nth = this.requests++;
    if (!this.isCalm) this.tape.before(nth);
    const { fault, within, pick } = this.isCalm ? CALM : this.tape.write(this.writes.length);
    const user = this.userOf(request);
    const isLate = fault === 'lateZombie';
    this.writes.push({ at: this.world.time, user, isTwice: fault === 'duplicateDelivery', isLate });
    if (fault !== 'none') this.note(fault);
    const lane = `${station} ${user}`;
    this.enter(lane);
    const done = (ms: number, answer: () => Exchange) => {
      this.world.after(ms, () => this.leave(lane));
      give(ms, answer);
    };
    const sentAt = this.world.wall;
    const apply = (more: Within = {}) => {
      this.pages.model.sentAt = sentAt;
      return this.pages.answer(request, this.world.wall, { ...within, ...more });
    };
    const applyLater = (ms: number, more: Within = {}) => void this.world.after(ms, () => apply(more));
    this.carry(fault, pick, request, { done, apply, applyLater });
  }

  private carry(fault: WriteFault | 'none', pick: number, request: PortalRequest, by: Carrier): void {
    const { done, apply, applyLater } = by;
    const half = LATENCY_MS / 2;
    switch (fault) {
      case 'none':
        return done(LATENCY_MS, () => got(apply()));
      case 'slow':
        return done(20_000, () => got(apply()));
      case 'refused':
        return done(half, () => lost('offline', false));
      case 'dropBefore':
        return done(half, () => lost('timedOut', true));
      case 'dropAfter':
      case 'truncatedBody':
      case 'gzipCut':
      case 'contentLengthLie':
        applyLater(half);
        return done(LATENCY_MS, () => lost('timedOut', true));
      case 'timeoutNever':
        return done(SILENCE_MS, () => lost('timedOut', true));
      case 'zombie':
        applyLater((pick / 1_000) * LONGEST_ZOMBIE_MS);
        return done(SILENCE_MS, () => lost('timedOut', true));
      case 'lateZombie':
        applyLater(SILENCE_MS + 151_000 + (pick / 1_000) * (LATEST_ZOMBIE_MS - 181_000));
        return done(SILENCE_MS, () => lost('timedOut', true));
      case 'duplicateDelivery':
        applyLater(half);
        applyLater(half + (pick / 1_000) * 60_000);
        return done(LATENCY_MS, () => lost('timedOut', true));
      case 'error500Before':
        return done(half, () => got(errorAnswer));
      case 'error500After':
        applyLater(half);
        return done(LATENCY_MS, () => got(errorAnswer));
      case 'htmlError200':
      case 'maintenance200':
        return done(half, () => got(html('<h1>ERROR</h1>')));
      case 'loginPage200':
        return done(half, () => got(SIGN_IN_PAGE));
      case 'login302':
        this.pages.sessions.clear();
        return done(half, () => got(apply()));
      case 'logoutMidway':
        return done(LATENCY_MS, () => {
          const answer = got(apply());
          this.pages.sessions.clear();
          return answer;
        });
      case 'rightsLost': {
        const user = this.pages.users.get(this.userOf(request));
        if (user) user.mayEdit = false;
        return done(LATENCY_MS, () => {
          const answer = got(apply());
          if (user) user.mayEdit = true;
          return answer;
        });
      }
      case 'busy429':
      case 'busy503':
        return done(half, () => got(busyAnswer(60_000 + pick * 60)));
      case 'silentIgnore':
        return done(LATENCY_MS, () => got(apply({ isIgnored: true })));
      case 'mangle':
      case 'wrongCharset':
        return done(LATENCY_MS, () => got(apply({ cutTo: 1 + (pick % 4) })));
      case 'lockedByOther':
        applyLater(half);
        return done(LATENCY_MS, () => got(html('Record Locked!')));
    }
  }

  private userOf({ cookie }: PortalRequest): string {
    return this.pages.sessions.get(/PHPSESSID=\w+/.exec(cookie ?? '')?.[0] ?? '') ?? '';
  }

  private enter(lane: string): void {
    const count = (this.inFlight.get(lane) ?? 0) + 1;
    this.inFlight.set(lane, count);
    this.mostInFlight = Math.max(this.mostInFlight, count);
  }

  private leave(lane: string): void {
    this.inFlight.set(lane, (this.inFlight.get(lane) ?? 1) - 1);
  }

  note(what: string): void {
    this.hit.set(what, (this.hit.get(what) ?? 0) + 1);
  }
}

type Give = (ms: number, answer: () => Exchange) => void;

interface Carrier {
  readonly done: Give;
  readonly apply: (more?: Within) => PortalAnswer;
  readonly applyLater: (ms: number, more?: Within) => void;
}

const CALM = { fault: 'none', within: {}, pick: 0 } as const;
const SIGN_IN_PAGE = html('<form><input type="text" name="login"><input type="password" name="password"></form>');

const got = (answer: PortalAnswer): Exchange => ({ ok: true, answer });
const lost = (kind: 'offline' | 'timedOut', hasLeft: boolean): Exchange => ({ ok: false, failure: { kind }, hasLeft });

const WRITING_PAGES = ['occurrenceeditor.php', 'deleteIdentifier.php', 'occurAddData.php', 'resourcehandler.php'];

export function isWrite({ path }: PortalRequest): boolean {
  return path.includes('mergerecs') || WRITING_PAGES.some(page => path.includes(page));
}
