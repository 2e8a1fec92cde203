import type { Context, ServiceBroker } from 'moleculer';
import { Refused } from '../../../mixins/kernel/errors.ts';
import { callerOf, hasAccounts } from '../../../mixins/ownership.ts';
import { callIdentity, isRefusedByIdentity } from '../../identity/identity.api.contract.ts';
import { membersUnknowable, unknownMember } from './refusals.ts';

/** Milliseconds that identity has to say whether it knows a member. */
const timeout = 1_000;

/** Does somebody else ask for the member? Then they have named them, and may be wrong. */
export function isForAnother(ctx: Context, memberId: string): boolean {
  const by = callerOf(ctx);
  return by !== undefined && by.id !== memberId;
}

/**
 * A member whom somebody has named must have an account: a reservation for another name would be paid, and the member
 * would never see it. Where the library keeps no accounts nobody can say, which is told once in the log.
 * @throws Refused `unknown-member`, or `members-unavailable` when identity cannot be asked
 */
export async function checkMember(ctx: Context, memberId: string, log: Log): Promise<void> {
  if (!hasAccounts(ctx)) return warnOnce(ctx.broker, log);
  if (await hasAccount(ctx, memberId)) return;
  const lower = memberId.toLowerCase();
  const isKnownInLower = lower !== memberId && (await hasAccount(ctx, lower));
  throw new Refused(unknownMember(memberId, isKnownInLower ? lower : undefined));
}

async function hasAccount(ctx: Context, id: string): Promise<boolean> {
  try {
    await callIdentity(ctx, 'identity.get', { id }, { timeout });
    return true;
  } catch (error) {
    // What cannot be the id of an account is not one.
    if (isRefusedByIdentity(error, 'identity.get', 'account-not-found')) return false;
    if ((error as Error).name === 'ValidationError') return false;
    throw new Refused(membersUnknowable);
  }
}

interface Log {
  warn(text: string): void;
}

const warned = new WeakSet<ServiceBroker>();

function warnOnce(broker: ServiceBroker, log: Log): void {
  if (warned.has(broker)) return;
  warned.add(broker);
  log.warn('The library keeps no accounts here: a reservation for another is taken for whatever memberId is written.');
}
