import type { Context } from 'moleculer';
import type { Executed } from '../../mixins/actor.mixin.ts';
import { defineAggregate } from '../../mixins/aggregate.ts';
import { nowOf } from '../../mixins/clock.ts';
import { idRule } from '../../mixins/contract/rules.ts';
import type { ParamsOf } from '../../mixins/contract/typed.ts';
import { Refused } from '../../mixins/kernel/errors.ts';
import { deadlines } from '../../mixins/process.mixin.ts';
import { routedBy } from '../../mixins/rendezvous.ts';
import { repair } from '../../mixins/repair.mixin.ts';
import { idempotent } from '../../mixins/schema.ts';
import { settingsOf } from '../../mixins/settings.ts';
import type { Stored } from '../../mixins/store/port.ts';
import { atMost } from '../../mixins/waiting/waiting.ts';
import { payerVariables } from './payer.contract.ts';
import { paymentActions, paymentCalls, paymentListing } from './payment.api.contract.ts';
import type { PaymentView, PayParams, SettleParams, TrialBalance } from './payment.contract.ts';
import { type Payment, payment, refusalOf, restatePayment } from './payment.ts';
import { paymentVariables } from './payment.variables.ts';
import { presentPayment } from './payment.view.ts';
import { postingTable } from './posting.table.ts';
import { sandbox } from './sandbox.mixin.ts';
import { askProvider } from './settlement.ts';
import { trialBalance } from './trial-balance.ts';

export default defineAggregate({
  name: 'payment',
  decider: payment,
  records: {
    noun: 'payment',
    collection: {
      name: 'payment',
      columns: {
        due: { type: 'integer', index: 'present' },
      },
      rows: [postingTable],
    },
    owner: 'memberId',
    ...paymentListing,
    present: presentPayment,
  },
  mixins: [repair(restatePayment), deadlines('payment.reconcile'), sandbox],

  actions: {
    /**
     * The provider is asked outside the mailbox, so that a slow one does not hold up `settle`. Its answer is waited for as
     * long as callers wait, so that one that hangs does not fill the bulkhead; what it says later is written down all the same.
     */
    pay: {
      ...routedBy('id'),
      params: paymentCalls['payment.pay'].params,
      async handler(ctx: Context<PayParams>): Promise<PaymentView> {
        const { id, ...charge } = ctx.params;
        const known = await this.execute(ctx, id, { type: 'pay', ...charge });
        if (known.state.state !== 'absent') return presentPayment({ id, ...known.state });
        const charged = this.charge(ctx, ctx.params);
        // What fails after its time is seen by nobody; `settle` finds out.
        charged.catch(() => {});
        const { PAYMENT_TIMEOUT_MS } = settingsOf(this.broker, payerVariables);
        if (!(await atMost(PAYMENT_TIMEOUT_MS, charged))) unavailable(new Error('it has not answered in time'));
        return charged;
      },
    },

    settle: {
      ...routedBy('id'),
      params: paymentCalls['payment.settle'].params,
      async handler(ctx: Context<SettleParams>): Promise<PaymentView> {
        const { id, ...order } = ctx.params;
        const at = nowOf(this.broker);
        const inquireAt = at + settingsOf(this.broker, paymentVariables).PAYMENT_INQUIRY_MS;
        const record = await this.execute(ctx, id, { type: 'settle', ...order, at, inquireAt });
        this.refundNow(ctx, record);
        return presentPayment({ id, ...record.state });
      },
    },

    refund: {
      ...routedBy('id'),
      ...idempotent,
      params: paymentCalls['payment.refund'].params,
      async handler(ctx: Context<ParamsOf<(typeof paymentCalls)['payment.refund']>>): Promise<PaymentView> {
        const { id, ...part } = ctx.params;
        const record = await this.execute(ctx, id, { type: 'refund', ...part, at: nowOf(this.broker) });
        this.refundNow(ctx, record);
        return presentPayment({ id, ...record.state });
      },
    },

    /** Brings a payment and its provider to agree: repeated when `due`, until they do. */
    reconcile: {
      ...routedBy('id'),
      params: { id: idRule, $$strict: true },
      async handler(ctx: Context<{ id: string }>): Promise<void> {
        const record = await this.adapter.load(ctx.params.id);
        if (record) await this.reconcile(ctx, record);
      },
    },

    trialBalance: {
      ...idempotent,
      timeout: 60_000,
      params: paymentActions['payment.trialBalance'].params,
      handler(): Promise<TrialBalance> {
        return trialBalance(this.adapter);
      },
    },
  },

  methods: {
    async charge(ctx: Context, { id, ...charge }: PayParams): Promise<PaymentView> {
      const { amount, memberId } = charge;
      const answer = await this.provider.charge({ key: id, amount, memberId }).catch(unavailable);
      const record = await this.execute(ctx, id, { ...answer, ...charge, at: nowOf(this.broker) });
      this.refundNow(ctx, record);
      const refusal = refusalOf(charge, record.state);
      if (refusal) throw new Refused(refusal);
      return presentPayment({ id, ...record.state });
    },

    async reconcile(ctx: Context, { id, state }: Stored<Payment>): Promise<void> {
      const told = await askProvider(this.provider, id, state, nowOf(this.broker)).catch(unavailable);
      if (!told) return;
      const record = await this.execute(ctx, id, told);
      if (record.changed) await this.reconcile(ctx, record);
    },

    /** Not awaited: what fails here is tried again when it is due. */
    refundNow(ctx: Context, record: Executed<Payment>): void {
      if (!record.changed || !['refunding', 'returning'].includes(record.state.state)) return;
      this.reconcile(ctx, record).catch((error) => this.logger.warn(`${record.id} is not refunded yet: ${error}`));
    },
  },
});

function unavailable(cause: Error): never {
  throw new Refused({ refused: 'payment-unavailable', kind: 'unavailable', detail: `The provider: ${cause.message}` });
}
