import type { Attempt } from '../../../mixins/proof.ts';
import { type Change, type Planted, type Records, records } from './changes.ts';

const phoned: Attempt = { command: 'vaccinate', who: '010-7777-0003', outcome: 'refused', askedAt: 1, answeredAt: 2 };

/** A row of another table. */
function other(table: string, row: object): Change {
  return ({ others }) => ({ others: { ...others, [table]: [row] } });
}

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

/** A reservation of a vaccination: its state, the person, its place and its dose. */
interface Booked {
  readonly state?: string;
  readonly person?: { readonly state: string; readonly key?: string };
  readonly places?: readonly string[];
  readonly drawn?: Readonly<Record<string, string>>;
  readonly others?: Records;
}

/** One reservation that is assigned a dose, with what differs. */
function vaccination({ state = 'assigned', person, places = ['v1.1'], drawn, others = [] }: Booked): Change {
  const booking = { userId: 'p1', reserveDate: '2027-09-09', attempt: 1, vaccineType: 'Pfizer' };
  const granted = Object.fromEntries(places.map((key) => [key, 1]));
  const one = (id: string, state: object) => [{ id, version: 1, state }];
  const own = {
    'vaccine.reservation': [...one('v1', { ...booking, state }), ...others],
    'vaccine.user': one('p1', person ?? { state: 'engaged', key: 'v1.1', over: [] }),
    'vaccine.calendar': one('2027-09-09', { places: { limit: 1, granted, closed: [] } }),
    'vaccine.stock': one('stock', { doses: {}, drawn: drawn ?? { v1: 'Pfizer' }, over: [] }),
  };
  return ({ records }) => ({ records: { ...records, ...own } });
}

/** What has happened to the stock of one vaccine. */
function doses(...types: readonly string[]): Change {
  const event = (type: string, version: number) => ({
    ...{ id: `stock-${version}`, source: '/vaccine.stock', type: `vaccine.stock.${type}`, version, subject: 'stock' },
    data: { vaccineType: 'Pfizer', quantity: 1, reservationId: `v${version}` },
  });
  return ({ events }) => ({ events: [...events, ...types.map(event)] as typeof events });
}

/** A product of which three pieces were delivered and so many are claimed, and one reservation of two in this state. */
function shelved(state: string, granted: Readonly<Record<string, number>>, limit = 3): Change {
  const only = (id: string, of: object) => [{ id, version: 1, state: of }];
  const own = {
    'store.supplier': only('o1', { status: 'Shipped', productId: '1', productQty: 3 }),
    'store.product': only('1', { stock: { limit, granted, closed: [] }, orders: {} }),
    'store.reservation': only('r1', { state, productId: '1', qty: 2, paymentId: 'r1' }),
  };
  const told = { source: '/store.product', type: 'store.product.short', data: { reserveId: 'r1' } };
  return ({ records, events }) => ({
    records: { ...records, ...own },
    events: Object.keys(granted).length > 0 ? events : [...events, told as (typeof events)[number]],
  });
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
  'nobody has two live reservations': [
    ['a reservation that does not bind its person', vaccination({ person: { state: 'idle' } })],
    ['a person who is bound by what is cancelled', vaccination({ state: 'cancelled', places: [], drawn: {} })],
    [
      'two of one person',
      vaccination({ others: [{ id: 'v2', version: 1, state: { state: 'reserved', userId: 'p1', attempt: 1 } }] }),
    ],
  ],
  'each place of a day is held by a reservation that needs it': [
    ['a reservation without a place', vaccination({ places: [] })],
    ['a place that is held in vain', vaccination({ state: 'cancelled' })],
    ['more places than there are', vaccination({ places: ['v1.1', 'v2.1'] })],
  ],
  'no vaccine is drawn that is not there': [
    ['one that was drawn twice', doses('filled', 'drawn', 'drawn')],
    ['a dose that nobody is assigned', vaccination({ state: 'cancelled' })],
    ['a reservation without its dose', vaccination({ drawn: {} })],
    ['another vaccine than it says', vaccination({ drawn: { v1: 'Moderna' } })],
  ],
  'no name, number or phone of a person can be read': [
    ['a number in a record', vaccination({ person: { state: 'idle', key: '900101-1000003' } })],
    ['a name in a dead letter', ({ deadLetters }) => ({ deadLetters: [...deadLetters, '{"name":"Hong Gildong 3"}'] })],
    ['a number in a table of attempts', other('vaccine.user/name_attempts', { id: 'number:9001011000003' })],
    ['a phone in what a client wrote down', ({ attempts }) => ({ attempts: [...attempts, phoned] })],
  ],
  'the pieces of each product add up': [
    ['pieces that nobody delivered', shelved('ready', { r1: 2 }, 4)],
    ['more that are claimed than there are', shelved('ready', { r1: 2, r2: 2 })],
    ['pieces that are still there when they were picked up', shelved('picked-up', { r1: 2 })],
  ],
  'who can pick up has the pieces, and nobody else': [
    ['a reservation without its pieces', shelved('ready', { r2: 1 })],
    ['pieces of one that was refunded', shelved('refunded', { r1: 2 })],
    ['another number of them', shelved('ready', { r1: 1 })],
  ],
  'whoever got no pieces has the money back': [
    ['one that is told to be ready', shelved('ready', {})],
    ['one that waits for ever', shelved('reserved', {})],
  ],
  'no name or phone of a customer can be read': [
    ['a phone beside the records', other('store.reservation/contact', { phone: '01098370279' })],
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
