import type { Context } from 'moleculer';

/** The key under which a write may be repeated, in `ctx.meta`. The gateway sets it; it travels on to the calls that follow. */
export interface RequestKeyMeta {
  readonly requestKey?: string;
}

/** What a repeat of this write has in common with it: its Idempotency-Key, or else the id of its request. */
export function requestKeyOf(ctx: Context): string {
  return (ctx.meta as RequestKeyMeta).requestKey ?? ctx.requestID ?? ctx.id;
}
