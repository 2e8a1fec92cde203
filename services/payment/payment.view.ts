import type { PaymentView } from './payment.contract.ts';
import type { Payment } from './payment.ts';

/** One part that is not given back yet does not count. */
function givenBack(record: Payment): Pick<PaymentView, 'givenBack'> {
  if (!('refunds' in record) || !record.refunds) return {};
  const done = record.state === 'returning' ? record.refunds.slice(0, -1) : record.refunds;
  return done.length > 0 ? { givenBack: done.reduce((sum, { amount }) => sum + amount, 0) } : {};
}

/** The payment as others see it. */
export function presentPayment(record: Payment & { readonly id: string }): PaymentView {
  if (record.state === 'absent') throw new Error(`${record.id} was never paid or settled`);
  const { id, memberId, orderId, orderKind, state, at } = record;
  return {
    id,
    memberId,
    orderId,
    ...(orderKind !== undefined && { orderKind }),
    amount: 'amount' in record ? record.amount : 0,
    state,
    ...('reference' in record && { reference: record.reference }),
    ...('reason' in record && { reason: record.reason }),
    ...givenBack(record),
    updatedAt: new Date(at).toISOString(),
  };
}
