import type { PaymentView } from './payment.contract.ts';
import type { Payment } from './payment.ts';

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
    updatedAt: new Date(at).toISOString(),
  };
}
