import type { Context, ServiceBroker } from 'moleculer';
import { type Clock, clockOf, nowOf, setClock } from '../../mixins/clock.ts';
import { Refused } from '../../mixins/kernel/errors.ts';
import { defineMixin } from '../../mixins/schema.ts';
import { type ClockView, clockActions, inThePast, notSettable } from './clock.contract.ts';
import { isSandboxed } from './sandboxed.ts';

const clockChanged = 'operations.clock.changed';

/** Every node keeps the clock that was set last, and tells those that come later. */
export const clockKeeper = defineMixin<unknown>({
  actions: {
    clock: {
      params: clockActions['operations.clock'].params,
      handler(): ClockView {
        return viewOf(this.broker);
      },
    },

    setClock: {
      params: clockActions['operations.setClock'].params,
      async handler(ctx: Context<{ now: string | null }>): Promise<ClockView> {
        if (!isSandboxed(this.broker)) throw new Refused(notSettable);
        const { now } = ctx.params;
        const ahead = now === null ? 0 : Date.parse(now) - Date.now();
        if (ahead < 0) throw new Refused(inThePast);
        const clock: Clock = { ahead, setAt: Math.max(Date.now(), clockOf(this.broker).setAt + 1) };
        setClock(this.broker, clock);
        await ctx.broadcast(clockChanged, clock);
        this.logger.warn(`request ${ctx.requestID}: the clock is set to ${now ?? 'the real time'}`);
        return viewOf(this.broker);
      },
    },
  },
  events: {
    [clockChanged](ctx: Context<Clock>) {
      if (isSandboxed(this.broker)) setClock(this.broker, ctx.params);
    },
    async '$node.connected'() {
      const clock = clockOf(this.broker);
      if (clock.setAt > 0) await this.broker.broadcast(clockChanged, clock);
    },
  },
});

function viewOf(broker: ServiceBroker): ClockView {
  return { now: new Date(nowOf(broker)).toISOString(), isSet: clockOf(broker).ahead !== 0 };
}
