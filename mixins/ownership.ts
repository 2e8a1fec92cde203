import type { Context } from 'moleculer';
import type { By } from './kernel/by.ts';
import { Refused } from './kernel/errors.ts';

/**
 * Whom a call is made for, in `ctx.meta`. The ways in (the gateway) find out who asks and what that role may do, and
 * set it; it travels on to the calls that follow. Services believe it: anyone who can put messages on their transport is
 * trusted. A call without it, such as one that follows from an event or comes from the console, is not restricted.
 */
export interface OwnershipMeta {
  /** The member whose records alone the call may see and change. */
  readonly onlyFor?: string;
  /** Who asks, as far as it is known: it is recorded with what is done. */
  readonly by?: By;
  /** Whom limits count a request against: the account or program that has signed in, else its address. */
  readonly client?: string;
  /** Members do not check out and return themselves here. */
  readonly selfService?: false;
  /** Members whom this caller names must have an account in our own identity service. */
  readonly accounts?: true;
}

export function hasAccounts(ctx: Pick<Context, 'meta'>): boolean {
  return (ctx.meta as OwnershipMeta).accounts === true;
}

export function hasSelfService(ctx: Pick<Context, 'meta'>): boolean {
  return (ctx.meta as OwnershipMeta).selfService !== false;
}

export function callerOf(ctx: Pick<Context, 'meta'>): By | undefined {
  return (ctx.meta as OwnershipMeta).by;
}

/** Of a call that came through none of the ways in, such as one from the console, it is empty: they are one client. */
export function clientOf(ctx: Pick<Context, 'meta'>): string {
  return (ctx.meta as OwnershipMeta).client ?? '';
}

export function onlyFor(ctx: Pick<Context, 'meta'>): string | undefined {
  return (ctx.meta as OwnershipMeta).onlyFor;
}

/** @throws Refused `others-records` when the call is made for one member and names another, or all */
export function refuseOthers(ctx: Pick<Context, 'meta'>, memberId: unknown): void {
  const member = onlyFor(ctx);
  if (member !== undefined && member !== memberId) throw new Refused(othersRecords);
}

export const othersRecords = {
  refused: 'others-records',
  kind: 'forbidden',
  detail: 'Members see and change what is their own: reserve with your own memberId; /mypages lists your rentals.',
} as const;
