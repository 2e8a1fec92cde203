import type { Decider, DomainEvent } from './decider.ts';

/**
 * Gives a record its one next wake-up: the field `due` of its state, epoch ms, which follows from the state. A record with
 * several timers answers the earliest. Whoever is woken decides again from the state, so that a timer that has become stale
 * does nothing. Its collection has a column `due`, and its service `deadlines`.
 */
export function waking<State extends object, Command, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
  wakeAt: (state: State) => number | undefined,
): Decider<State, Command, Event> {
  return {
    ...decider,
    evolve(before, event) {
      const { due: _, ...state } = decider.evolve(before, event) as State & { readonly due?: number };
      const due = wakeAt(state as State);
      return (due === undefined ? state : { ...state, due }) as State;
    },
  };
}

/** The earliest of several timers; of none there is none. */
export function earliest(...timers: readonly (number | undefined)[]): number | undefined {
  const set = timers.filter((timer) => timer !== undefined);
  return set.length === 0 ? undefined : Math.min(...set);
}
