/** What each reader's answers come to. Counted here from what the programs print, by none of the code that is judged. */
import type { Answer } from './readers.ts';
import { oneLineEnd } from './truth.ts';

export interface Sheet {
  readonly file: string;
  /** The texts printed on it. */
  readonly texts: readonly string[];
  readonly pixels: number;
}
/** By file, an answer a run. */
export type Answers = ReadonlyMap<string, readonly Answer[]>;
export type Figures = ReturnType<typeof figuresOf>;
type Time = 'cpuMs' | 'wallMs' | 'likeForLikeMs';

export function figuresOf(sheets: readonly Sheet[], answers: Answers) {
  const judged = sheets.map(({ file, texts }) => {
    const said = [...new Set(answers.get(file)?.flatMap(answer => answer.texts.map(oneLineEnd)))];
    return {
      printed: texts.length,
      right: texts.filter(text => said.includes(text)).length,
      wrong: said.filter(text => !texts.includes(text)).length,
    };
  });
  const right = sum(judged.map(sheet => sheet.right));
  return {
    right,
    wrong: sum(judged.map(sheet => sheet.wrong)),
    unread: sum(judged.map(sheet => sheet.printed)) - right,
    sheets: judged.filter(({ printed }) => printed > 0).length,
    sheets_right: judged.filter(sheet => sheet.right > 0).length,
    cpu_ms: Math.round(timeOf(sheets, answers, 'cpuMs')),
  };
}

/** Of each sheet the median of all runs, and of these the sum. */
export const timeOf = (sheets: readonly Sheet[], answers: Answers | undefined, time: Time): number =>
  sum(sheets.map(({ file }) => median(answers?.get(file)?.map(answer => answer[time] ?? NaN) ?? [])));

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
