import { describe, expect, it } from 'vitest';
import type { Determination, WholeRecord } from '../portal/portal-record.ts';
import { isBarcodeAndImageOnly, needsSupervisor, rehearse } from './merge-rehearsal.ts';
import { verdictOfMerge } from './row-evidence.ts';

/** As the portal's REST interface shows a record of which nothing is known yet. */
function aRecord(occid: number, fields: Record<string, string>, hanging: Partial<WholeRecord> = {}): WholeRecord {
  const always = { occid: String(occid), collid: '1', recordID: `uuid-${occid}`, basisOfRecord: 'PreservedSpecimen' };
  return {
    occid,
    collid: 1,
    isSecured: false,
    rowStamp: '2026-02-02 12:00:00',
    fields: { ...always, recordSecurity: '0', institutionCode: 'VASC', ...fields },
    identifiers: [],
    images: [],
    determinations: [],
    legacyNumber: null,
    associations: [],
    ...hanging,
  };
}

const BARCODE = aRecord(
  5,
  { catalogNumber: 'VASC0000005', processingStatus: 'unprocessed' },
  { images: [{ id: 7, sourceIdentifier: 'k', originalUrl: '/a.jpg' }] },
);
const OLD = aRecord(9, { recordedBy: 'J. Pell', processingStatus: 'stage 1' }, { legacyNumber: '1499' });

const OAK: Determination = {
  id: 1,
  scientificName: 'Quercus alba',
  identifiedBy: 'L. Expert',
  dateIdentified: '2005',
  isCurrent: false,
};
const ROSE: Determination = { ...OAK, id: 2, scientificName: 'Rosa acicularis' };
const named = { sciname: 'Quercus alba', identifiedBy: 'L. Expert', dateIdentified: '2005' };

const namesOf = (record: WholeRecord) => record.determinations.map(one => one.scientificName);

describe('a barcode with its picture merged into an old record', () => {
  const rehearsal = rehearse(BARCODE, OLD);

  it('gives it number and picture, and takes nothing away', () => {
    expect(rehearsal.predicted.fields).toMatchObject({ catalogNumber: 'VASC0000005', recordedBy: 'J. Pell' });
    expect(rehearsal.predicted.images).toEqual(BARCODE.images);
    expect(rehearsal.losses).toEqual([]);
    expect(rehearsal.isRefused).toBe(false);
  });

  it("leaves the survivor's own stage and old number alone, and repeats that number as an identifier", () => {
    expect(rehearsal.predicted.fields['processingStatus']).toBe('stage 1');
    expect(rehearsal.spoiledStatus).toBeUndefined();
    expect(rehearsal.predicted.legacyNumber).toBe('1499');
    expect(rehearsal.predicted.identifiers).toEqual([{ id: 0, name: 'legacyOtherCatalogNumber', value: '1499' }]);
    expect(rehearsal.gains).toEqual([
      { what: 'barcode', text: 'VASC0000005' },
      { what: 'identifier', text: 'legacyOtherCatalogNumber: 1499' },
    ]);
  });

  it('may be decided by a technician', () => {
    expect(isBarcodeAndImageOnly(BARCODE)).toBe(true);
    expect(needsSupervisor(BARCODE, OLD)).toBe(false);
  });

  it('spoils the stage of a survivor that has none', () => {
    const rehearsal = rehearse(BARCODE, aRecord(9, { recordedBy: 'J. Pell' }));
    expect(rehearsal.spoiledStatus).toEqual({ from: 'unprocessed', to: null });
    expect(rehearsal.gains).toContainEqual({ what: 'status', text: 'unprocessed' });
  });
});

describe('values of both records', () => {
  it("leave the survivor's own and lose the other's", () => {
    const source = aRecord(5, { catalogNumber: 'A1', habitat: 'Bog', country: 'Peru' });
    const { predicted, losses } = rehearse(source, aRecord(9, { catalogNumber: 'A2', habitat: 'Fen' }));
    expect(predicted.fields).toMatchObject({ catalogNumber: 'A2', habitat: 'Fen', country: 'Peru' });
    expect(losses).toEqual([
      { what: 'barcode', text: 'A1' },
      { what: 'value', column: 'habitat', text: 'Bog' },
    ]);
    expect(needsSupervisor(source, OLD)).toBe(true);
  });

  it('lose all of the one that goes where its foreign id would have to move, since the portal then fills nothing', () => {
    const source = aRecord(5, { occurrenceID: 'urn:x', catalogNumber: 'A1', habitat: 'Bog' }, { legacyNumber: '7' });
    const { predicted, losses } = rehearse(source, aRecord(9, {}));
    expect(predicted.fields['catalogNumber']).toBeUndefined();
    expect(predicted.legacyNumber).toBeNull();
    expect(losses).toEqual([
      { what: 'barcode', text: 'A1' },
      { what: 'value', column: 'habitat', text: 'Bog' },
    ]);
    expect(predicted.identifiers.map(({ value }) => value)).toEqual(['7']);
  });
});

