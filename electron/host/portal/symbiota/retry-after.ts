const LONGEST_MS = 60 * 60 * 1000;

/**
 * How long a portal asks to be left alone, in milliseconds, one hour at most: seconds, or a date that is measured from the
 * answer's own date and never from this computer's clock. Undefined where it does not say.
 */
export function readRetryAfter(retryAfter: string | undefined, date: string | undefined): number | undefined {
  if (retryAfter === undefined) return undefined;
  const text = retryAfter.trim();
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.parse(date ?? '');
  return Number.isNaN(waitMs) ? undefined : Math.min(Math.max(waitMs, 0), LONGEST_MS);
}
