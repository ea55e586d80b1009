/** What every page of the practice portal has in hand, and the shapes of a request and its answer. */
import type { Form, PostedFile } from './form.ts';
import type { UploadRules } from './image-rules.ts';
import type { Session, Sessions } from './sessions.ts';
import type { KeptSheets } from './sheets/kept-sheets.ts';
import type { Occurrence, TableFile, Tables } from './tables.ts';

export interface Call {
  readonly method: string;
  /** Below `/portal`, or below the root for the control pages. */
  readonly path: string;
  readonly rawQuery: string;
  readonly query: Form;
  readonly posted: Form;
  /** The files among the posted parts, by their names. */
  readonly files: ReadonlyMap<string, PostedFile>;
  readonly body: string;
  readonly session: Session;
  readonly now: number;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface PracticePortal {
  readonly folder: string;
  readonly file: TableFile;
  readonly sheets: KeptSheets;
  readonly sessions: Sessions;
  readonly requests: Map<string, number>;
  paceMs: number;
  readonly uploads: UploadRules;
  readonly now: () => number;
  address: string;
}

export type Page = (portal: PracticePortal, call: Call) => Answer | Promise<Answer>;

export const html = (body: string): Answer => ({ status: 200, type: 'text/html; charset=UTF-8', body });
export const json = (value: unknown, status = 200): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value).replaceAll('/', '\\/'),
});
export const redirect = (location: string, body = ''): Answer => ({
  status: 302,
  type: 'text/html; charset=UTF-8',
  body,
  headers: { location },
});

/** Subtle: the page goes on rendering after it has sent the browser away, so the answer has a body. RELIABILITY Q10. */
export const toSignIn = ({ path, rawQuery }: Call, body: string): Answer =>
  redirect(`../../profile/index.php?refurl=..${path}?${rawQuery.replaceAll('&', '&amp;')}`, body);

export const occurrenceOf = (tables: Tables, occid: number | undefined): Occurrence | undefined =>
  occid === undefined ? undefined : tables.occurrences.find(one => one.occid === occid);

/** `Greywater Museum · Vascular plants (GREY:VASC)`, with the mark between the codes that the page uses. */
export function collectionTitle(tables: Tables, collid: number, mark = ':'): string {
  const row = tables.collections.find(one => one.collID === collid);
  return row ? `${row.collectionName} (${row.institutionCode}${mark}${row.collectionCode})` : '';
}
