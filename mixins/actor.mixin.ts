import type { Context, ServiceBroker, ServiceSchema } from 'moleculer';
import { Actors } from './actor/actors.ts';
import type { Decider, DomainEvent } from './kernel/decider.ts';
import { Refused } from './kernel/errors.ts';
import { runtimeOf, type StoreAdapter } from './runtime.ts';
import { defineMixin } from './schema.ts';
import type { Stored } from './store/port.ts';

/** What a service with actors has in `this`. */
export interface ActorService<State, Command> {
  readonly broker: ServiceBroker;
  readonly adapter: StoreAdapter<State>;
  /**
   * Hands a command to the aggregate and answers its new state.
   * @throws Refused when the rule refuses
   */
  tell(
    ctx: Context,
    id: string,
    command: Command,
    options?: { readonly fresh?: boolean },
  ): Promise<Stored<State> & { changed: boolean }>;
}

/**
 * Gives a service the actors of its aggregate: mailbox, compare-and-set with reload, passivation.
 * The service's records are opened by its reads.
 */
export function actor<State extends object, Command, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
): Partial<ServiceSchema> {
  return defineMixin({
    started(this: Wiring<State, Command, Event>) {
      this.actors = new Actors({ decider, store: this.adapter, source: `/${this.name}` });
      runtimeOf(this.broker).bus.attach(this.adapter.outbox);
    },
    async stopped(this: Wiring<State, Command, Event>) {
      await this.actors.drain();
    },
    methods: {
      async tell(
        this: Wiring<State, Command, Event>,
        ctx: Context,
        id: string,
        command: Command,
        { fresh = false } = {},
      ) {
        const letter = { command, at: Date.now(), correlationId: ctx.requestID ?? ctx.id, causationId: ctx.id };
        const answer = await this.actors.tell(id, letter, fresh);
        if ('refused' in answer) throw new Refused(answer);
        return answer;
      },
    },
  });
}

interface Wiring<State, Command, Event extends DomainEvent> {
  readonly broker: Context['broker'];
  readonly name: string;
  readonly adapter: StoreAdapter<State>;
  actors: Actors<State, Command, Event>;
}
