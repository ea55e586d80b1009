/** Between stations and the portal: every request is numbered, and what goes wrong with it is written on the schedule. */
import type { Exchange, ExchangePort, PortalAnswer, PortalRequest } from '../../portal/symbiota/request.ts';
import type { ReadFault, WriteFault } from './faults.ts';
import { busyAnswer, errorAnswer, html, toSignIn } from './portal-answers.ts';
import type { PortalPages, Within } from './portal-pages.ts';
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
    if (fault === 'login302' || fault === 'logoutMidway' || fault === 'rightsLost')
      return this.disown(fault, request, by);
    WAYS[fault](by, pick);
  }

  /** The session or the right goes, before the write or with it. */
  private disown(
    fault: 'login302' | 'logoutMidway' | 'rightsLost',
    request: PortalRequest,
    { done, apply }: Carrier,
  ): void {
    const user = fault === 'rightsLost' ? this.pages.users.get(this.userOf(request)) : undefined;
    if (fault === 'login302') this.pages.sessions.clear();
    if (user) user.mayEdit = false;
    done(LATENCY_MS, () => {
      const answer = got(apply());
      if (fault === 'logoutMidway') this.pages.sessions.clear();
      if (user) user.mayEdit = true;
      return answer;
    });
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

const HALF_MS = LATENCY_MS / 2;

const answered = ({ done, apply }: Carrier) => done(LATENCY_MS, () => got(apply()));
const lostAfterwards = ({ done, applyLater }: Carrier) => {
  applyLater(HALF_MS);
  done(LATENCY_MS, () => lost('timedOut', true));
};
const pageOnly =
  (answer: PortalAnswer) =>
  ({ done }: Carrier) =>
    done(HALF_MS, () => got(answer));
const pageAfterwards =
  (answer: PortalAnswer) =>
  ({ done, applyLater }: Carrier) => {
    applyLater(HALF_MS);
    done(LATENCY_MS, () => got(answer));
  };
const silence = ({ done }: Carrier) => done(SILENCE_MS, () => lost('timedOut', true));
const busy = ({ done }: Carrier, pick: number) => done(HALF_MS, () => got(busyAnswer(60_000 + pick * 60)));
const cut = ({ done, apply }: Carrier, pick: number) => done(LATENCY_MS, () => got(apply({ cutTo: 1 + (pick % 4) })));

type Way = (by: Carrier, pick: number) => void;

const WAYS: Readonly<Record<Exclude<WriteFault, 'login302' | 'logoutMidway' | 'rightsLost'> | 'none', Way>> = {
  none: answered,
  slow: ({ done, apply }) => done(20_000, () => got(apply())),
  refused: ({ done }) => done(HALF_MS, () => lost('offline', false)),
  dropBefore: ({ done }) => done(HALF_MS, () => lost('timedOut', true)),
  dropAfter: lostAfterwards,
  truncatedBody: lostAfterwards,
  gzipCut: lostAfterwards,
  contentLengthLie: lostAfterwards,
  timeoutNever: silence,
  zombie: (by, pick) => {
    by.applyLater((pick / 1_000) * LONGEST_ZOMBIE_MS);
    silence(by);
  },
  lateZombie: (by, pick) => {
    by.applyLater(SILENCE_MS + 151_000 + (pick / 1_000) * (LATEST_ZOMBIE_MS - 181_000));
    silence(by);
  },
  duplicateDelivery: (by, pick) => {
    by.applyLater(HALF_MS + (pick / 1_000) * 60_000);
    lostAfterwards(by);
  },
  error500Before: pageOnly(errorAnswer),
  error500After: pageAfterwards(errorAnswer),
  htmlError200: pageOnly(html('<h1>ERROR</h1>')),
  maintenance200: pageOnly(html('<h1>Down for maintenance</h1>')),
  loginPage200: pageOnly(SIGN_IN_PAGE),
  busy429: busy,
  busy503: busy,
  silentIgnore: ({ done, apply }) => done(LATENCY_MS, () => got(apply({ isIgnored: true }))),
  mangle: cut,
  wrongCharset: cut,
  lockedByOther: pageAfterwards(html('Record Locked!')),
};

const WRITING_PAGES = ['occurrenceeditor.php', 'deleteIdentifier.php', 'occurAddData.php', 'resourcehandler.php'];

export function isWrite({ path }: PortalRequest): boolean {
  return path.includes('mergerecs') || WRITING_PAGES.some(page => path.includes(page));
}
