import { idRule, schemaOf } from '../../mixins/contract/rules.ts';
import { epochMs, objectOf, type SchemasOf, text, won } from '../../mixins/contract/schema.ts';
import type { PaymentEvent } from './payment.contract.ts';

/** What the events of a payment carry, as JSON Schema. */

const id = schemaOf(idRule);
const order = { memberId: id, orderId: id, at: epochMs };
const charged = { ...order, amount: won, reference: text(1_000) };

type Data<Type extends PaymentEvent['type']> = Extract<PaymentEvent, { type: Type }>['data'];

export const paymentEventSchemas: SchemasOf<PaymentEvent> = {
  'payment.captured': objectOf<Data<'payment.captured'>>({ required: charged, optional: {} }),
  'payment.declined': objectOf<Data<'payment.declined'>>({
    required: { ...order, amount: won, reason: text(1_000) },
    optional: {},
  }),
  'payment.refunding': objectOf<Data<'payment.refunding'>>({ required: { ...charged, due: epochMs }, optional: {} }),
  'payment.refunded': objectOf<Data<'payment.refunded'>>({ required: charged, optional: {} }),
  'payment.voided': objectOf<Data<'payment.voided'>>({ required: order, optional: { due: epochMs } }),
};
