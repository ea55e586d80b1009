/** What a window was promised, against what journal and portal hold in the end. */
import { isDelivered, needsPerson, reasonOf, type JournalFacts, type Link, type Listed } from './entry.ts';
import type { PortalView } from './portal-eyes.ts';

export interface Figures {
  kills: number;
  acknowledged: number;
  lost: number;
  doubled: number;
}

export const noFigures = (): Figures => ({ kills: 0, acknowledged: 0, lost: 0, doubled: 0 });

export function addFigures(to: Figures, { kills, acknowledged, lost, doubled }: Figures): void {
  to.kills += kills;
  to.acknowledged += acknowledged;
  to.lost += lost;
  to.doubled += doubled;
}

/** Everything one station folder has to answer for. */
export interface Evidence {
  readonly listed: readonly Listed[];
  readonly journal: JournalFacts;
  readonly view: PortalView;
  /** Saves that arrived at the portal's door. */
  readonly writes: number;
  /** What somebody else did there meanwhile. */
  readonly colleague: ColleaguesWork;
}

export interface ColleaguesWork {
  /** Records whose number the colleague has changed: what stands there may be theirs. */
  readonly renumbered: ReadonlySet<number>;
  /** The last remark on each record, where nobody else writes. */
  readonly remarks: ReadonlyMap<number, string>;
}

export const NO_COLLEAGUE: ColleaguesWork = { renumbered: new Set(), remarks: new Map() };

export class Ledger {
  /** Every link that any window ever sent, answered or not, by its id. */
  readonly sent = new Map<string, Link>();
  readonly acknowledged = new Set<string>();
  /** Sentences about whatever is not as promised. */
  readonly complaints: string[] = [];
  private readonly lost = new Set<string>();
  private doubled = 0;

  /** What was acknowledged before must be listed at every meeting. */
  meet(listed: readonly Listed[]): void {
    const known = new Set(listed.map(({ id }) => id));
    for (const id of this.acknowledged) if (!known.has(id)) this.lose(id, 'acknowledged, and not in the outbox');
  }

  judge(evidence: Evidence): void {
    this.meet(evidence.listed);
    for (const id of this.acknowledged)
      if (!evidence.journal.queued.has(id)) this.lose(id, 'acknowledged, and not in the journal');
    for (const listed of evidence.listed) this.judgeEntry(listed, evidence.view);
    this.judgeStanding(evidence);
    this.judgeColleague(evidence);
    const unannounced = evidence.writes - evidence.journal.attempts;
    if (unannounced > 0) this.double(unannounced, `${unannounced} more saves reached the portal than were journalled`);
  }

  figures(kills: number): Figures {
    return { kills, acknowledged: this.acknowledged.size, lost: this.lost.size, doubled: this.doubled };
  }

  private judgeEntry(listed: Listed, view: PortalView): void {
    const link = this.sent.get(listed.id);
    if (!link) return;
    const replaced = view.replacedBy(link.occid, link.to);
    if (replaced.length > 1)
      this.double(replaced.length - 1, `record ${link.occid} was given ${link.to} ${replaced.length} times`);
    if (!isDelivered(listed)) return;
    if (replaced.length === 0) this.lose(link.id, 'called delivered, and not in the history');
    const unseen = replaced.find(value => value !== link.from);
    if (unseen !== undefined) this.lose(link.id, `called delivered, and replaced ${unseen}, which nobody saw`);
  }

  /** The last number that is called delivered stands there. */
  private judgeStanding({ listed, view, colleague }: Evidence): void {
    const lastOf = new Map(listed.map(one => [one.occid, one]));
    for (const [occid, last] of lastOf) {
      const link = this.sent.get(last.id);
      if (!link || !isDelivered(last) || colleague.renumbered.has(occid)) continue;
      const { catalogNumber } = view.standing(occid);
      if (catalogNumber !== link.to) this.lose(link.id, `called delivered, and ${catalogNumber} stands in its place`);
    }
  }

  private judgeColleague({ view, colleague }: Evidence): void {
    for (const [occid, remark] of colleague.remarks)
      if (view.standing(occid).occurrenceRemarks !== remark)
        this.lose(`remark ${occid}`, 'a colleague wrote it, and it is gone');
  }

  private lose(id: string, why: string): void {
    if (this.lost.has(id)) return;
    this.lost.add(id);
    this.complaints.push(`lost ${id}: ${why}`);
  }

  private double(times: number, why: string): void {
    this.doubled += times;
    this.complaints.push(`doubled: ${why}`);
  }
}

/** How many entries wait for a person, by what they are told. */
export function personsReasons(listed: readonly Listed[]): ReadonlyMap<string, number> {
  const reasons = new Map<string, number>();
  for (const one of listed.filter(needsPerson)) reasons.set(reasonOf(one), (reasons.get(reasonOf(one)) ?? 0) + 1);
  return reasons;
}
