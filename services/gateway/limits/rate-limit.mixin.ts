import type { Context } from 'moleculer';
import { defineMixin } from '../../../mixins/schema.ts';
import { every, type Timer } from '../../../mixins/waiting/timers.ts';
import { type Rate, RateLimit, type Usage } from './rate-limit.ts';

/** Milliseconds between two words of a gateway to the others. */
const tellEvery = 250;
const told = 'gateway.usage';

/** Gives a gateway its rate limit, where there is one, which it shares with the other gateways. */
export const rateLimited = defineMixin<unknown, RateLimited>({
  events: {
    async [told](ctx: Context<Usage>) {
      if (ctx.nodeID !== this.broker.nodeID) await this.limit?.hear(ctx.params);
    },
  },
  created() {
    const { rate } = this.settings;
    this.limit = rate && new RateLimit(rate);
  },
  started() {
    const { limit, broker } = this;
    if (!limit) return;
    this.telling = every(tellEvery, () => {
      const usage = limit.tell();
      if (usage && broker.transit) void broker.broadcast(told, usage, ['gateway']);
    });
  },
  stopped() {
    this.telling?.stop();
  },
});

interface RateLimited {
  readonly settings: { readonly rate?: Rate };
  limit: RateLimit | undefined;
  telling: Timer | undefined;
}
