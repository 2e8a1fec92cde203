import { idRule, memberRule, schemaOf } from '../../mixins/contract/rules.ts';
import { epochMs, objectOf, type SchemasOf, saying, text, won } from '../../mixins/contract/schema.ts';
import type { PaymentEvent } from './payment.contract.ts';

/** What the events of a payment carry, as JSON Schema. */

const id = schemaOf(idRule);
const order = { memberId: schemaOf(memberRule), orderId: id, at: epochMs };
const owner = { orderKind: { ...id, description: 'Whose order it is; a rental of the library where it is not said.' } };
const charged = { ...order, amount: won, reference: text(1_000) };

type Data<Type extends PaymentEvent['type']> = Extract<PaymentEvent, { type: Type }>['data'];

const captured = objectOf<Data<'payment.captured' | 'payment.refunded'>>({ required: charged, optional: owner });
const declined = objectOf<Data<'payment.declined'>>({
  required: { ...order, amount: won, reason: text(1_000) },
  optional: owner,
});
const refunding = objectOf<Data<'payment.refunding'>>({ required: { ...charged, due: epochMs }, optional: owner });
const voided = objectOf<Data<'payment.voided'>>({ required: order, optional: { ...owner, due: epochMs } });

export const paymentEventSchemas: SchemasOf<PaymentEvent> = {
  'payment.captured': saying('An order is paid.', captured),
  'payment.declined': saying('The provider declined to charge it.', declined),
  'payment.refunding': saying('The money is to go back; the provider is asked next.', refunding),
  'payment.refunded': saying('The provider gave the money back.', captured),
  'payment.voided': saying('Nothing was charged, and nothing will be.', voided),
};
