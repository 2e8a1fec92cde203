import type { Context, ServiceBroker } from 'moleculer';
import { nowOf } from '../../mixins/clock.ts';
import type { EventDefinitions } from '../../mixins/contract/events.ts';
import { type IntentOptions, type IntentService, intent } from '../../mixins/intent.mixin.ts';
import type { Word } from '../../mixins/kernel/intent.ts';
import { defineMixin, type Mixin, moreChannels } from '../../mixins/schema.ts';
import { settingsOf } from '../../mixins/settings.ts';
import { askForPayment } from './charge.contract.ts';
import { payerVariables } from './payer.contract.ts';
import { callPayment } from './payment.api.contract.ts';
import { ownerOf, type PaymentEnvelope, paymentEventDefinitions } from './payment.contract.ts';

/** What payment has to know of a record that is paid at once, by its present attempt. */
interface Owed {
  readonly customerId: string;
  readonly paymentId: string;
}

interface Paid<State, Command> extends Pick<IntentOptions<State, Command>, 'intentOf' | 'pending'> {
  /** The service; payment knows by it whose order a charge is of. */
  readonly service: string;
  /** The events of the service: its `cancelled` has the money given back. */
  readonly events: EventDefinitions;
}

type Refund = { readonly type: 'refund'; readonly key: string };

/**
 * Gives a service whose records are paid before they are what that takes: `intend`, the refund after a cancellation, and
 * the command `refund` once the money is back. Payment remembers each answer, so that it can be asked again.
 */
export function paid<State extends object, Command extends Word | Refund | { readonly type: string }>({
  service,
  events,
  intentOf,
  pending,
}: Paid<State, Command>): Mixin<IntentService<State, Command>> {
  type This = IntentService<State, Command>;
  return defineMixin<IntentService<State, Command>, This>({
    mixins: [
      intent<State, Command>({
        service,
        intentOf,
        pending,
        commandOf: (word) => word as Command,
        remembers: true,
        undoneBy: { type: `${service}.cancelled`, data: events },
        settle(ctx, id, state) {
          const { paymentId, customerId: memberId } = state as State & Owed;
          return callPayment(ctx, 'payment.settle', { id: paymentId, memberId, orderId: id, orderKind: service });
        },
      }),
    ],
    ...moreChannels({
      'payment.refunded': {
        data: paymentEventDefinitions,
        maxInFlight: 256,
        /** Refunds of other systems are passed over. */
        handler(this: This, ctx: Context<Extract<PaymentEnvelope, { type: 'payment.refunded' }>>) {
          const { subject: key, data } = ctx.params;
          if (ownerOf(data) !== service) return undefined;
          return this.follow(ctx, { id: data.orderId, command: { type: 'refund', key } as Command });
        },
      },
    }),
  });
}

/** Asks payment for a record that has been written. */
export function askToBePaid(ctx: Context, service: string, id: string, owed: Owed, amount: number): Promise<Word> {
  const { PAYMENT_TIMEOUT_MS } = settingsOf(ctx.broker, payerVariables);
  const charge = { memberId: owed.customerId, amount, orderId: id, orderKind: service };
  return askForPayment(ctx, owed.paymentId, charge, PAYMENT_TIMEOUT_MS);
}

/** When something is asked for, RFC 3339, and the epoch ms from which payment's answer to it counts as unknown. */
export function timesOf(broker: ServiceBroker): { readonly at: string; readonly due: number } {
  const { PAYMENT_TIMEOUT_MS } = settingsOf(broker, payerVariables);
  const now = nowOf(broker);
  return { at: new Date(now).toISOString(), due: now + PAYMENT_TIMEOUT_MS + (broker.options.requestTimeout ?? 0) };
}
