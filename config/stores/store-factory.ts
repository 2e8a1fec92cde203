import type { Log } from '../../mixins/log.ts';
import type { Runtime } from '../../mixins/runtime.ts';
import type { Env } from '../env.ts';

/** The stores of a process's services. */
export interface Stores extends Pick<Runtime, 'open'> {
  /** Resolves when the servers of those that were opened are there. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export type CreateStores = (env: Env, log: Log) => Stores;

/** What is made once for each name, when it is first asked for. */
export class Shared<Thing> {
  private readonly things = new Map<string, Thing>();
  private readonly make: (name: string) => Thing;

  constructor(make: (name: string) => Thing) {
    this.make = make;
  }

  get(name: string): Thing {
    const thing = this.things.get(name) ?? this.make(name);
    this.things.set(name, thing);
    return thing;
  }

  all(): Thing[] {
    return [...this.things.values()];
  }
}
