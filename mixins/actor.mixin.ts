import type { Context, ServiceBroker } from 'moleculer';
import { timeCommits, watchMailboxes } from './actor/actors.metrics.ts';
import { Actors } from './actor/actors.ts';
import { countRefusals } from './actor/refusals.metrics.ts';
import type { EventMeta } from './bus/port.ts';
import { nowOf } from './clock.ts';
import { idRule } from './contract/rules.ts';
import type { Decider, DomainEvent } from './kernel/decider.ts';
import { Refused } from './kernel/errors.ts';
import { insideOf } from './moleculer.ts';
import type { Recovery } from './outbox/marks.ts';
import { demand } from './parts.ts';
import { routedBy } from './rendezvous.ts';
import { runtimeOf, type StoreAdapter } from './runtime.ts';
import { defineMixin, idempotent, type Mixin } from './schema.ts';
import type { Stored } from './store/port.ts';

/** What a service with actors has in `this`. */
export interface ActorService<State, Command> {
  readonly broker: ServiceBroker;
  readonly adapter: StoreAdapter<State>;
  /**
   * Hands a command to the aggregate and answers its new state. `fresh`: the id is believed to be new.
   * @throws Refused when the rule refuses
   */
  execute(ctx: Context, id: string, command: Command, options?: { readonly fresh?: boolean }): Promise<Executed<State>>;
  /** Hands on a command that follows from another service's event, to the node that owns the aggregate. */
  follow(ctx: Context, follow: Follow<Command> | undefined): Promise<unknown> | undefined;
}

/** `changed` is false when the command had been done before. */
export type Executed<State> = Stored<State> & { readonly changed: boolean };

/** What follows from an event: a command for the aggregate `id`. */
export interface Follow<Command> {
  readonly id: string;
  readonly command: Command;
}

/**
 * Gives a service the actors of its aggregate: mailbox, compare-and-set with reload, passivation.
 * The service's records are opened by its reads.
 */
export function actor<State extends object, Command extends object, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
): Mixin<ActorService<State, Command>> {
  return defineMixin<ActorService<State, Command>, Wiring<State, Command, Event>>({
    started() {
      demand(this, 'adapter', 'its records: `reads(…)`');
      const { metrics } = this.broker;
      this.countRefusal = countRefusals(metrics);
      const store = timeCommits(metrics, this.name, this.adapter);
      this.actors = new Actors({ decider, store, source: `/${this.name}` });
      this.endWatch = watchMailboxes(metrics, this.name, this.actors);
      runtimeOf(this.broker).bus.attach(this.adapter.outbox, this.recovery);
    },
    async stopped() {
      this.endWatch();
      await this.actors.drain();
    },
    actions: {
      follow: {
        ...routedBy('id'),
        ...idempotent,
        params: { id: idRule, command: 'object', $$strict: true },
        async handler(ctx: Context<Follow<Command>>): Promise<void> {
          await this.execute(ctx, ctx.params.id, ctx.params.command);
        },
      },
    },
    methods: {
      async execute(ctx: Context, id: string, command: Command, { fresh = false } = {}) {
        const letter = {
          command,
          at: nowOf(this.broker),
          correlationId: ctx.requestID ?? ctx.id,
          causationId: causeOf(ctx),
        };
        const answer = await this.actors.tell(id, letter, fresh);
        if ('refused' in answer) {
          this.countRefusal(ctx.action?.name ?? this.name, answer.refused);
          throw new Refused(answer);
        }
        return answer;
      },
      follow(ctx: Context, follow: Follow<Command> | undefined) {
        if (!follow) return;
        const action = `${this.name}.follow`;
        return isAlone(this.broker, action) ? this.execute(ctx, follow.id, follow.command) : ctx.call(action, follow);
      },
    },
  });
}

interface Wiring<State, Command, Event extends DomainEvent> extends ActorService<State, Command> {
  readonly name: string;
  /** Of a service whose records can tell their state again. */
  readonly recovery?: Recovery;
  actors: Actors<State, Command, Event>;
  endWatch: () => void;
  countRefusal: ReturnType<typeof countRefusals>;
}

/** The event that the call follows from, or the call. */
function causeOf(ctx: Context): string {
  return (ctx.meta as Partial<EventMeta>).causationId ?? ctx.id;
}

/** One node has nobody to route to, and a call through the broker costs more than the command itself. */
function isAlone(broker: ServiceBroker, action: string): boolean {
  return insideOf(broker).registry.actions.get(action)?.endpoints.length === 1;
}
