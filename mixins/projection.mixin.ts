import type { Context, ServiceSchema } from 'moleculer';
import type { Envelope } from './kernel/event.ts';
import type { StoreAdapter } from './runtime.ts';
import { defineMixin } from './schema.ts';

export interface Projection<Row, Event extends Envelope> {
  /** The events it is made of, in NATS's words. */
  readonly pattern: string;
  /** Only these types of the pattern; all of them by default. */
  readonly types?: readonly Event['type'][];
  /** The row after the event, or `undefined` when the event does not concern the view. */
  project(event: Event): Row | undefined;
}

/** Events under way at once; what is written in one turn shares a transaction. */
const maxInFlight = 256;

/**
 * A view made of events that carry state: the row of an aggregate is what its newest event says. The row
 * keeps the version it holds and ignores older events, so they may come twice or out of order.
 */
export function projection<Row extends object, Event extends Envelope>(
  view: Projection<Row, Event>,
): Partial<ServiceSchema> {
  return defineMixin({
    channels: {
      [view.pattern]: {
        maxInFlight,
        types: view.types,
        async handler(this: { readonly adapter: StoreAdapter<Row> }, ctx: Context<Event>) {
          const { subject: id, version } = ctx.params;
          const state = view.project(ctx.params);
          if (state) await this.adapter.keepNewest({ id, version, state });
        },
      },
    },
  });
}
