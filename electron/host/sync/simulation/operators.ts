/** What people do at a station: every kind of change, second thoughts, decisions, a change of shift. */
import type { Change, StoredImage } from '../../../../shared/portal/change.ts';
import { editOf } from '../../../../shared/portal/change.ts';
import { canWithdraw, type OutboxEntry, type QueuedEntry } from '../../../../shared/outbox/outbox-entry.ts';
import { rehearse } from '../../../../shared/outbox/merge-rehearsal.ts';
import type { WholeRecord } from '../../../../shared/portal/portal-record.ts';
import type { EditableTerm } from '../../../../shared/specimen/darwin-core.ts';
import { reverse } from '../../../../shared/specimen/field-edit.ts';
import { BARE, OLD } from './herbarium.ts';
import type { Act } from './schedule.ts';
import type { SimulatedStation } from './simulated-station.ts';

export interface Bench {
  /** A record as a person sees it before deciding: read without any fault. */
  readonly see: (occid: number) => Promise<WholeRecord | undefined>;
  /** A number that was never given before. */
  readonly next: () => number;
}

const aPicture = (nth: number): StoredImage => ({
  ...{ sha256: String(nth).padStart(64, '0'), bytes: 3 },
  ...{ mime: 'image/jpeg', name: `i${nth}.jpg` },
});

const isOverwrite = ({ delivery }: QueuedEntry): boolean =>
  delivery.is === 'conflicted' && delivery.kind === 'overwrote';

export class Operator {
  constructor(
    private readonly bench: Bench,
    private readonly station: SimulatedStation,
  ) {}

  /** Nothing happens where the station is down. `isTwice`: the call reaches the host twice. */
  async do(act: Act, pick: number, isTwice: boolean): Promise<void> {
    if (this.station.life.isOver || !this.station.journal) return;
    await this.acts[act](OLD[pick % OLD.length] ?? 1, pick, isTwice);
  }

  private readonly acts: Readonly<Record<Act, (occid: number, pick: number, isTwice: boolean) => unknown>> = {
    link: (occid, _, isTwice) => this.setField(occid, 'catalogNumber', `VASC${this.bench.next()}`, isTwice),
    status: (occid, _, isTwice) => this.setField(occid, 'processingStatus', `stage ${this.bench.next()}`, isTwice),
    habitat: (occid, _, isTwice) => this.setField(occid, 'habitat', `meadow ${this.bench.next()}`, isTwice),
    zeros: (occid, _, isTwice) =>
      this.setField(occid, 'recordNumber', `${'0'.repeat(this.bench.next() % 40)}7`, isTwice),
    number: (occid, _, isTwice) => this.setField(occid, 'recordNumber', String(100 + this.bench.next()), isTwice),
    addIdentifier: occid => this.addIdentifier(occid),
    removeIdentifier: occid => this.removeIdentifier(occid),
    merge: (occid, pick) => this.merge(BARE[pick % BARE.length] ?? 11, occid),
    mergeLosing: (occid, pick) => this.merge(OLD[(pick + 1) % OLD.length] ?? 2, occid),
    create: () => this.wish(this.newRecord()),
    createAndDescribe: () => this.createAndDescribe(),
    image: occid => this.wish({ kind: 'attachImage', occid, image: aPicture(this.bench.next()) }),
    associate: (occid, pick) => {
      const occidAssociate = OLD[(pick + 1) % OLD.length] ?? 2;
      return this.wish({ kind: 'associate', occid, occidAssociate, relationship: `rel${this.bench.next()}` });
    },
    undo: (_, pick) => this.undo(this.pickEntry(pick, () => true)),
    withdraw: (_, pick) => this.withdraw(this.pickEntry(pick, () => true)),
    tryNow: () => this.station.engine?.tryNow(),
    useMine: (_, pick) => this.useMine(this.pickEntry(pick, ({ delivery }) => delivery.is === 'conflicted')),
    restore: (_, pick) => this.restore(this.pickEntry(pick, isOverwrite)),
    switchUser: (_, pick) => this.station.signInAs(pick % 2 === 0 ? this.station.maker : `${this.station.maker} too`),
    supervisorAdopts: () => this.station.signInAs('sue').then(() => this.station.adopt()),
  };

  private async setField(occid: number, term: EditableTerm, to: string, isTwice: boolean): Promise<void> {
    const from = await this.seen(occid, term);
    if (from !== undefined && from !== to)
      await this.wish({ kind: 'setField', occid, edit: { term, from, to } }, { isTwice });
  }

  /** What the person sees there: the newest wish of this queue, else the portal's value; undefined where the record is gone. */
  private async seen(occid: number, term: EditableTerm): Promise<string | null | undefined> {
    const mine = this.queue().findLast(({ entry: { change }, delivery }) => {
      const isOpen = ['waiting', 'sending', 'checking', 'retrying'].includes(delivery.is);
      return isOpen && change.kind === 'setField' && change.occid === occid && change.edit.term === term;
    });
    if (mine) return editOf(mine.entry.change)?.to;
    const record = await this.bench.see(occid);
    return record && (record.fields[term] ?? null);
  }

