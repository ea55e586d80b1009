/** What is printed on each picture: `path,text,symbology`, a row a symbol, `none` where there is none. */
import { readFile } from 'node:fs/promises';

/** The texts of each picture, by its path; line ends in them are one character. */
export async function readTruth(file: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const [head = [], ...rows] = cellsOf(await readFile(file, 'utf8'));
  const column = (name: string) => head.indexOf(name);
  const truth = new Map<string, readonly string[]>();
  for (const row of rows) {
    const cell = (name: string) => row[column(name)] ?? '';
    const texts = cell('symbology') === 'none' ? [] : [oneLineEnd(cell('text'))];
    truth.set(cell('path'), [...(truth.get(cell('path')) ?? []), ...texts]);
  }
  return truth;
}

export const oneLineEnd = (text: string): string => text.replace(/\r\n/g, '\n');

/** Rows of cells; quoted ones may hold commas, line ends and doubled quotes. */
function cellsOf(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === ',') continue;
    if (row.some(cell => cell !== '')) rows.push(row);
    row = [];
  }
  return rows;
}
