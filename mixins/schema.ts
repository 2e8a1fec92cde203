import type { Logger, ServiceBroker, ServiceSchema } from 'moleculer';

/**
 * Moleculer types `this` in every handler as a bare service. Here it follows from what a service is made of: its mixins
 * say what they give it, and its own methods are there.
 */

/** What every service has in `this`. */
export interface Bare {
  readonly broker: ServiceBroker;
  readonly name: string;
  readonly logger: Logger;
}

declare const given: unique symbol;

/** A part of services. `Given` is what a service with it has in `this`. */
export type Mixin<Given = unknown> = Partial<ServiceSchema> & { readonly [given]?: Given };

/** What several mixins give together. */
export type GivenBy<Mixins extends readonly unknown[]> = Mixins extends readonly [Mixin<infer Given>, ...infer Rest]
  ? Given & GivenBy<Rest>
  : unknown;

/** `Own` is what the mixin itself has in `this`: what it gives, what it needs, and what it keeps for itself. */
export function defineMixin<Given, Own = Given>(
  schema: Part<readonly Mixin[], object> & ThisType<Bare & Own>,
): Mixin<Given> {
  return schema as Mixin<Given>;
}

/** What Moleculer calls a schema. */
export interface Schema<Mixins, Methods> extends Part<Mixins, Methods> {
  readonly name: string;
}

interface Part<Mixins, Methods> {
  readonly mixins?: Mixins;
  readonly settings?: object;
  /** What other nodes are told of it. */
  readonly metadata?: object;
  readonly actions?: Readonly<Record<string, object | false>>;
  readonly methods?: Methods;
  readonly events?: object;
  /** Events of other services that it follows, by their pattern. */
  readonly channels?: Readonly<Record<string, object>>;
  merged?(schema: never): void;
  created?(): void;
  started?(): Promise<void> | void;
  /** Before it stops: it takes no more work. */
  drain?(): Promise<void>;
  stopped?(): Promise<void> | void;
}

export function defineService<const Mixins extends readonly Mixin[] = [], Methods extends object = object>(
  schema: Schema<Mixins, Methods> & ThisType<Bare & GivenBy<Mixins> & Methods>,
): ServiceSchema {
  return schema as unknown as ServiceSchema;
}

/** Among the mixins of a service: it keeps these in `this`, and gives them their values when it is created or starts. */
export function keeps<Kept>(): Mixin<Kept> {
  return {};
}

/** Spread into a mixin that follows events: Moleculer keeps one `channels` of a service and its mixins, so these are added to it. */
export function moreChannels(channels: object): object {
  return {
    merged(schema: { channels?: object }) {
      schema.channels = { ...schema.channels, ...channels };
    },
  };
}

/** Spread into an action whose repeat changes nothing: a call that got no answer is made again. */
export const idempotent = { retryPolicy: { enabled: true } } as const;
