import type { Evidence } from '../evidence/evidence.ts';
import { chargesAreSettled } from './charges.ts';
import { copiesHaveOneHolder } from './copies.ts';
import { ledgerBalances } from './ledger.ts';
import { membersReserveOnce } from './members.ts';
import { deadLettersArePoison, nothingIsUnderWay } from './messages.ts';
import { nothingIsPassing } from './passing.ts';
import { promisesAreKept } from './promises.ts';
import { eventsAreInTheStreamOnce, recordsAreTheirEvents } from './streams.ts';
import { heldCopiesAreKept } from './takings.ts';
import { viewsEqualTheirEvents } from './views.ts';
import { waitlistsAreInOrder } from './waitlists.ts';

/** What must hold of a quiet system. Each rule answers one line for each violation. */
export const rules = {
  'no process ends by itself': ({ crashes }) => [...crashes],
  'what a client saw accepted has happened, and is paid': promisesAreKept,
  'every charge belongs to a live reservation or is given back, once': chargesAreSettled,
  'the ledger balances': ledgerBalances,
  'no copy has two holders': copiesHaveOneHolder,
  'no copy is taken from the one it is held for': heldCopiesAreKept,
  'a member has one live reservation of a title': membersReserveOnce,
  'no waitlist skips or repeats': waitlistsAreInOrder,
  'each view row equals what its events say': viewsEqualTheirEvents,
  'every event of a record is in the stream exactly once': eventsAreInTheStreamOnce,
  'every record is what its events add up to': recordsAreTheirEvents,
  'nothing is in a passing state for ever': nothingIsPassing,
  'no message is left unpublished or unacknowledged': nothingIsUnderWay,
  'the dead letters are exactly the poison that was sent': deadLettersArePoison,
} satisfies Record<string, (evidence: Evidence) => string[]>;

export type RuleName = keyof typeof rules;

export interface Violation {
  readonly rule: RuleName;
  readonly what: string;
}

export function check(evidence: Evidence): Violation[] {
  return Object.entries(rules).flatMap(([rule, find]) =>
    find(evidence).map((what) => ({ rule: rule as RuleName, what })),
  );
}
