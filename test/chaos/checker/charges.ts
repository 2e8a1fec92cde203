import type { Evidence, Proof } from '../../../mixins/proof.ts';

/** Every charge at the provider belongs to something that lives or is given back, and what lives is charged, once. */
export function chargesAreSettled(proofs: readonly Proof[], evidence: Evidence): string[] {
  const owed = new Map(proofs.flatMap(({ paidFor }) => [...(paidFor?.(evidence) ?? [])]));
  const found: string[] = [];
  for (const { key, charged, refunded } of evidence.movements) {
    const stands = charged - refunded;
    const expected = owed.has(key) ? 1 : 0;
    if (stands !== expected)
      found.push(`${key} is charged ${charged} times and given back ${refunded} times, but ${expected} should stand`);
  }
  const known = new Set(evidence.movements.map(({ key }) => key));
  for (const [key, what] of owed) if (!known.has(key)) found.push(`${what} lives, but ${key} was never charged`);
  return found;
}
