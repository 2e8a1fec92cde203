import fc from 'fast-check';
import { type Decider, type DomainEvent, evolveAll, isRefusal } from '../../mixins/kernel/decider.ts';

/** One command of an aggregate's life, and what it did. */
export interface Step<State, Command, Event> {
  readonly command: Command;
  readonly before: State;
  /** None when it was refused. */
  readonly events: readonly Event[];
  readonly after: State;
}

export interface LivesOptions<Command> {
  readonly commands: fc.Arbitrary<readonly Command[]>;
  readonly seed: number;
}

/** Checks a thousand lives of an aggregate, each of them a list of commands that it was sent. */
export function everyLife<State, Command, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
  { commands, seed }: LivesOptions<Command>,
) {
  return (check: (life: readonly Step<State, Command, Event>[]) => void): void =>
    fc.assert(
      fc.property(commands, (sent) => check(live(decider, sent))),
      { seed, numRuns: 1_000 },
    );
}

function live<State, Command, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
  commands: readonly Command[],
): Step<State, Command, Event>[] {
  let before = decider.initial;
  return commands.map((command) => {
    const step = take(decider, before, command);
    before = step.after;
    return step;
  });
}

export function take<State, Command, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
  before: State,
  command: Command,
): Step<State, Command, Event> {
  const outcome = decider.decide(command, before);
  const events = isRefusal(outcome) ? [] : outcome;
  return { command, before, events, after: evolveAll(decider, before, events) };
}
