/** How the portal compares: its database folds case and accents and ignores trailing blanks; PHP takes numbers loosely. */

/** What two values must share to be equal for the database. */
export const collated = (text: string): string =>
  text
    .replace(/ +$/, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o');

export const sameInDatabase = (a: string, b: string): boolean => collated(a) === collated(b);

const NUMERIC = /^[ \t\n\r\v\f]*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?[ \t\n\r\v\f]*$/;

/** PHP's `==` on two texts: `0123` and `123` are equal, so are `1e3` and `1000`. RELIABILITY Q3. */
export const sameInPhp = (a: string, b: string): boolean =>
  a === b || (NUMERIC.test(a) && NUMERIC.test(b) && Number(a) === Number(b));

/** The number at the beginning of a text, as the database reads it; 0 where there is none. */
export const leadingNumber = (text: string): number => Number(/^\s*-?\d+(\.\d+)?/.exec(text)?.[0] ?? '0');

/** `LIKE` with `%` and `_`. */
export function isLike(text: string, pattern: string): boolean {
  const source = [...collated(pattern)]
    .map(sign => (sign === '%' ? '.*' : sign === '_' ? '.' : sign.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')))
    .join('');
  return new RegExp(`^${source}$`, 'su').test(collated(text));
}

/** Words of a full-text index: at least three characters; an apostrophe parts words, so O'Rourke is found as Rourke. */
export const fullTextWords = (text: string): readonly string[] =>
  collated(text)
    .split(/[^\p{L}\p{N}_]+/u)
    .filter(word => word.length >= 3);
