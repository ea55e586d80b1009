/**
 * A Symbiota portal in memory, as far as an outbox meets it: what a write does, what a reading shows. Every rule names the
 * section of PORTAL_PROTOCOL or the fact of RELIABILITY 1.1 that it obeys.
 */
import { addGenerated, fillEmpty, moveRows } from './merged-rows.ts';
import type { Columns, EditRow, Effect, ModelRecord, SaveOrder } from './portal-records.ts';
import { asStored, columnOf, sameInPhp, stampOf } from './stored-text.ts';

export class PortalModel {
  readonly records = new Map<number, ModelRecord>();
  edits: EditRow[] = [];
  readonly effects: Effect[] = [];
  private ids = 100;
  private editIds = 995;
  /** When the request that is being answered was sent. */
  sentAt = 0;

  add(occid: number, columns: Columns, different: Partial<ModelRecord> = {}): ModelRecord {
    const record: ModelRecord = {
      occid,
      collid: 1,
      columns: { recordID: `guid-${occid}`, ...columns },
      stamp: stampOf(0),
      identifiers: [],
      media: [],
      determinations: [],
      associations: [],
      ...different,
    };
    this.records.set(occid, record);
    return record;
  }

  nextId(): number {
    this.ids += 1;
    return this.ids;
  }

  /** PORTAL_PROTOCOL 4.1 and 4.3; RELIABILITY Q1-Q6: history first, for listed columns only; then every posted column. */
  save(order: SaveOrder): void {
    const { occid, posted, edited, within } = order;
    const record = this.records.get(occid);
    if (!record || edited.length === 0) return;
    for (const name of edited) {
      const column = columnOf(record, name);
      if (column === undefined || !(column in posted)) continue;
      const [from, to] = [record.columns[column] ?? '', posted[column] ?? ''];
      // RELIABILITY Q3: the comparison is PHP's own.
      if (!sameInPhp(from, to)) this.log(order, name, from, to);
    }
    const added = order.identifiers.filter(({ value }) => value !== '');
    for (const { name, value } of added)
      this.log(order, 'omoccuridentifiers', '', name === '' ? value : `${name}: ${value}`);
    within?.();
    if (!order.isApplied || order.isIgnored || !this.records.has(occid)) return;
    for (const [column, value] of Object.entries(posted)) {
      const isNew = (record.columns[column] ?? null) !== asStored(column, value);
      this.write(record, column, isNew ? (value?.slice(0, order.cutTo) ?? null) : value, order);
    }
    // PORTAL_PROTOCOL 4.3, trap 1.
    if ((order.identifiers[0]?.value ?? '') !== '') this.write(record, 'otherCatalogNumbers', null, order);
    for (const { name, value } of added) this.addIdentifier(record, name, value.slice(0, order.cutTo), order);
  }

  /** PORTAL_PROTOCOL 0: the stamp moves only where a value does. */
  private write(record: ModelRecord, column: string, value: string | null, order: Pick<SaveOrder, 'by' | 'now'>): void {
    const kept = asStored(column, value);
    const before = record.columns[column] ?? null;
    if (before === kept) return;
    record.columns[column] = kept;
    record.stamp = stampOf(order.now);
    this.note({
      ...order,
      what: 'field',
      occid: record.occid,
      key: column,
      from: before,
      to: kept,
      isLogged: !sameInPhp(before ?? '', kept ?? ''),
    });
  }

  /** A change by a route that leaves no history: batch, SQL. PORTAL_PROTOCOL 4.5, 10.4. */
  writeUnlogged(occid: number, column: string, value: string | null, by: string, now: number): void {
    const record = this.records.get(occid);
    if (!record || (record.columns[column] ?? null) === value) return;
    const from = record.columns[column] ?? null;
    record.columns[column] = value;
    record.stamp = stampOf(now);
    this.note({ by, now, what: 'field', occid, key: column, from, to: value, isLogged: false });
  }

  /** Unique on record, name and value: the second is skipped. PORTAL_PROTOCOL 4.3. */
  private addIdentifier(record: ModelRecord, name: string, value: string, order: Pick<SaveOrder, 'by' | 'now'>): void {
    if (record.identifiers.some(one => one.name === name && one.value === value)) return;
    record.identifiers.push({ id: this.nextId(), name, value });
    this.note({ ...order, what: 'identifier', occid: record.occid, key: name, from: null, to: value, isLogged: true });
  }

  /** PORTAL_PROTOCOL 4.3, delete. */
  removeIdentifier(occid: number, id: number, by: string, now: number): boolean {
    const record = this.records.get(occid);
    const row = record?.identifiers.find(one => one.id === id);
    if (!record || !row) return false;
    record.identifiers = record.identifiers.filter(one => one !== row);
    this.log(
      { occid, by, now, isApplied: true },
      'omoccuridentifiers',
      row.name === '' ? row.value : `${row.name}: ${row.value}`,
      '',
    );
    this.note({ by, now, what: 'identifierGone', occid, key: row.name, from: row.value, to: null, isLogged: true });
    return true;
  }

