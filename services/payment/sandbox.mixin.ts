import type { Context } from 'moleculer';
import { defineMixin } from '../../mixins/schema.ts';
import { settingsOf } from '../../mixins/settings.ts';
import { paymentActions } from './payment.api.contract.ts';
import type { SandboxSettings } from './payment.contract.ts';
import { paymentVariables } from './payment.variables.ts';
import { SandboxProvider } from './sandbox.ts';

const settingsChanged = 'payment.sandbox.changed';

/** Gives the payment service the sandbox as its provider, and the action that switches it on every node. */
export const sandbox = defineMixin<Sandboxed>({
  actions: {
    sandboxSettings: {
      params: paymentActions['payment.sandboxSettings'].params,
      handler(): SandboxSettings {
        return this.provider.settings;
      },
    },
    sandbox: {
      params: paymentActions['payment.sandbox'].params,
      async handler(ctx: Context<Partial<SandboxSettings>>): Promise<SandboxSettings> {
        const settings = { ...this.provider.settings, ...ctx.params };
        await ctx.broadcast(settingsChanged, settings);
        return settings;
      },
    },
  },
  events: {
    [settingsChanged](ctx: Context<SandboxSettings>) {
      this.provider.settings = ctx.params;
    },
  },
  created() {
    const settings = settingsOf(this.broker, paymentVariables);
    const { PAYMENT_SANDBOX_MODE: mode, PAYMENT_SANDBOX_DELAY_MS: delayMs } = settings;
    this.provider = new SandboxProvider({ mode, delayMs, jitterMs: settings.PAYMENT_SANDBOX_JITTER_MS });
  },
  stopped() {
    this.provider.close();
  },
});

interface Sandboxed {
  provider: SandboxProvider;
}
