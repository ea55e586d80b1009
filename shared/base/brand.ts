declare const brand: unique symbol;

/** A value that cannot be mistaken for another kind of value of the same base type. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