  /** PORTAL_PROTOCOL 5.3. The source goes even where the target is gone already (RELIABILITY Q9). */
  merge(sourceId: number, targetId: number, by: string, now: number): void {
    const [source, target] = [this.records.get(sourceId), this.records.get(targetId)];
    if (sourceId === targetId) return;
    const isTargetThere = target !== undefined;
    for (const record of [target, source]) if (record) addGenerated(record, () => this.nextId());
    if (source && target) this.fill(source, target, by, now);
    this.edits = this.edits.filter(({ occid }) => occid !== sourceId);
    this.records.delete(sourceId);
    this.note({
      by,
      now,
      what: 'merge',
      occid: targetId,
      key: String(sourceId),
      from: source ? 'alive' : null,
      to: isTargetThere ? 'alive' : null,
      isLogged: false,
    });
  }

  private fill(source: ModelRecord, target: ModelRecord, by: string, now: number): void {
    const before = { ...target.columns };
    fillEmpty(source, target);
    moveRows(source, target);
    for (const record of this.records.values())
      for (const one of record.associations) if (one.to === source.occid) one.to = target.occid;
    target.stamp = stampOf(now);
    for (const [key, to] of Object.entries(target.columns)) {
      const from = before[key] ?? null;
      if (to !== from) this.note({ by, now, what: 'filled', occid: target.occid, key, from, to, isLogged: false });
    }
  }

  /** PORTAL_PROTOCOL 4.7; its history goes with it. */
  remove(occid: number, by: string, now: number): void {
    if (!this.records.delete(occid)) return;
    this.edits = this.edits.filter(row => row.occid !== occid);
    this.note({ by, now, what: 'deleted', occid, key: '', from: null, to: null, isLogged: false });
  }

  /** `occurAddData` with addaction=1: refuses a number that the collection has. PORTAL_PROTOCOL 4.4. */
  create(columns: Columns, by: string, now: number): number | undefined {
    const number = columns['catalogNumber'] ?? '';
    if (this.holders(number, 1, 0).length > 0) return undefined;
    const occid = 5000 + this.nextId();
    this.add(occid, columns, { stamp: stampOf(now) });
    this.note({ by, now, what: 'create', occid, key: 'catalogNumber', from: null, to: number, isLogged: false });
    return occid;
  }

  /** Not guarded by anything: twice is two rows. PORTAL_PROTOCOL 9.1. */
  attach(occid: number, key: string | null, by: string, now: number): void {
    const record = this.records.get(occid);
    if (!record) return;
    const id = this.nextId();
    record.media.push({ id, key, url: `http://portal/media/${id}.jpg` });
    this.note({ by, now, what: 'image', occid, key: key ?? '', from: null, to: String(id), isLogged: false });
  }

  /** Unique on subject, object and relationship. PORTAL_PROTOCOL 7. */
  associate(occid: number, to: number, relationship: string, by: string, now: number): void {
    const record = this.records.get(occid);
    if (!record || !this.records.has(to)) return;
    if (record.associations.some(one => one.to === to && one.relationship === relationship)) return;
    record.associations.push({ id: this.nextId(), relationship, to });
    this.note({ by, now, what: 'association', occid, key: relationship, from: null, to: String(to), isLogged: false });
  }

  /** PORTAL_PROTOCOL 5.1: case and trailing blanks do not count. */
  holders(catalogNumber: string, collid: number, except: number): readonly number[] {
    const wanted = catalogNumber.trimEnd().toLowerCase();
    return [...this.records.values()]
      .filter(one => one.collid === collid && one.occid !== except)
      .filter(one => (one.columns['catalogNumber'] ?? '').trimEnd().toLowerCase() === wanted && wanted !== '')
      .map(({ occid }) => occid);
  }

  /** PORTAL_PROTOCOL 5.1: the whole old column or one number of the second store, exactly but for case and trailing blanks. */
  bearers(number: string, collid: number, except: number): readonly number[] {
    const wanted = number.trimEnd().toLowerCase();
    const isWanted = (text: string | null | undefined) => (text ?? '').trimEnd().toLowerCase() === wanted;
    return [...this.records.values()]
      .filter(one => wanted !== '' && one.collid === collid && one.occid !== except)
      .filter(
        one => isWanted(one.columns['otherCatalogNumbers']) || one.identifiers.some(({ value }) => isWanted(value)),
      )
      .map(({ occid }) => occid);
  }

  private log(
    order: Pick<SaveOrder, 'occid' | 'by' | 'now' | 'isApplied'>,
    field: string,
    from: string,
    to: string,
  ): void {
    this.editIds += 1;
    const { occid, by, now, isApplied } = order;
    this.edits.push({ id: this.editIds, occid, field, from, to, by, at: now, isApplied });
  }

  private note({ now, ...effect }: Omit<Effect, 'nth' | 'at' | 'sentAt'> & { readonly now: number }): void {
    const { by, what, occid, key, from, to, isLogged } = effect;
    const { sentAt, effects } = this;
    effects.push({ nth: effects.length, at: now, sentAt, by, what, occid, key, from, to, isLogged });
  }
}
