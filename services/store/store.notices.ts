import type { Notices } from '../../mixins/notices.ts';
import type { reservationEvents } from './reservation/reservation.contract.ts';

/** What customers are told: that they have paid, that it failed, and that they have their money back. */
export const storeNotices: Notices<typeof reservationEvents> = {
  'store.reservation.reserved': {
    status: 'Paid',
    to: ({ customerId }) => customerId,
    text: ({ productName, qty, totalPrice }, id) => ({
      en: `${id}: ${qty} of ${productName} are paid, ${totalPrice} won.`,
      ko: `${id}: ${productName} ${qty}개, ${totalPrice}원 결제가 완료되었습니다.`,
    }),
  },
  'store.reservation.declined': {
    status: 'PaymentFailed',
    to: ({ customerId }) => customerId,
    text: ({ productName, qty }, id) => ({
      en: `${id}: the payment for ${qty} of ${productName} failed, and nothing is reserved.`,
      ko: `${id}: ${productName} ${qty}개의 결제가 실패하여 예약되지 않았습니다.`,
    }),
  },
  'store.reservation.refunded': {
    status: 'Refunded',
    to: ({ customerId }) => customerId,
    text: ({ productName, qty, totalPrice, reason }, id) => ({
      en: `${id}: ${totalPrice} won for ${qty} of ${productName} are given back.${reason ? ` ${reason}` : ''}`,
      ko: `${id}: ${productName} ${qty}개, ${totalPrice}원이 환불되었습니다.${reason ? ' 재고가 부족했습니다.' : ''}`,
    }),
  },
};
