import type { Refusal, RefusalKind } from './decider.ts';

/**
 * What crosses a service boundary when a call has no result. `code` is a stable name such as `rental-state`;
 * `retryable` says whether the same call can succeed later. HTTP is met in the gateway only.
 */
export class Refused extends Error {
  readonly type: string;
  /** The status class that Moleculer's breaker and retry look at: 4xx is the caller's fault, 5xx ours. */
  readonly code: number;
  readonly retryable: boolean;
  readonly data: { readonly kind: RefusalKind } & Pick<Refusal, 'state' | 'id'>;

  constructor(refusal: Refusal) {
    super(refusal.detail);
    this.name = 'Refused';
    this.type = refusal.refused;
    this.code = refusal.kind === 'unavailable' ? 503 : 422;
    this.retryable = refusal.kind === 'unavailable';
    const { kind, state, id } = refusal;
    this.data = { kind, ...(state !== undefined && { state }), ...(id !== undefined && { id }) };
  }
}
