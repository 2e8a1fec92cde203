import type { Follow } from '../../../mixins/actor.mixin.ts';
import { ownerOf, type PaymentEnvelope } from '../../payment/payment.contract.ts';
import type { BookEnvelope } from '../book/book.contract.ts';
import { rentalOrder } from './rental.contract.ts';
import type { RentalCommand } from './rental.ts';

export function followBook(event: BookEnvelope): Follow<RentalCommand> | undefined {
  switch (event.type) {
    case 'library.book.held': {
      const { rentalId, copy, title } = event.data;
      return { id: rentalId, command: { type: 'hold', copy, title, toldBy: event.version } };
    }
    case 'library.book.queued': {
      const { rentalId, position, title } = event.data;
      return { id: rentalId, command: { type: 'queue', position, title, toldBy: event.version } };
    }
    case 'library.book.lent': {
      const { rentalId, copy, notHeld, title } = event.data;
      return notHeld && { id: rentalId, command: { type: 'lend', copy, title, toldBy: event.version } };
    }
    case 'library.book.refused':
      return { id: event.data.rentalId, command: { type: 'refuse', reason: event.data.reason } };
    case 'library.book.doubted':
      return { id: event.data.rentalId, command: { type: 'attest', toldBy: event.version } };
    default:
      return undefined;
  }
}

/** Refunds of other systems are passed over. */
export function followPayment(event: PaymentEnvelope): Follow<RentalCommand> | undefined {
  return event.type === 'payment.refunded' && ownerOf(event.data) === rentalOrder
    ? { id: event.data.orderId, command: { type: 'refund', paymentId: event.subject } }
    : undefined;
}
