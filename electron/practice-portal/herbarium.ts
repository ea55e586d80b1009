/** The invented herbarium of the practice portal: the same records on every first day, whoever starts it. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import specialJson from '../../resources/practice/special-records.json';
import vocabulary from '../../resources/practice/vocabulary.json';
import { databaseTime, phpTime } from './clock.ts';
import { columnOfForm } from './columns.ts';
import { enterNames } from './herbarium-names.ts';
import { PICTURE_RECORDS } from './picture-records.ts';
import { changesOf } from './save.ts';
import { Media } from './table-rows.ts';
import type { Cell, Collection, Occurrence, Tables, User } from './tables.ts';

const GENERATED = 510;
const OTHER_COLLECTION = 12;
const FIRST_OTHER = 601;
const FIRST_DAY = Date.UTC(2026, 0, 3, 17);
const HOUR = 3_600_000;

const Special = z.array(
  z.object({
    occid: z.number(),
    cells: z.record(z.string(), z.union([z.string(), z.number()])),
    identifiers: z.array(z.tuple([z.string(), z.string()])).optional(),
    media: z.number().optional(),
  }),
);

interface Sketch {
  readonly occid: number;
  readonly collid: number;
  readonly cells: Readonly<Record<string, Cell>>;
  readonly identifiers: readonly (readonly [name: string, value: string])[];
  readonly imageCount: number;
}

export function firstTables(): Tables {
  const tables: Tables = {
    v: 1,
    next: { occid: 2001, identifier: 1, edit: 1, media: 1, determination: 1, association: 1, genetic: 1 },
    collections: [
      collection(1, 'GREY', 'VASC', 'Greywater Museum · Vascular plants'),
      collection(2, 'GREY', 'BRYO', 'Greywater Museum · Bryophytes'),
    ],
    users: USERS.map(user => ({ ...user, lastLoginDate: null })),
    tokens: [],
    occurrences: [],
    identifiers: [],
    edits: [],
    locks: [],
    media: [],
    archive: [],
    ...{ collectionStats: [], mediaMetadata: [], determinations: [], associations: [], genetics: [] },
  };
  for (const sketch of sketches()) enter(tables, sketch);
  return tables;
}

const USERS: readonly Omit<User, 'lastLoginDate'>[] = [
  user(1, 'supervisor', 'R.', 'Okafor', [{ role: 'CollAdmin', collid: 1 }]),
  user(2, 'practice', 'Ana', 'Reyes', [{ role: 'CollEditor', collid: 1 }]),
  user(3, 'visitor', 'Vera', 'Lund', []),
];

function user(uid: number, username: string, firstName: string, lastName: string, roles: User['roles']) {
  const displayName = `${firstName} ${lastName}`;
  return {
    uid,
    username,
    password: 'practice',
    email: `${username}@greywater.invalid`,
    firstName,
    lastName,
    displayName,
    roles,
  };
}

const collection = (
  collID: number,
  institutionCode: string,
  collectionCode: string,
  collectionName: string,
): Collection => ({
  ...{ collID, institutionCode, collectionCode, collectionName },
  publicEdits: 0,
  collectionGuid: uuidOf(`collection ${collID}`),
  recordID: uuidOf(`collection record ${collID}`),
  initialTimestamp: databaseTime(FIRST_DAY),
});

/** A fixed id for a fixed name. */
function uuidOf(name: string): string {
  const hex = createHash('sha1').update(name).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

function enter(tables: Tables, { occid, collid, cells, identifiers, imageCount }: Sketch): void {
  const enteredAt = FIRST_DAY + occid * HOUR;
  const record: Occurrence = { occid, collid, basisOfRecord: 'PreservedSpecimen', recordSecurity: 0, ...cells };
  const eventDate = columnOfForm('eventdate');
  if (eventDate && typeof cells['eventDate'] === 'string')
    for (const [name, value] of changesOf(new Map([[eventDate, cells['eventDate']]]))) record[name] = value;
  const [genus, epithet] = String(cells['sciname'] ?? '').split(' ');
  const name = { genus: genus || null, specificEpithet: epithet ?? null };
  const clocks = { dateEntered: phpTime(enteredAt), dateLastModified: databaseTime(enteredAt) };
  const by = { recordEnteredBy: occid % 3 === 0 ? 'supervisor' : 'practice', observerUid: 1 };
  const whole = { ...record, ...name, ...clocks, ...by, recordID: uuidOf(`occurrence ${occid}`) };
  tables.occurrences.push(whole);
  enterNames(tables, whole, enteredAt, uuidOf);
  for (const [identifierName, identifierValue] of identifiers) {
    const idomoccuridentifiers = tables.next.identifier++;
    const row = { idomoccuridentifiers, occid, identifierName, identifierValue, notes: null };
    tables.identifiers.push({
      ...row,
      recordID: uuidOf(`identifier ${idomoccuridentifiers}`),
      initialTimestamp: databaseTime(enteredAt),
    });
  }
  for (let nth = 0; nth < imageCount; nth += 1) {
    const mediaID = tables.next.media++;
    const url = `/portal/media/GREY_VASC/${occid}_${nth + 1}.jpg`;
    const row = { mediaID, occid, url, thumbnailUrl: null, originalUrl: null, mediaType: 'image', caption: null };
    const made = { recordID: uuidOf(`media ${mediaID}`), initialTimestamp: databaseTime(enteredAt) };
    tables.media.push(Media.parse({ ...row, ...made }));
  }
}

function sketches(): readonly Sketch[] {
  const dice = diceOf(20260103);
  const generated = Array.from({ length: GENERATED }, (_, at) => generatedSketch(at + 1, dice));
  const others = Array.from({ length: OTHER_COLLECTION }, (_, at) => otherSketch(FIRST_OTHER + at));
  const special = Special.parse(specialJson).map(({ occid, cells, identifiers = [], media = 0 }) => ({
    ...{ occid, collid: 1, cells, identifiers, imageCount: media },
  }));
  return [...generated, ...others, ...special, ...pictured()];
}

/** Records that pictures made: barcode, picture, and nothing else. */
const pictured = (): readonly Sketch[] =>
  PICTURE_RECORDS.map(({ occid, barcode }) => ({
    ...{ occid, collid: 1, identifiers: [], imageCount: 1 },
    cells: { catalogNumber: barcode, processingStatus: 'unprocessed' },
  }));

type Dice = (sides: number) => number;

/** The same throws every time: a linear congruence is random enough for a herbarium. */
function diceOf(seed: number): Dice {
  let state = seed;
  return sides => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const thrown = <Value>(dice: Dice, values: readonly Value[]): Value | undefined => values[dice(values.length)];

const STATUSES = [
  null,
  null,
  '',
  'unprocessed',
  'unprocessed',
  'unprocessed',
  'reviewed',
  'stage 1',
  'expert required',
];

function generatedSketch(occid: number, dice: Dice): Sketch {
  const [sciname, author, family] = thrown(dice, vocabulary.taxa) ?? [];
  const [country, stateProvince, county, locality] = thrown(dice, vocabulary.places) ?? [];
  const eventDate = `${1890 + dice(120)}-${two(1 + dice(12))}-${two(1 + dice(28))}`;
  const isBarcoded = dice(5) === 0;
  const { legacy, identifiers } = numbersOf(occid, 101 + occid * 61);
  const cells = {
    catalogNumber: isBarcoded ? `VASC00900${String(occid).padStart(3, '0')}` : null,
    otherCatalogNumbers: legacy,
    recordedBy: thrown(dice, vocabulary.collectors) ?? null,
    recordNumber: dice(12) === 0 ? 's.n.' : `${1 + dice(4000)}${dice(15) === 0 ? 'a' : ''}`,
    associatedCollectors: dice(9) === 0 ? 'with the Greywater Botanical Club' : null,
    ...{ sciname: sciname ?? null, scientificNameAuthorship: author ?? null, family: family ?? null },
    ...{
      country: country ?? null,
      stateProvince: stateProvince ?? null,
      county: county ?? null,
      locality: locality ?? null,
    },
    habitat: thrown(dice, vocabulary.habitats) ?? null,
    ...datesOf(occid, eventDate),
    processingStatus: thrown(dice, STATUSES) ?? null,
    recordSecurity: occid % 41 === 0 ? 1 : 0,
  };
  return { occid, collid: 1, cells, identifiers, imageCount: isBarcoded && occid % 3 === 0 ? 1 : 0 };
}

const two = (number: number): string => String(number).padStart(2, '0');

/** A slip of the typist in every 23rd record: the label's year with its last two digits swapped. */
function datesOf(
  occid: number,
  eventDate: string,
): { readonly eventDate: string; readonly verbatimEventDate: string | null } {
  if (occid % 23 !== 0) return { eventDate, verbatimEventDate: null };
  const [year = '', ...rest] = eventDate.split('-');
  const swapped = `${year.slice(0, 2)}${year.slice(3)}${year.slice(2, 3)}`;
  return { eventDate: [swapped, ...rest].join('-'), verbatimEventDate: eventDate };
}

/** The ten ways in which an accession number is kept. */
function numbersOf(occid: number, accession: number): { legacy: string | null; identifiers: [string, string][] } {
  const number = String(accession);
  const kind = occid % 10;
  if (kind === 4) return { legacy: number.padStart(5, '0'), identifiers: [] };
  if (kind === 5) return { legacy: null, identifiers: [['Accession', number]] };
  if (kind === 6) return { legacy: null, identifiers: [['Accession', number.padStart(6, '0')]] };
  if (kind === 7) return { legacy: number, identifiers: [['Accession', number]] };
  if (kind === 8) return { legacy: `${number}; old ${occid}`, identifiers: [] };
  if (kind === 9) return { legacy: null, identifiers: [['', number]] };
  return { legacy: number, identifiers: [] };
}

function otherSketch(occid: number): Sketch {
  const cells = {
    catalogNumber: `BRYO000${occid}`,
    otherCatalogNumbers: String(90_000 + occid),
    recordedBy: 'F. Müller',
    recordNumber: String(occid),
    eventDate: '1988-04-17',
    sciname: 'Sphagnum squarrosum',
    family: 'Sphagnaceae',
  };
  return { occid, collid: 2, cells, identifiers: [], imageCount: 0 };
}
