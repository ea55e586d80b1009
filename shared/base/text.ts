/**
 * Text as the portal keeps it: trimmed, every run of two or more blanks one blank, NFC, and nothing at all as null.
 * Source: PORTAL_PROTOCOL section 0, "Text processing on save".
 */
export function asPortalKeeps(text: string | null | undefined): string | null {
  const kept = (text ?? '')
    .normalize('NFC')
    .trim()
    .replace(/\s{2,}/g, ' ');
  return kept === '' ? null : kept;
}

/** Lower case without accents, for comparing names that people spell in different ways. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
