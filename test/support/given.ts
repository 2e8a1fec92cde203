import assert from 'node:assert/strict';
import { type Decider, type DomainEvent, evolveAll, isRefusal } from '../../mixins/kernel/decider.ts';

/** given events, when a command, then events or a refusal: how the rules are specified. */
export function specify<State, Command, Event extends DomainEvent>(decider: Decider<State, Command, Event>) {
  return {
    given(...events: readonly Event[]) {
      const state = evolveAll(decider, decider.initial, events);
      return {
        state,
        when(command: Command) {
          const outcome = decider.decide(command, state);
          return {
            thenEvents(...expected: readonly Event[]) {
              assert.ok(!isRefusal(outcome), `refused: ${JSON.stringify(outcome)}`);
              assert.deepEqual(outcome, expected);
            },
            thenTypes(...expected: readonly Event['type'][]) {
              assert.ok(!isRefusal(outcome), `refused: ${JSON.stringify(outcome)}`);
              assert.deepEqual(
                outcome.map(({ type }) => type),
                expected,
              );
            },
            thenRefused(code: string, at?: string) {
              assert.ok(isRefusal(outcome), `not refused: ${JSON.stringify(outcome)}`);
              assert.equal(outcome.refused, code);
              assert.equal(outcome.state, at);
            },
          };
        },
      };
    },
  };
}