describe('determinations of both records', () => {
  it('are all lost with the one that goes where none is the same', () => {
    const { predicted, losses } = rehearse(
      aRecord(5, {}, { determinations: [ROSE] }),
      aRecord(9, {}, { determinations: [OAK] }),
    );
    expect(namesOf(predicted)).toEqual(['Quercus alba']);
    expect(losses).toEqual([{ what: 'determination', text: 'Rosa acicularis, L. Expert, 2005' }]);
  });

  it('move past one that is the same on both, whatever its case and accents', () => {
    const source = aRecord(5, {}, { determinations: [{ ...OAK, identifiedBy: 'l. éxpert' }, ROSE] });
    const rehearsal = rehearse(source, aRecord(9, {}, { determinations: [OAK] }));
    expect(namesOf(rehearsal.predicted)).toEqual(['Quercus alba', 'Rosa acicularis']);
    expect([rehearsal.losses, rehearsal.isRefused]).toEqual([[], false]);
  });

  it('make the portal refuse where two are the same on both', () => {
    const both = { determinations: [OAK, ROSE] };
    expect(rehearse(aRecord(5, {}, both), aRecord(9, {}, both)).isRefused).toBe(true);
  });

  it('are joined by one that nobody wrote, where the survivor has a name only', () => {
    const { predicted, gains } = rehearse(BARCODE, aRecord(9, { sciname: 'Quercus alba' }));
    expect(predicted.determinations).toEqual([
      { id: 0, scientificName: 'Quercus alba', identifiedBy: 'unknown', dateIdentified: 's.d.', isCurrent: true },
    ]);
    expect(predicted.fields).toMatchObject({ identifiedBy: 'unknown', dateIdentified: 's.d.' });
    expect(gains).toContainEqual({ what: 'determination', text: 'Quercus alba, unknown, s.d.' });
  });

  it('of the one that goes are no loss where the merge would only have made one of its name', () => {
    const { predicted, losses } = rehearse(aRecord(5, named), aRecord(9, {}));
    expect(predicted.fields).toMatchObject(named);
    expect(losses).toEqual([]);
  });

  it('cost the survivor its remarks on the taxon where one is made of its name', () => {
    const { predicted, losses } = rehearse(BARCODE, aRecord(9, { ...named, genus: 'Quercus', taxonRemarks: 'Seen.' }));
    expect(predicted.fields['taxonRemarks']).toBeUndefined();
    expect(predicted.fields['genus']).toBeUndefined();
    expect(losses).toEqual([{ what: 'value', column: 'taxonRemarks', text: 'Seen.' }]);
  });

  it('promise nothing of what a stored one holds beside the name', () => {
    const author = { scientificNameAuthorship: 'L.', family: 'Fagaceae' };
    const target = aRecord(9, { ...named, ...author }, { determinations: [{ ...OAK, isCurrent: true }] });
    const { predicted, losses } = rehearse(BARCODE, target);
    expect(predicted.fields).toMatchObject(named);
    expect(predicted.fields).not.toHaveProperty('family');
    expect(losses).toEqual([]);
  });
});

describe('numbers of both records', () => {
  it('are kept, an identifier that both have once, whatever its case', () => {
    const { predicted, losses } = rehearse(
      aRecord(5, {}, { identifiers: [{ id: 1, name: 'Roll', value: 'a7' }], legacyNumber: '12' }),
      aRecord(9, {}, { identifiers: [{ id: 2, name: 'roll', value: 'A7' }] }),
    );
    expect(predicted.identifiers.map(({ value }) => value)).toEqual(['A7']);
    expect([predicted.legacyNumber, losses]).toEqual(['12', []]);
  });

  it('lose the old number of the one that goes where the survivor has one and an identifier holds it nowhere', () => {
    const source = aRecord(5, {}, { identifiers: [{ id: 1, name: '', value: '8' }], legacyNumber: '12' });
    expect(rehearse(source, aRecord(9, {}, { legacyNumber: '13' })).losses).toEqual([
      { what: 'legacyNumber', text: '12' },
    ]);
  });

  it('make no identifier of an old number that is too long for one', () => {
    const target = aRecord(9, {}, { legacyNumber: 'x'.repeat(76) });
    expect(rehearse(BARCODE, target).predicted.identifiers).toEqual([]);
  });
});

describe('associations of both records', () => {
  const leads = (id: number, occidAssociate: number | null, relationship = 'siblingOf') => ({
    id,
    relationship,
    occidAssociate,
    resourceUrl: null,
  });

  it('lead to the survivor; one that would repeat another dies', () => {
    const source = aRecord(5, {}, { associations: [leads(1, 20), leads(2, 21), leads(4, 9, 'partOf')] });
    const target = aRecord(9, {}, { associations: [leads(3, 20), leads(4, 5, 'partOf')] });
    expect(rehearse(source, target).predicted.associations).toEqual([
      leads(3, 20),
      leads(4, 9, 'partOf'),
      leads(2, 21),
    ]);
  });

  it('that lead nowhere on this portal repeat nothing', () => {
    const source = aRecord(5, {}, { associations: [leads(1, null)] });
    const target = aRecord(9, {}, { associations: [leads(2, null)] });
    expect(rehearse(source, target).predicted.associations.map(({ id }) => id)).toEqual([2, 1]);
  });
});

describe('the verdict on a merge', () => {
  const kit = { source: BARCODE, target: OLD };
  const { predicted } = rehearse(BARCODE, OLD);

  it('is delivered where the survivor holds all that was predicted, and more', () => {
    const survivor = { ...predicted, fields: { ...predicted.fields, dateLastModified: 'now', habitat: 'Bog' } };
    expect(verdictOfMerge(kit, undefined, survivor, null)).toEqual({ is: 'delivered' });
  });

  it('names each part that is missing', () => {
    const survivor = { ...predicted, fields: OLD.fields, images: [], identifiers: [] };
    expect(verdictOfMerge(kit, undefined, survivor, null)).toMatchObject({
      parts: ['catalogNumber: VASC0000005', 'image /a.jpg', 'identifier legacyOtherCatalogNumber: 1499'],
    });
  });

  it('asks again where both records stand', () => {
    expect(JSON.stringify(verdictOfMerge(kit, BARCODE, OLD, null))).toContain('confirmAgain');
  });
});
