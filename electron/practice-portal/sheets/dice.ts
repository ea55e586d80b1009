/** Throws that a seed repeats: the same sheet again, whoever draws it. */

export interface Dice {
  /** From `low` up to, not including, `high`. */
  between(low: number, high: number): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  chance(share: number): boolean;
  oneOf<Value>(values: readonly Value[]): Value;
}

export function diceOf(seed: number): Dice {
  const unit = unitsOf(seed);
  const between = (low: number, high: number): number => low + unit() * (high - low);
  const whole = (low: number, high: number): number => Math.floor(between(low, high + 1));
  return {
    between,
    whole,
    chance: share => unit() < share,
    oneOf: values => {
      const value = values[whole(0, values.length - 1)];
      if (value === undefined) throw new Error('There is nothing to choose from.');
      return value;
    },
  };
}

/** Mulberry32: numbers from 0 up to 1, all 32 bits of the seed at work from the first throw on. */
function unitsOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
