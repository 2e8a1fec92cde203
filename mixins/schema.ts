import type { ServiceSchema } from 'moleculer';

/**
 * Moleculer types `this` in every handler as a bare service. Ours state what they need of it, so a schema is
 * written freely and becomes one here.
 */
export function defineMixin(schema: object): Partial<ServiceSchema> {
  return schema as Partial<ServiceSchema>;
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

export function defineService<Schema extends { readonly name: string }>(schema: Schema): ServiceSchema {
  return schema as unknown as ServiceSchema;
}
