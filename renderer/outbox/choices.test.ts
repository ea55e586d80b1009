import { describe, expect, it } from 'vitest';
import { aLink, aMerge, anEntry, aRecord, clash } from '../../shared/outbox/builders.ts';
import { ConflictKind } from '../../shared/outbox/outbox-entry.ts';
import type { Change } from '../../shared/portal/change.ts';
import { offeredChoices } from './choices.ts';
import { comparedGroups } from './compared.ts';
import type { RecordsNow } from './decisions.ts';
import { titleOf } from './entry-words.ts';

const identifier = { name: 'Accession', value: '1499' };
const image = { sha256: 'a'.repeat(64), bytes: 1, mime: 'image/jpeg', name: 'sheet.jpg' } as const;
const CHANGES: Readonly<Record<Change['kind'], Change>> = {
  setField: aLink(61207, 1),
  addIdentifier: { kind: 'addIdentifier', occid: 61207, identifier },
  removeIdentifier: { kind: 'removeIdentifier', occid: 61207, identifier: { ...identifier, id: 3 } },
  merge: aMerge(88, 61207),
  create: { kind: 'create', catalogNumber: 'VASC0000001', fields: {} },
  attachImage: { kind: 'attachImage', occid: 61207, image },
  associate: { kind: 'associate', occid: 61207, occidAssociate: 5, relationship: 'host' },
};
const bare = aRecord(88, { fields: { catalogNumber: 'VASC0000001' } });
const now = (different: Partial<RecordsNow> = {}): RecordsNow => ({
  record: aRecord(61207),
  source: undefined,
  holder: undefined,
  ...different,
});
const choicesOf = (change: Change, kind: ConflictKind, records = now()) =>
  offeredChoices(anEntry(1, { change }), clash(kind), records).map(({ choice }) => choice);

describe.each(Object.entries(CHANGES))('a clash of a change of the kind %s', (_kind, change) => {
  it.each(ConflictKind.options)('has words, columns and keys of its own where it is %s', kind => {
    const entry = anEntry(1, { change });
    const offered = offeredChoices(entry, clash(kind), now());
    const keys = offered.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect([titleOf(entry), ...offered.map(({ words }) => words)].filter(words => /[.{]\w+[.}]/.test(words))).toEqual(
      [],
    );
    expect(comparedGroups(entry, clash(kind), now()).flatMap(({ rows }) => rows).length).toBeGreaterThan(0);
    expect(comparedGroups(entry, clash(kind), undefined).length).toBeGreaterThan(0);
  });
});

describe('what may be chosen', () => {
  it('is a merge only where the number’s bearer is nothing but barcode and picture', () => {
    expect(choicesOf(CHANGES.setField, 'numberInUse', now({ holder: bare }))).toContain('mergeHolder');
    const named = aRecord(88, { fields: { catalogNumber: 'VASC0000001', recordedBy: 'J. Pell' } });
    expect(choicesOf(CHANGES.setField, 'numberInUse', now({ holder: named }))).not.toContain('mergeHolder');
  });

  it('of a number that another record bears is to leave it to that one, to say that both bear it, or an expert', () => {
    expect(choicesOf(CHANGES.addIdentifier, 'numberInUse')).toEqual(['drop', 'mine', 'flag']);
    expect(choicesOf(CHANGES.addIdentifier, 'doubled')).toEqual(['undo', 'keep', 'flag']);
  });

  it('is never one’s own value over an unknown one where two records would become one', () => {
    expect(choicesOf(CHANGES.merge, 'salvaged')).toEqual(['drop', 'flag']);
    expect(choicesOf(CHANGES.merge, 'salvaged', now({ source: bare }))).toEqual(['drop', 'confirmMerge', 'flag']);
  });

  it('is the kit only of a merge, and putting back only of a field', () => {
    expect(choicesOf(CHANGES.merge, 'mergeIncomplete')).toEqual(['kit', 'keep', 'flag']);
    expect(choicesOf(CHANGES.merge, 'late')).toEqual(['keep', 'flag']);
    expect(choicesOf(CHANGES.setField, 'late')).toEqual(['restore', 'keep', 'flag']);
  });
});

describe('the columns of a merge', () => {
  it('show what has changed since it was confirmed, and leave the portal’s own stamps out', () => {
    const fields = { catalogNumber: 'VASC0000001', habitat: 'fen', dateLastModified: '2026-01-01' };
    const [stays, goes] = comparedGroups(
      anEntry(1, { change: CHANGES.merge }),
      clash('confirmAgain'),
      now({ source: aRecord(88, { fields }) }),
    );
    expect(stays?.rows.find(({ label }) => label === 'Barcode')?.mine).toBe('VASC0000001');
    expect(goes?.rows.filter(({ isAsked }) => isAsked).map(({ label }) => label)).toEqual(['Barcode', 'Habitat']);
  });
});
