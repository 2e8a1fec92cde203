import type { Evidence, Proof, Rule } from '../../../mixins/proof.ts';
import { chargesAreSettled } from './charges.ts';
import { deadLettersArePoison, nothingIsUnderWay } from './messages.ts';
import { eventsAreInTheStreamOnce, recordsAreTheirEvents } from './streams.ts';
import { nothingStaysTransient } from './transient-states.ts';
import { viewsEqualTheirEvents } from './views.ts';

/** What must hold of every system that is quiet. Each rule answers one line for each violation. */
export const generalRules = {
  'no process ends by itself': (_, { crashes }) => [...crashes],
  'every charge belongs to what lives or is given back, once': chargesAreSettled,
  'each view row equals what its events say': viewsEqualTheirEvents,
  'every event of a record is in the stream exactly once': eventsAreInTheStreamOnce,
  'every record is what its events add up to': recordsAreTheirEvents,
  'nothing is in a passing state for ever': nothingStaysTransient,
  'no message is left unpublished or unacknowledged': (_, evidence) => nothingIsUnderWay(evidence),
  'the dead letters are exactly the poison that was sent': (_, evidence) => deadLettersArePoison(evidence),
} satisfies Record<string, (proofs: readonly Proof[], evidence: Evidence) => string[]>;

export interface Violation {
  readonly rule: string;
  readonly what: string;
}

/** The general rules, and those of each system. */
export function rulesOf(proofs: readonly Proof[]): Readonly<Record<string, Rule>> {
  const general = Object.entries(generalRules).map(
    ([name, rule]) => [name, (evidence: Evidence) => rule(proofs, evidence)] as const,
  );
  return Object.fromEntries([...general, ...proofs.flatMap(({ rules }) => Object.entries(rules))]);
}

export function check(proofs: readonly Proof[], evidence: Evidence): Violation[] {
  return Object.entries(rulesOf(proofs)).flatMap(([rule, find]) => find(evidence).map((what) => ({ rule, what })));
}
