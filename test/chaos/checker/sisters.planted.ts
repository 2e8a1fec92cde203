import { type Change, type Planted, records } from './changes.ts';

/** A day of a hospital with one place, held by these screenings, which are in these states. */
function day(holders: readonly string[], screenings: Readonly<Record<string, string>>, status = 'RESERVED'): Change {
  const details = { hospitalId: 'h1', chkDate: '2027-09-09', attempt: 1 };
  const granted = Object.fromEntries(holders.map((id) => [`1 ${id}`, 1]));
  const own = {
    'screening.hospital': [{ id: 'h1.2027-09-09', version: 1, state: { places: { limit: 1, granted, closed: [] } } }],
    'screening.screening': Object.entries(screenings).map(([id, state]) => ({
      id,
      version: 1,
      state: { ...details, state },
    })),
    'screening.reservation': Object.keys(screenings).map((id) => ({ id, version: 1, state: { status } })),
  };
  return ({ records }) => ({ records: { ...records, ...own } });
}

/** An order for 2,000 won in this state, with its parcel, and what it was charged. */
function bought(state: string, status?: string, charged?: number): Change {
  const order = { id: 'o1', version: 1, state: { state, amount: 2_000, paymentId: 'o1' } };
  return ({ records, movements }) => ({
    records: {
      ...records,
      'market.order': [order],
      'market.delivery': status ? [{ id: 'o1', version: 1, state: { status } }] : [],
    },
    movements: charged ? [...movements, { key: 'o1', amount: charged, charged: 1, refunded: 0 }] : movements,
  });
}

/** A request for a new title and its approval in these states; one without a state is not there. */
function asked(request?: string, approval?: string): Change {
  const only = (state?: string) => (state ? [{ id: 't1', version: 1, state: { state } }] : []);
  const own = { 'registration.request': only(request), 'registration.approval': only(approval) };
  return ({ records }) => ({ records: { ...records, ...own } });
}

/** What the rules of the systems beside the library must find. */
export const plantedInSisters: Readonly<Record<string, readonly Planted[]>> = {
  'each place is held by a screening that is booked': [
    ['one that is held for a screening that was cancelled', day(['s1'], { s1: 'cancelled' }, 'CANCELED')],
    ['one that is held for nobody', day(['s9'], { s1: 'refused' })],
    ['a screening that is booked without a place', day([], { s1: 'completed' })],
    ['more places than there are', day(['s1', 's2'], { s1: 'completed', s2: 'completed' })],
  ],
  'the register agrees with the screenings': [
    ['one that was cancelled, and is registered still', day([], { s1: 'cancelled' })],
    ['one that is booked, and cancelled there', day(['s1'], { s1: 'completed' }, 'CANCELED')],
  ],
  'each delivery agrees with its order': [
    ['a parcel that is kept of an order that was refunded', bought('refunded', 'Shipped')],
    ['an order that was sent with no parcel', bought('shipped')],
    ['a parcel of an order that was never paid', bought('declined', 'Shipped')],
  ],
  'each order is charged its amount': [
    ['one that was charged less', bought('shipped', 'Shipped', 1_000)],
    ['one that was never charged', bought('shipped', 'Shipped')],
  ],
  'each request and its approval say the same': [
    ['a title that was approved, and is cancelled', asked('cancelled', 'approved')],
    ['one that lies before nobody', asked('requested')],
    ['a decision that the request was not told of', asked('requested', 'approved')],
    ['an approval of no request', asked(undefined, 'lodged')],
  ],
  'each event that somebody is told of has one message': [
    ['one that nobody is told of', records('kakao.message', (messages) => messages.slice(1))],
    [
      'a message that follows from no event',
      records('kakao.message', (all) => [...all, { ...all[0], id: 'rental.r9-9' } as (typeof all)[number]]),
    ],
  ],
  'a message is sent only when its receiver has acknowledged it': [
    ['one that was not acknowledged', ({ acknowledged }) => ({ acknowledged: acknowledged.slice(1) })],
    [
      'one that was sent twice',
      ({ events }) => ({
        events: events.flatMap((event) =>
          event.type === 'kakao.message.sent' ? [event, { ...event, version: event.version + 1 }] : event,
        ),
      }),
    ],
  ],
};
