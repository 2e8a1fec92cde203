import { defineMixin } from '../../mixins/schema.ts';
import { settingsOf } from '../../mixins/settings.ts';
import { switchable } from '../../mixins/switchable.mixin.ts';
import { paymentActions } from './payment.api.contract.ts';
import type { SandboxSettings } from './payment.contract.ts';
import { paymentVariables } from './payment.variables.ts';
import { SandboxProvider } from './sandbox.ts';

const switched = switchable<SandboxSettings, Sandboxed>({
  service: 'payment',
  actions: {
    sandbox: paymentActions['payment.sandbox'],
    sandboxSettings: paymentActions['payment.sandboxSettings'],
  },
  standInOf: ({ provider }) => provider,
});

/** Gives the payment service the sandbox as its provider, and the actions that switch it on every node. */
export const sandbox = defineMixin<Sandboxed>({
  mixins: [switched],
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
