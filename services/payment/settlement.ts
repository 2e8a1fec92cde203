import { leftOf, type Payment, type PaymentCommand } from './payment.ts';
import type { PaymentProvider } from './provider.ts';

/**
 * Asks the provider for what a payment still lacks: the refund that it owes, or word that under a tombstone
 * nothing was charged. Answers what the provider has told; nothing when the payment lacks nothing.
 * @param at now, epoch ms
 * @throws when the provider fails
 */
export async function askProvider(
  provider: PaymentProvider,
  id: string,
  payment: Payment,
  at: number,
): Promise<PaymentCommand | undefined> {
  if (payment.state === 'refunding') {
    await provider.refund({ key: id, amount: leftOf(payment) });
    return { type: 'refunded', at };
  }
  const part = payment.state === 'returning' ? payment.refunds?.at(-1) : undefined;
  if (part) {
    await provider.refund({ key: id, amount: part.amount, part: part.refundId });
    return { type: 'returned', refundId: part.refundId, at };
  }
  if (payment.state === 'voided' && payment.due !== undefined) {
    const charge = await provider.inquire({ key: id });
    const { memberId, orderId, orderKind } = payment;
    return charge ? { type: 'approved', memberId, orderId, orderKind, ...charge, at } : { type: 'uncharged', at };
  }
  return undefined;
}
