/**
 * Who has how much of what there is only so much of: places of a day, doses, pieces of a product. A claim is granted whole
 * or not at all, and once. Deciders ask it, and say in their own events what came of it.
 *
 * Whoever claims asks once, by an intent, so that a no need not be remembered: a record stays small however many were
 * refused. Only what was given back before it was heard of is remembered for a while, since its claim may still be on its way.
 */
export interface Claims {
  readonly limit: number;
  /** How much each claim has. */
  readonly granted: Readonly<Record<string, number>>;
  /** Claims that were given back before they were heard of, oldest first. */
  readonly closed: readonly string[];
}

/** So many can be on their way at once, and be given up, before the first of them is forgotten. */
const remembered = 64;

export function noClaims(limit: number): Claims {
  return { limit, granted: {}, closed: [] };
}

/** What nobody has. Below zero when the limit was lowered under what is granted. */
export function left({ limit, granted }: Claims): number {
  return limit - Object.values(granted).reduce((sum, quantity) => sum + quantity, 0);
}

function has({ granted }: Claims, id: string): boolean {
  return Object.hasOwn(granted, id);
}

/** `free`: it can be granted. `had`: it was. `over`: it was given back before. `short`: too little is left. */
export function lookUp(claims: Claims, id: string, quantity = 1): 'free' | 'had' | 'over' | 'short' {
  if (has(claims, id)) return 'had';
  if (claims.closed.includes(id)) return 'over';
  return left(claims) >= quantity ? 'free' : 'short';
}

export function granted(claims: Claims, id: string, quantity = 1): Claims {
  return { ...claims, granted: { ...claims.granted, [id]: quantity } };
}

/** It is given back, and there for others. One that was not heard of is closed all the same. */
export function released(claims: Claims, id: string): Claims {
  if (!has(claims, id)) return { ...claims, closed: [...claims.closed, id].slice(-remembered) };
  const { [id]: _, ...others } = claims.granted;
  return { ...claims, granted: others };
}

/** What it had is used up: it is gone from what there is. */
export function used(claims: Claims, id: string): Claims {
  const { [id]: quantity = 0, ...others } = claims.granted;
  return { ...claims, limit: claims.limit - quantity, granted: others };
}
