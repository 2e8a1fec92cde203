import { type Evidence, type Proof, recordsOf } from '../../../mixins/proof.ts';

/** No record is in a passing state for ever. */
export function nothingIsPassing(proofs: readonly Proof[], evidence: Evidence): string[] {
  return proofs.flatMap(({ aggregates }) =>
    Object.entries(aggregates).flatMap(([service, { isPassing }]) =>
      recordsOf<{ readonly state?: string }>(evidence, service)
        .filter(({ state }) => isPassing(state as never))
        .map(({ id, state }) => `${service} ${id} is still ${state.state ?? 'under way'}, which is to pass`),
    ),
  );
}
