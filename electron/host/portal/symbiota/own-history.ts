/** One record's own history, as its `includes/admintab.php` tells it; secured records too. RELIABILITY C1, PORTAL_PROTOCOL 3. */
import { failed, success, type Result } from '../../../../shared/failure/failure.ts';
import type { HistoryRow } from '../../../../shared/portal/portal.ts';
import type { ReaderPorts } from './occurrence-reader.ts';
import { termOf } from './rest-rows.ts';
import { askPage } from './rest.ts';

interface Printed extends Required<Omit<HistoryRow, 'editId' | 'occid'>> {
  /** The portal marks an old value that stands there again. */
  readonly isBackNow: boolean;
}

export async function ownHistory(ports: ReaderPorts, occid: number): Promise<Result<readonly HistoryRow[]>> {
  const tab = `/collections/editor/includes/admintab.php?occid=${occid}&occindex=0&csmode=0&collid=${ports.collid}`;
  const page = await askPage(ports.askSignedIn, tab);
  if (!page.ok) return page;
  const edits = readEdits(page.value);
  if (!edits) return failed({ kind: 'notUnderstood', detail: 'no history of the record' });
  return success(
    edits.map(({ term, from, to, isApplied, by, when }, nth) => ({
      editId: nth + 1,
      occid,
      term,
      from,
      to,
      isApplied,
      by,
      when,
    })),
  );
}

const MINUTE = /<b>[^<]*:<\/b>\s*([^<]*?)\s*<span[^>]*><b>[^<]*:<\/b>\s*(\d{4}-\d\d-\d\d \d\d:\d\d)\s*<\/span>/g;
const STATUS = /<span><b>[^<]*:<\/b>\s*([^<]*?)\s*<\/span>/g;
const EDIT =
  /<div[^>]*><b>[^<]*:<\/b> (.*?)<br\/><b>[^<]*?( \(current\))?:<\/b> ([^]*?)<br\/><b>[^<]*:<\/b> ([^]*?)<br\/><\/div>/g;

/**
 * Oldest first; undefined where the page is another one. Read as text and not as HTML: the portal prints the values raw,
 * so that `<` and `&` in them are what somebody typed.
 * Subtle: the portal groups by minute and names for each only whoever edited last in it; the minutes stand newest first, and
 * edits of two fields within one minute may stand in either order.
 */
export function readEdits(page: string): readonly Printed[] | undefined {
  if (!page.includes('id="admindiv"')) return undefined;
  // The second list, of edits that came from elsewhere, is no history of this portal's people.
  const [internal = ''] = page.split('margin-top:20px;padding:20px;');
  const edits: Printed[] = [];
  for (const { head, text } of cutAt(internal, MINUTE).reverse()) {
    const minute = cutAt(text, STATUS).flatMap(status =>
      [...status.text.matchAll(EDIT)].map(([, field = '', isBackNow, from = '', to = '']) => ({
        term: termOf(field),
        from: from || null,
        to: to || null,
        isApplied: !status.head[1]?.startsWith('not'),
        by: head[1] ?? '',
        when: head[2] ?? '',
        isBackNow: isBackNow !== undefined,
      })),
    );
    edits.push(...inOrder(minute, edits));
  }
  return edits;
}

/** Each heading with the text up to the next one. */
function cutAt(text: string, heading: RegExp): { readonly head: RegExpExecArray; readonly text: string }[] {
  const heads = [...text.matchAll(heading)];
  return heads.map((head, nth) => ({ head, text: text.slice(head.index + head[0].length, heads[nth + 1]?.index) }));
}

/**
 * Within a minute the portal lists later seconds first, but the edits of one second in their own order. Each edit of a
 * field begins with the value that the one before left, which puts them right.
 */
function inOrder(minute: readonly Printed[], before: readonly Printed[]): readonly Printed[] {
  const waiting = [...minute].reverse();
  const ordered: Printed[] = [];
  while (waiting.length > 0) {
    const next = Math.max(
      0,
      waiting.findIndex(edit => isNext(edit, waiting, [...before, ...ordered])),
    );
    ordered.push(...waiting.splice(next, 1));
  }
  return ordered;
}

/** The first of all edits of a field begins with what no other left, or, had it been undone, with what stands there now. */
function isNext(edit: Printed, waiting: readonly Printed[], before: readonly Printed[]): boolean {
  const last = before.findLast(({ term }) => term === edit.term);
  if (last) return last.to === edit.from;
  return edit.isBackNow || !waiting.some(({ term, to }) => term === edit.term && to === edit.from);
}
