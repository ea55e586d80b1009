/** The closed list of what may be asked of a portal. Each kind has its precondition, its natural key and its proof. */
import { z } from 'zod';
import { FieldEditSchema } from './occurrence-schema.ts';
import { fieldOf, WholeRecord } from './portal-record.ts';
import type { FieldEdit } from '../specimen/field-edit.ts';
import { EDITABLE_TERMS } from '../specimen/darwin-core.ts';

const Occid = z.number().int().positive();

/** A record of the portal, or one that a queued change will make, named by that entry's id. */
export const RecordRef = z.union([Occid, z.uuid()]);
export type RecordRef = z.infer<typeof RecordRef>;

const IdentifierText = z.object({ name: z.string().max(45), value: z.string().min(1).max(75) });

/** A picture in the station's image store. `sha256` is its name there; the portal keeps `name`. */
export const StoredImage = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().positive(),
  mime: z.enum(['image/jpeg', 'image/png']),
  name: z.string().regex(/^[A-Za-z0-9_-]{1,26}\.(jpg|png)$/),
});
export type StoredImage = z.infer<typeof StoredImage>;

export const Change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('setField'), occid: RecordRef, edit: FieldEditSchema }),
  z.object({
    kind: z.literal('addIdentifier'),
    occid: RecordRef,
    identifier: IdentifierText,
    /** Spellings under which no other record may bear it, or a person decides; absent: others may. */
    aloneAs: z.array(z.string().min(1)).optional(),
  }),
  z.object({
    kind: z.literal('removeIdentifier'),
    occid: Occid,
    identifier: IdentifierText.extend({ id: z.number().int() }),
  }),
  /** `shown` is what the person confirmed; if either record differs at sending, a person is asked again. */
  z.object({
    kind: z.literal('merge'),
    source: Occid,
    target: Occid,
    shown: z.object({ source: WholeRecord, target: WholeRecord }),
  }),
  /** Refused by the portal where the catalog number exists: that number is its key. */
  z.object({
    kind: z.literal('create'),
    catalogNumber: z.string().min(1).max(32),
    fields: z.partialRecord(z.enum(EDITABLE_TERMS), z.string()),
  }),
  z.object({ kind: z.literal('attachImage'), occid: RecordRef, image: StoredImage }),
  z.object({
    kind: z.literal('associate'),
    occid: Occid,
    occidAssociate: Occid,
    relationship: z.string().min(1).max(45),
  }),
]);
export type Change = z.infer<typeof Change>;
export type ChangeOf<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

/** The records a change is about, the first being the one that people name it by. */
export function recordsOf(change: Change): readonly RecordRef[] {
  if (change.kind === 'merge') return [change.target, change.source];
  if (change.kind === 'create') return [];
  return change.kind === 'associate' ? [change.occid, change.occidAssociate] : [change.occid];
}

/** The record people know it by; undefined while it is not made yet. */
export function occidOf(change: Change): number | undefined {
  const [first] = recordsOf(change);
  return typeof first === 'number' ? first : undefined;
}

/** The edit of one field, where the change is one. */
export const editOf = (change: Change): FieldEdit | undefined => (change.kind === 'setField' ? change.edit : undefined);

/** The catalog number that this change gives to a record; null where it gives none. A merge brings the source's to one without. */
export function catalogNumberOf(change: Change): string | null {
  if (change.kind === 'create') return change.catalogNumber;
  if (change.kind === 'merge') {
    const { source, target } = change.shown;
    return fieldOf(target, 'catalogNumber') === null ? fieldOf(source, 'catalogNumber') : null;
  }
  const edit = editOf(change);
  return edit?.term === 'catalogNumber' ? edit.to : null;
}
