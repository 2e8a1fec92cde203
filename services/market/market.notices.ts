import type { Notices } from '../../mixins/notices.ts';
import type { deliveryEvents } from './delivery/delivery.contract.ts';

/** What customers are told. */
export const marketNotices: Notices<typeof deliveryEvents> = {
  'market.delivery.shipped': {
    status: 'Shipped',
    to: ({ customerId }) => customerId,
    text: ({ orderId, customerId }) => ({
      en: `${orderId} ${customerId} Shipped...`,
      ko: `${orderId} ${customerId} 배송이 시작되었습니다...`,
    }),
  },
};
