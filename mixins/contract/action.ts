import type { Refusal } from '../kernel/decider.ts';
import type { Rules } from './rules.ts';
import type { Schema } from './schema.ts';

/** An action as others may depend on it. The gateway's OpenAPI document is made of these. */
export interface ActionContract {
  /** What it does, for who calls it. */
  readonly about: string;
  readonly params: Rules;
  /** What a caller may send in a body, where it takes one. */
  readonly example?: Readonly<Record<string, unknown>>;
  /** Where there are several: fields of exactly one of these groups, at least one, must be given. */
  readonly oneOf?: readonly (readonly string[])[];
  readonly answer: Schema;
  /**
   * What it can be refused with, an example of each. That it is unavailable for a moment goes without saying: any
   * action may be.
   */
  readonly refusals: readonly Refusal[];
}
