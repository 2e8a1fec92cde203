import { type Evidence, type Proof, recordsOf } from '../../../mixins/proof.ts';

/** No record is in a passing state for ever. */
export function nothingStaysTransient(proofs: readonly Proof[], evidence: Evidence): string[] {
  return proofs.flatMap(({ aggregates }) =>
    Object.entries(aggregates).flatMap(([service, { isTransient }]) =>
      recordsOf<{ readonly state?: string }>(evidence, service)
        .filter(({ state }) => isTransient(state as never))
        .map(({ id, state }) => `${service} ${id} is still ${state.state ?? 'under way'}, which is to pass`),
    ),
  );
}