  /** A number that nobody bears yet, in either spelling. */
  private async addIdentifier(occid: number): Promise<void> {
    const value = `R${this.bench.next()}`;
    await this.wish({
      kind: 'addIdentifier',
      occid,
      identifier: { name: 'Roll', value },
      aloneAs: [value, `0${value}`],
    });
  }

  private async removeIdentifier(occid: number): Promise<void> {
    const [identifier] = (await this.bench.see(occid))?.identifiers ?? [];
    if (identifier && identifier.value !== '') await this.wish({ kind: 'removeIdentifier', occid, identifier });
  }

  /** Confirmed on what is shown; where the portal spoils the stage, that is set back by a change of its own. */
  private async merge(source: number, target: number): Promise<void> {
    const [dying, surviving] = [await this.bench.see(source), await this.bench.see(target)];
    if (!dying || !surviving || source === target) return;
    const merge = await this.wish({ kind: 'merge', source, target, shown: { source: dying, target: surviving } });
    const { spoiledStatus } = rehearse(dying, surviving);
    if (merge && spoiledStatus)
      await this.wish(
        { kind: 'setField', occid: target, edit: { term: 'processingStatus', ...spoiledStatus } },
        { after: merge.id },
      );
  }

  private newRecord(): Change {
    return { kind: 'create', catalogNumber: `NEW${this.bench.next()}`, fields: { habitat: 'bog' } };
  }

  private async createAndDescribe(): Promise<void> {
    const made = await this.wish(this.newRecord());
    const edit = { term: 'recordNumber', from: null, to: String(this.bench.next()) } as const;
    if (made) await this.wish({ kind: 'setField', occid: made.id, edit });
  }

  /** As the outbox does it: withdrawn where nothing has left, else set back by another change. */
  private async undo(queued: QueuedEntry | undefined): Promise<void> {
    if (!queued) return;
    const { entry } = queued;
    const withdrawn = await this.station.withdraw(entry.id);
    if (withdrawn.ok || withdrawn.failure.kind !== 'tooLate' || entry.change.kind !== 'setField') return;
    const delivery = this.station.deliveryOf(entry.id);
    if (delivery?.is === 'delivered' && delivery.already) return;
    const back = reverse(entry.change.edit);
    const to = (delivery?.is === 'conflicted' ? delivery.replaced : null) ?? back.to;
    await this.wish({ ...entry.change, edit: { ...back, to } }, { undoes: entry.id });
  }

  private async withdraw(queued: QueuedEntry | undefined): Promise<void> {
    if (queued) await this.station.withdraw(queued.entry.id);
  }

  /** The same wish again, over what stands there now. */
  private async useMine(queued: QueuedEntry | undefined): Promise<void> {
    if (!queued || !canWithdraw(queued.delivery) || queued.entry.change.kind !== 'setField') return;
    const { change } = queued.entry;
    if (typeof change.occid !== 'number') return;
    const record = await this.bench.see(change.occid);
    if (!record) return;
    const from = record.fields[change.edit.term] ?? null;
    if (from !== change.edit.to) await this.wish({ ...change, edit: { ...change.edit, from } });
    await this.station.withdraw(queued.entry.id);
  }

  private async restore(queued: QueuedEntry | undefined): Promise<void> {
    if (queued?.delivery.is !== 'conflicted' || queued.entry.change.kind !== 'setField') return;
    const { change } = queued.entry;
    if (typeof change.occid !== 'number') return;
    const record = await this.bench.see(change.occid);
    const [from, to] = [record?.fields[change.edit.term] ?? null, queued.delivery.replaced];
    if (record && from !== to) await this.wish({ ...change, edit: { ...change.edit, from, to } });
  }

  private async wish(
    change: Change,
    { undoes = null, after = null, isTwice = false }: Wish = {},
  ): Promise<OutboxEntry | undefined> {
    const { station } = this;
    const entry: OutboxEntry = {
      v: 2,
      id: `00000000-0000-4000-8000-${String(this.bench.next()).padStart(12, '0')}`,
      collid: 1,
      why: undoes === null ? 'link' : 'undo',
      change,
      seen: { accession: null, recordedBy: null, recordNumber: null, eventDate: null, scientificName: null },
      account: station.account,
      madeAt: station.now,
      holdUntil: null,
      undoes,
      after,
    };
    return (await station.queue(entry, isTwice)) ? entry : undefined;
  }

  private pickEntry(pick: number, fits: (queued: QueuedEntry) => boolean): QueuedEntry | undefined {
    const fitting = this.queue().filter(fits);
    return fitting[pick % Math.max(1, fitting.length)];
  }

  private queue(): readonly QueuedEntry[] {
    return [...(this.station.journal?.projection.queue.values() ?? [])];
  }
}

interface Wish {
  readonly undoes?: string | null;
  readonly after?: string | null;
  readonly isTwice?: boolean;
}
