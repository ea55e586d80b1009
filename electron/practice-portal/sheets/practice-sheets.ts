/** Thirty photographs of sheets whose records stand in the practice herbarium: one lies about its label, one has no barcode. */
import { firstTables } from '../herbarium.ts';
import { textOf } from '../search.ts';
import type { Occurrence, Tables } from '../tables.ts';
import { diceOf } from './dice.ts';
import { inventLabel, writtenDate, type Label } from './label.ts';
import { planSheet, type SheetPlan } from './sheet-plan.ts';

export interface PracticeSheet {
  readonly plan: SheetPlan;
  /** The old record that belongs to the sheet. */
  readonly occid: number;
  readonly stamp: string;
  /** The sticker's number; undefined on the sheet that has none. */
  readonly barcode: string | undefined;
  readonly label: Label;
}

const COUNT = 30;
const SEED = 20_260_103;
/** 3200 pixels wide or a little more. */
const MEGAPIXELS = 15;
const DIFFERENT_LABEL = 12;
const WITHOUT_BARCODE = 21;
const STAMP_WHEELS = 6;
const FIRST_BARCODE = 200_101;
/** One record in this many, so that the numbers lie apart. */
const EVERY = 7;

export function practiceSheets(): readonly PracticeSheet[] {
  const tables = firstTables();
  const records = tables.occurrences.filter(record => isForPractice(record, tables));
  return Array.from({ length: COUNT }, (_, at) => {
    const record = records[at * EVERY];
    if (!record) throw new Error('The practice herbarium has too few records for its sheets.');
    return practiceSheet(record, accessionOf(record, tables) ?? '', at + 1);
  });
}

function practiceSheet(record: Occurrence, accession: string, nth: number): PracticeSheet {
  const label = nth === DIFFERENT_LABEL ? inventLabel(diceOf(SEED)) : labelOf(record);
  const barcode = nth === WITHOUT_BARCODE ? undefined : `VASC0${FIRST_BARCODE + nth}`;
  const stamp = accession.padStart(STAMP_WHEELS, '0');
  const barcodes = barcode === undefined ? [] : [{ text: barcode, symbology: 'code39' as const }];
  const path = `practice-${String(nth).padStart(3, '0')}.jpg`;
  const plan = planSheet(path, SEED + nth, MEGAPIXELS, { label, stamp, barcodes });
  return { plan, occid: record.occid, stamp, barcode, label };
}

/** A named, dated record of the first collection with a number and without a barcode. */
function isForPractice(record: Occurrence, tables: Tables): boolean {
  const isWhole = textOf(record.sciname) !== null && /^\d{4}-\d\d-\d\d$/.test(textOf(record.eventDate) ?? '');
  const isUnlinked = record.collid === 1 && textOf(record.catalogNumber) === null;
  return isWhole && isUnlinked && record.occid < FIRST_SPECIAL && accessionOf(record, tables) !== undefined;
}

/** Special records are there for other exercises. */
const FIRST_SPECIAL = 1001;

function accessionOf(record: Occurrence, tables: Tables): string | undefined {
  const rows = tables.identifiers.filter(({ occid }) => occid === record.occid);
  const numbers = [textOf(record.otherCatalogNumbers), ...rows.map(row => row.identifierValue)];
  return numbers.find((number): number is string => number !== null && /^\d+$/.test(number));
}

function labelOf(record: Occurrence): Label {
  const text = (name: string): string => textOf(record[name]) ?? '';
  const [year = 0, month = 1, day = 1] = (text('verbatimEventDate') || text('eventDate')).split('-').map(Number);
  return {
    recordedBy: text('recordedBy'),
    recordNumber: text('recordNumber'),
    eventDate: writtenDate(year, month, day),
    scientificName: [text('sciname'), text('scientificNameAuthorship')].join(' ').trim(),
    place: ['country', 'stateProvince', 'county', 'locality']
      .map(text)
      .filter(part => part !== '')
      .join(', '),
  };
}
