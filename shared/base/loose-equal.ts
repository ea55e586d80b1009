const NUMBER = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i;

/**
 * Whether PHP's `==` takes two texts for one value: numbers by their worth, so that 0123 is 123 and 1e3 is 1000.
 * A portal writes no history row for such a change. Source: RELIABILITY Q3. Never used to compare values for our own sake.
 */
export const looseEqual = (a: string, b: string): boolean =>
  a === b || (NUMBER.test(a) && NUMBER.test(b) && Number(a) === Number(b));
