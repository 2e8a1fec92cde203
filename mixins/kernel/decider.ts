/**
 * A rule as a pure function: what a command does to an aggregate in a given state.
 * No clock, id, I/O or framework inside; time and ids come in with the command.
 */

/** What happened, before it has an address: the envelope adds id, time and version. */
export interface DomainEvent {
  readonly type: string;
  readonly data: object;
}

export interface Decider<State, Command, Event extends DomainEvent> {
  readonly initial: State;
  /** The events that follow from the command, none when it was done already, or why it is refused. */
  decide(command: Command, state: State): readonly Event[] | Refusal;
  evolve(state: State, event: Event): State;
}

/** Whose fault a refusal is, and so what the caller can do about it; the gateway maps it to HTTP. */
export type RefusalKind = 'invalid' | 'payment-required' | 'forbidden' | 'not-found' | 'conflict' | 'unavailable';

/** A "no" of the domain. It is a value, not an exception: the rules decide it. */
export interface Refusal {
  readonly refused: string;
  readonly kind: RefusalKind;
  readonly detail: string;
  /** The state that refused, in the domain's words. */
  readonly state?: string;
  /** The id of the record that stands in the way, where it is another one than was asked for. */
  readonly id?: string;
}

/** Of a record that is asked for by its id. */
export function notFound<const Noun extends string>(noun: Noun) {
  return {
    refused: `${noun}-not-found`,
    kind: 'not-found',
    detail: `There is no such ${noun.replaceAll('-', ' ')}.`,
  } as const satisfies Refusal;
}

/** Of a key that a repeat would have, on a request that is another one. */
export function keyReused(noun: string) {
  const detail = `This key was used for another ${noun}.`;
  return { refused: 'key-reused', kind: 'invalid', detail } as const satisfies Refusal;
}

/**
 * Refusals of another service that are kept by their codes.
 * @param otherwise what a code means that is none of them
 */
export function refusalsByCode(refusals: readonly Refusal[], otherwise: Refusal) {
  const refusalOf = (code: string | undefined): Refusal | undefined => refusals.find(({ refused }) => refused === code);
  return {
    /** The code that is kept, when the other service has refused so. */
    reasonOf: (error: unknown): string | undefined => refusalOf((error as { readonly type?: string }).type)?.refused,
    refusalOf: (reason?: string): Refusal => refusalOf(reason) ?? otherwise,
  };
}

export function isRefusal(outcome: readonly DomainEvent[] | Refusal): outcome is Refusal {
  return 'refused' in outcome;
}

/** Folds events into a state. */
export function evolveAll<State, Event extends DomainEvent>(
  decider: Pick<Decider<State, never, Event>, 'evolve'>,
  state: State,
  events: readonly Event[],
): State {
  return events.reduce((current, event) => decider.evolve(current, event), state);
}
