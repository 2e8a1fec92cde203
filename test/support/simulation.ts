import { type Decider, type DomainEvent, evolveAll, isRefusal, type Refusal } from '../../mixins/kernel/decider.ts';
import { randomly } from './random.ts';

/**
 * A world of deciders without processes, stores or clocks: what follows from an event comes once or several times, late, and in
 * any order; calls are lost on their way or on the way back; whoever works crashes in the middle. Tens of thousands of runs
 * take seconds.
 */
export class World {
  readonly random: () => number;
  now = 1_700_000_000_000;
  private readonly waiting: (() => void)[] = [];

  constructor(seed: number) {
    this.random = randomly(seed);
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.random() * items.length)] as Item;
  }

  /** What follows from an event. */
  follow(work: () => void): void {
    const times = this.chance(0.25) ? 2 + Math.floor(this.random() * 2) : 1;
    for (let time = 0; time < times; time += 1) this.waiting.push(work);
  }

  /** What comes once, some time later. */
  later(work: () => void): void {
    this.waiting.push(work);
  }

  /** Some of what waits happens. @returns whether there was any */
  happen(): boolean {
    this.now += 1 + Math.floor(this.random() * 50);
    const [work] = this.waiting.splice(Math.floor(this.random() * this.waiting.length), 1);
    work?.();
    return work !== undefined;
  }

  /**
   * A call, made once: it may never arrive, or come when nobody waits for it any more.
   * @param answered undefined: nobody knows
   */
  call(callee: () => Refusal | undefined, answered: (answer: Refusal | 'done' | undefined) => void): void {
    const fate = this.random();
    if (fate < 0.2) this.later(() => answered(undefined));
    if (fate >= 0.08)
      this.later(() => {
        const refusal = callee();
        if (fate >= 0.2) this.later(() => answered(refusal ?? 'done'));
      });
  }
}

/** The records of a service, which its rule decides. */
export class Simulated<State extends object, Command, Event extends DomainEvent> {
  readonly records = new Map<string, State>();
  private readonly decider: Decider<State, Command, Event>;
  private readonly publish: (id: string, event: Event) => void;

  constructor(decider: Decider<State, Command, Event>, publish: (id: string, event: Event) => void) {
    this.decider = decider;
    this.publish = publish;
  }

  get(id: string): State {
    return this.records.get(id) ?? this.decider.initial;
  }

  /** @returns the refusal, if it was refused */
  tell(id: string, command: Command): Refusal | undefined {
    const state = this.get(id);
    const outcome = this.decider.decide(command, state);
    if (isRefusal(outcome)) return outcome;
    if (outcome.length > 0) this.records.set(id, evolveAll(this.decider, state, outcome));
    for (const event of outcome) this.publish(id, event);
    return undefined;
  }
}

/** The first of the runs, by their seeds from 1, at whose end something is wrong. */
export function firstFault<Mutation>(
  run: (seed: number, mutation: Mutation) => readonly string[],
  mutation: Mutation,
  runs: number,
): { readonly seed: number; readonly found: readonly string[] } | undefined {
  for (let seed = 1; seed <= runs; seed += 1) {
    const found = run(seed, mutation);
    if (found.length > 0) return { seed, found };
  }
  return undefined;
}
