import type { ServiceSchema } from 'moleculer';
import { type ActorService, actor } from './actor.mixin.ts';
import type { Decider, DomainEvent } from './kernel/decider.ts';
import { type ReadingService, type ReadsOptions, reads } from './reads.mixin.ts';
import { type Bare, defineService, type GivenBy, type Mixin, type Schema } from './schema.ts';

/** What the service of an aggregate has in `this`: `execute`, `follow`, `visible`, `presented`, and its records. */
type AggregateService<State, Command, View> = Bare & ActorService<State, Command> & ReadingService<State, View>;

interface Aggregate<
  State extends object,
  Command extends object,
  Event extends DomainEvent,
  View extends object,
  This,
> {
  /** Its rule. */
  readonly decider: Decider<State, Command, Event>;
  /** How its records are kept, found and shown. */
  readonly records: ReadsOptions<State, View, This>;
}

/**
 * A service whose records are decided by a rule: an actor for each, with the actions `list`, `find`, `count` and `get`. The
 * rest of the declaration is a schema as Moleculer has it: more mixins, actions, methods, and the events that it follows. What
 * `this` has follows from all of that.
 */
export function defineAggregate<
  State extends object,
  Command extends object,
  Event extends DomainEvent,
  View extends object = object,
  const Mixins extends readonly Mixin[] = [],
  Methods extends object = object,
>(
  declaration: Schema<Mixins, Methods> &
    Aggregate<State, Command, Event, View, AggregateService<State, Command, View> & GivenBy<Mixins>> &
    ThisType<AggregateService<State, Command, View> & GivenBy<Mixins> & Methods>,
): ServiceSchema {
  const { decider, records, mixins = [], ...schema } = declaration;
  return defineService({
    ...(schema as Schema<readonly [], object>),
    mixins: [reads<State, View>(records as ReadsOptions<State, View>), actor(decider), ...mixins],
  });
}
