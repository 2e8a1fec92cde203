import type { GoldenRecord } from './world.ts';

/** Long after all that was recorded. */
const at = '2030-01-01T00:00:00.000Z';

/**
 * Commands whose outcome a record of a day settles for good, whatever is added to the rules later. A check-out of a
 * reservation whose copy is unknown is none of them.
 */
export function probesOf({ source, id, state }: GoldenRecord): readonly object[] {
  if (source === '/rental') return rentalProbes(id, state as Probed);
  if (source === '/payment') return paymentProbes(state as Probed);
  if (source === '/book') return titleProbes(state as Probed);
  if (source === '/screening.screening') return screeningProbes();
  if (source === '/market.order') return orderProbes();
  if (source === '/registration.request') return requestProbes();
  if (source === '/registration.approval') return approvalProbes();
  if (source === '/vaccine.reservation') return vaccinationProbes();
  if (source === '/vaccine.user') return personProbes();
  if (source === '/store.reservation') return reservationProbes();
  if (source === '/store.product') return productProbes();
  if (source === '/kakao.message') return messageProbes();
  return [];
}

function rentalProbes(id: string, { state, memberId, bookId, amount, paymentId }: Probed): object[] {
  const request = { type: 'request', id, memberId, bookId, amount, at, due: 0, requestId: 'probe' };
  const asks = ['cancel', 'return', ...(state === 'reserved' ? [] : ['rental'])];
  return [
    request,
    { ...request, memberId: 'lee' },
    ...asks.map((type) => ({ type, at, requestId: 'probe' })),
    ...['confirm', 'settle', 'refund'].map((type) => ({ type, paymentId })),
    { type: 'decline', paymentId, reason: 'probe' },
    { type: 'abandon', due: 0 },
    { type: 'refuse', reason: 'stale' },
  ];
}

function paymentProbes({ memberId, orderId, amount }: Probed): object[] {
  const order = { memberId, orderId, at: Date.parse(at) };
  return [
    { type: 'pay', memberId, orderId, amount: amount ?? 1_000 },
    { type: 'pay', memberId, orderId: 'another', amount: amount ?? 1_000 },
    { type: 'settle', ...order, inquireAt: 0 },
    { type: 'approved', ...order, amount: amount ?? 1_000, reference: 'probe' },
    { type: 'refunded', at: Date.parse(at) },
    { type: 'uncharged', at: Date.parse(at) },
  ];
}

function titleProbes({ copies = [], waitlist = [] }: Probed): object[] {
  const rentalIds = [...copies.flatMap(({ rentalId }) => rentalId ?? []), ...waitlist];
  const follow = (rentalId: string) => ({ rentalId, requestedAt: Date.parse(at), at: Date.parse(at) });
  return [
    { type: 'allocate', ...follow('another') },
    ...rentalIds.flatMap((rentalId) => [
      { type: 'allocate', ...follow(rentalId) },
      { type: 'release', by: 'cancel', ...follow(rentalId) },
    ]),
  ];
}

function screeningProbes(): object[] {
  const asked = { hospitalId: 'another', chkDate: '2030-01-01', custId: 'lee', custNm: 'Lee', requestedAt: at };
  return [
    { type: 'request', ...asked, due: 0 },
    { type: 'settle', key: 'another' },
    { type: 'evict', attempt: 99, at },
  ];
}

function orderProbes(): object[] {
  return [
    {
      type: 'request',
      id: 'another',
      bookId: 'another',
      qty: 1,
      customerId: 'lee',
      amount: 1,
      requestedAt: at,
      due: 0,
    },
    { type: 'settle', key: 'another' },
    { type: 'refund', key: 'another' },
    { type: 'cancel', at, requestId: 'probe' },
  ];
}

function requestProbes(): object[] {
  return [
    { type: 'ask', bookId: 'another', bookNm: 'another', publId: 'another', requestedAt: at, due: 0 },
    { type: 'settle', key: 'another' },
    { type: 'cancel', at, requestId: 'probe' },
  ];
}

function approvalProbes(): object[] {
  return [
    { type: 'decide', appYn: 'Y', publId: 'another', requestId: 'probe' },
    { type: 'decide', appYn: 'Y', publId: '100', requestId: 'probe' },
    { type: 'decide', appYn: 'N', publId: '100', requestId: 'probe' },
  ];
}

function vaccinationProbes(): object[] {
  const asked = { userId: 'another', userRegNumber: '910101-2******', reserveDate: '2030-01-01', requestedAt: at };
  return [
    { type: 'request', ...asked, due: 0 },
    { type: 'settle', key: 'another' },
    { type: 'cancel', at, requestId: 'probe' },
    { type: 'inject', at, today: '2027-09-09' },
  ];
}

function personProbes(): object[] {
  return [{ type: 'engage', key: 'another' }, { type: 'vaccinate', key: 'another' }, { type: 'forget' }];
}

function reservationProbes(): object[] {
  const asked = {
    productId: 'another',
    qty: 1,
    customerId: 'lee',
    customerName: 'L*e',
    customerPhone: '010-****-0000',
  };
  return [
    { type: 'order', id: 'another', ...asked, said: {}, date: at, due: 0 },
    { type: 'settle', key: 'another' },
    { type: 'refund', key: 'another' },
    { type: 'cancel', at, requestId: 'probe' },
    { type: 'pickUp', at },
    { type: 'pickUp', at, requestId: 'probe' },
  ];
}

function productProbes(): object[] {
  return [
    { type: 'deliver', orderId: 'another' },
    { type: 'take', reserveId: 'r1', qty: 1 },
    { type: 'take', reserveId: 'another', qty: 1_000 },
    { type: 'use', reserveId: 'another' },
  ];
}

function messageProbes(): object[] {
  const at = Date.UTC(2030, 0, 1);
  return [
    { type: 'sent', at, sender: 'webhook' },
    { type: 'fail', at, reason: 'probe', due: at },
    { type: 'retry', at, expiresAt: at },
  ];
}

interface Probed {
  readonly state: string;
  readonly memberId?: string;
  readonly bookId?: string;
  readonly amount?: number;
  readonly paymentId?: string;
  readonly orderId?: string;
  readonly copies?: readonly { readonly rentalId?: string }[];
  readonly waitlist?: readonly string[];
}
