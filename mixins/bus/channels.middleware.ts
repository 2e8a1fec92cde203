import type { Context, Middleware, Service, ServiceBroker } from 'moleculer';
import type { EventDefinitions } from '../contract/events.ts';
import { dataCheck } from '../event-data.ts';
import type { Envelope } from '../kernel/event.ts';
import { NotAnEvent } from '../outbox/message.ts';
import { inEventSpan } from '../tracing/event-span.ts';
import type { Bus, Consumer, EventMeta } from './port.ts';

/** What a service does with the events of one pattern: `channels: { 'library.rental.*': { handler(ctx) {…} } }`. */
export interface Channel {
  /** Replicas of a group share the events; the service's name by default. */
  readonly group?: string;
  /** Only these types of the pattern; all of them by default. */
  readonly types?: readonly string[];
  /** What the data of its events must have; one that lacks it goes to the dead letters. */
  readonly data?: EventDefinitions;
  /** Deliveries under way at once; 64 by default. */
  readonly maxInFlight?: number;
  /** A group that had this work in an earlier version; its consumer of the pattern is removed. */
  readonly replaces?: string;
  /** The effect needs no order, so that events of one aggregate may be handled side by side. */
  readonly unordered?: boolean;
  /** Called with the service as `this`; resolves when the effect is committed. */
  handler(this: Service, ctx: EventContext): Promise<void> | void;
  /** Several at once, where that costs less and the effect needs no order; when it throws, each goes to `handler` alone. */
  handleAll?(this: Service, events: readonly Envelope[]): Promise<void>;
}

/** The envelope is `params`, its correlation id the request id; both ids go along with `ctx.call`. */
export type EventContext<Event extends Envelope = Envelope> = Context<Event, EventMeta>;

declare module 'moleculer' {
  interface ServiceSchema {
    channels?: Readonly<Record<string, Channel>>;
  }
  interface ServiceBroker {
    bus: Bus;
  }
}

const defaultMaxInFlight = 64;

/** Gives the broker a bus, and every service the events it declares under `channels`. */
export function channelsMiddleware(bus: Bus): Middleware {
  const consumers = new Map<Service, Consumer[]>();
  const stop = async (service: Service) => {
    const own = consumers.get(service) ?? [];
    consumers.delete(service);
    await Promise.all(own.map((consumer) => consumer.stop()));
  };
  return {
    name: 'Channels',
    created: (broker) => {
      broker.bus = bus;
    },
    starting: () => bus.start(),
    serviceStarted: async (service) => {
      const channels = Object.entries(service.schema.channels ?? {});
      consumers.set(
        service,
        await Promise.all(channels.map(([pattern, channel]) => open(bus, service, pattern, channel))),
      );
    },
    serviceStopping: stop,
    /** When the whole node stops, before any of its services: what is in flight may need another one. */
    stopping: async () => {
      await Promise.all([...consumers.keys()].map(stop));
    },
    stopped: () => bus.stop(),
  };
}

function open(bus: Bus, service: Service, pattern: string, channel: Channel): Promise<Consumer> {
  const faultOf = dataCheck(channel.data);
  const { handleAll } = channel;
  const check = (event: Envelope) => {
    const fault = faultOf(event);
    if (fault !== undefined) throw new NotAnEvent(`data of ${event.type}: ${fault}`);
  };
  return bus.subscribe({
    group: channel.group ?? service.fullName,
    pattern,
    types: channel.types,
    maxInFlight: channel.maxInFlight ?? defaultMaxInFlight,
    unordered: channel.unordered,
    replaces: channel.replaces,
    handle: (event) => {
      check(event);
      const ctx = contextOf(service, event);
      const handle = () => channel.handler.call(service, ctx);
      return service.broker.isTracingEnabled() ? inEventSpan(service, event, handle, ctx.id) : handle();
    },
    handleAll:
      handleAll &&
      (async (events) => {
        events.forEach(check);
        const handled = handleAll.call(service, events);
        if (service.broker.isTracingEnabled())
          await Promise.all(events.map((event) => inEventSpan(service, event, () => handled)));
        await handled;
      }),
  });
}

/** By hand: a context of an event has no endpoint, and this runs for each delivery. */
function contextOf(service: Service, event: Envelope): EventContext {
  const broker: ServiceBroker = service.broker;
  const ctx = new broker.ContextFactory(broker) as EventContext;
  ctx.service = service;
  ctx.params = event;
  ctx.eventName = event.type;
  ctx.requestID = event.correlationid;
  ctx.meta = { causationId: event.id };
  return ctx;
}
