import type { Context, ServiceBroker } from 'moleculer';
import type { EventDefinitions } from './contract/events.ts';
import type { Envelope } from './kernel/event.ts';
import { runtimeOf, type StoreAdapter } from './runtime.ts';
import { defineMixin, type Mixin, moreChannels } from './schema.ts';

export interface Lookup<Row, Event extends Envelope, Name extends string = string> {
  /** The table, and what it is called in `this`. */
  readonly name: string;
  readonly as: Name;
  /** The events of one kind of aggregate that the rows are made of. */
  readonly types: readonly Event['type'][];
  /** What their data must have. */
  readonly data: EventDefinitions;
  /** The row of the aggregate after the event, which tells it whole. */
  project(event: Event): Row;
}

/** Events under way at once: an import tells of thousands. */
const maxInFlight = 256;

/**
 * Keeps in a service's own store what its readers need to know of another service's records, so that reading calls
 * nobody. A row holds the version of the newest event and ignores older ones.
 */
export function lookup<Row extends object, Event extends Envelope, const Name extends string>(
  table: Lookup<Row, Event, Name>,
): Mixin<{ readonly [table in Name]: StoreAdapter<Row> }> {
  const { name, as, types, data, project } = table;
  const keep = (service: Service<Row>, event: Event) =>
    (service[as] as StoreAdapter<Row>).keepNewest({ id: event.subject, version: event.version, state: project(event) });
  const channel = {
    maxInFlight,
    unordered: true,
    data,
    handler(this: Service<Row>, ctx: Context<Event>) {
      return keep(this, ctx.params);
    },
    async handleAll(this: Service<Row>, events: readonly Event[]) {
      await Promise.all(events.map((event) => keep(this, event)));
    },
  };
  return defineMixin<{ readonly [table in Name]: StoreAdapter<Row> }, Service<Row>>({
    ...moreChannels(Object.fromEntries(types.map((type) => [type, channel]))),
    created() {
      this[as] = runtimeOf(this.broker).open<Row>(this.name, { name, columns: {} });
    },
  });
}

interface Service<Row> {
  readonly broker: ServiceBroker;
  readonly name: string;
  [table: string]: StoreAdapter<Row> | unknown;
}
