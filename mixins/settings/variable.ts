import type { Kind } from './variable-types.ts';

/** A variable of the environment. One without a default is optional. */
export interface Variable {
  readonly kind: Kind<unknown>;
  /** As one would write it. */
  readonly default?: string;
  readonly help: string;
  /** Its value is never printed. */
  readonly secret?: true;
}

export type Variables = Readonly<Record<string, Variable>>;

/** The values that these variables have. */
export type ValuesOf<Of extends Variables> = { readonly [Name in keyof Of]: ValueOf<Of[Name]> };

type ValueOf<V extends Variable> = V extends { kind: Kind<infer Value> }
  ? V extends { default: string }
    ? Value
    : Value | undefined
  : never;
