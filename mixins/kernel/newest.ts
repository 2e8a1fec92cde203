import type { DomainEvent } from './decider.ts';

/** A record's state, where it is what its newest event said: the event's data, and the last word of its type. */
export type NewestOf<Event extends DomainEvent, Prefix extends string> = {
  [E in Event as E['type']]: E['data'] & {
    readonly state: E['type'] extends `${Prefix}.${infer State}` ? State : never;
  };
}[Event['type']];

type StateOf<Event extends DomainEvent, Prefix extends string> = Event['type'] extends infer Type
  ? Type extends `${Prefix}.${infer State}`
    ? State
    : never
  : never;
type DataOf<Event extends DomainEvent, Prefix extends string, State extends string> = Extract<
  Event,
  { readonly type: `${Prefix}.${State}` }
>['data'];

/**
 * The part of a decider that makes such a state of events, and the event that says what a state is.
 * @param prefix what the types of its events begin with: `screening.screening`
 */
export function newest<Event extends DomainEvent, Prefix extends string>(prefix: Prefix) {
  return {
    evolve: (_before: object, { type, data }: Event) =>
      ({ ...data, state: type.slice(prefix.length + 1) }) as NewestOf<Event, Prefix>,
    /** The event that leads to the state. */
    tell<State extends StateOf<Event, Prefix>>(state: State, data: DataOf<Event, Prefix, State>): Event {
      return { type: `${prefix}.${state}`, data } as unknown as Event;
    },
    /** @returns none for a record that is not there */
    restate(record: { readonly state: string }): Event | undefined {
      const { state, ...data } = record;
      return state === 'new' ? undefined : ({ type: `${prefix}.${state}`, data } as unknown as Event);
    },
  };
}
