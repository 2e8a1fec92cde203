import type { Notices } from '../../mixins/notices.ts';
import type { rentalEventDefinitions } from './rental/rental.contract.ts';

/** What members are told. A book without a known title is told by its number. */
export const libraryNotices: Notices<typeof rentalEventDefinitions> = {
  'library.rental.ready': {
    status: 'Ready',
    to: ({ memberId }) => memberId,
    text: ({ title, bookId }) => ({
      en: `Your book is ready to be fetched: “${title ?? bookId}”.`,
      ko: `예약하신 책이 준비되었습니다: “${title ?? bookId}”`,
    }),
  },
  'library.rental.refunded': {
    status: 'Refunded',
    to: ({ memberId, amount }) => (amount > 0 ? memberId : undefined),
    text: ({ title, bookId, amount }) => ({
      en: `Your reservation of “${title ?? bookId}” is cancelled, and ${amount} won are refunded.`,
      ko: `“${title ?? bookId}” 예약이 취소되어 ${amount}원이 환불되었습니다.`,
    }),
  },
};
