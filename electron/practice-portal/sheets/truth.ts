/** What is on the sheets, as rows for the benches. */
import type { SheetPlan } from './sheet-plan.ts';

/** `path,text,symbology`: a row a symbol, `none` for a sheet without. */
export const truthCsv = (plans: readonly SheetPlan[]): string =>
  csv([
    ['path', 'text', 'symbology'],
    ...plans.flatMap(({ path, symbols }) =>
      symbols.length === 0
        ? [[path, '', 'none']]
        : symbols.map(({ text, symbology }) => [path, text, symbology as string]),
    ),
  ]);

/** `path,stamp,x,y,width,height,angle`: the digits' box, its centre in pixels, degrees clockwise; an empty stamp where there is none. */
export const stampsCsv = (plans: readonly SheetPlan[]): string =>
  csv([
    ['path', 'stamp', 'x', 'y', 'width', 'height', 'angle'],
    ...plans.map(({ path, stamp }) => {
      if (!stamp) return [path, '', '', '', '', '', ''];
      const { x, y, width, height, angle } = stamp.box;
      return [path, stamp.number, x, y, width, height, angle.toFixed(2)].map(String);
    }),
  ]);

const csv = (rows: readonly (readonly string[])[]): string =>
  rows.map(row => `${row.map(quoted).join(',')}\n`).join('');

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
