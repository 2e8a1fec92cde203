import { daysAfter, todayInKorea } from '../../mixins/days.ts';
import type { OrderView } from '../../services/market/order/order.contract.ts';
import type { RequestView } from '../../services/registration/request/request.contract.ts';
import type { DashboardRow } from '../../services/store/dashboard/dashboard.contract.ts';
import type { ProductView } from '../../services/store/product/product.contract.ts';
import type { ReservationView } from '../../services/vaccine/reservation/reservation.contract.ts';
import { becomes } from './system.api.ts';
import type { System } from './system.ts';

interface Rows<Row> {
  readonly rows: readonly Row[];
}

/** The console of a system: what is typed, and what is printed then. */
interface Typing {
  readonly system: System;
  /** The line is carried out. */
  type(line: string, answer: RegExp): Promise<void>;
  /** The line is refused. */
  refused(line: string, answer: RegExp): Promise<void>;
}

/** What can be done in the console of the systems beside the library. */
export function sisterCommands({ system, type, refused }: Typing): void {
  it('registers a day of a hospital, books a screening, cancels it, and deletes the day', async () => {
    const customer = system.newMember();
    const day = `${customer}.2027-09-09`;
    await type(`hospital ${customer} 2027-09-09 2 Seoul`, new RegExp(`${day}  Seoul: 2 of 2 places are free`));
    await type(`screenings ${customer}`, new RegExp(`${customer} has no screenings`));
    await type(`screen ${customer} ${customer} 2027-09-09`, /REQUEST_COMPLETED: .* on 2027-09-09/);
    const booked = async () => {
      const { rows } = await system.get<Rows<{ id: string; status: string }>>(`/screening/myPages?custId=${customer}`);
      return rows.find(({ status }) => status === 'REQUEST_COMPLETED')?.id;
    };
    await becomes(async () => typeof (await booked()), 'string');
    const id = await booked();
    await type(`screenings ${customer}`, new RegExp(`${id}  REQUEST_COMPLETED`));
    await type(`screen-cancel ${id}`, new RegExp(`${id}  CANCELED`));
    await refused(`screen ${customer} nowhere 2027-09-09`, /hospital-not-found/);
    await becomes(() => system.get<{ available: number }>(`/screening/hospitals/${day}`), { available: 2 });
    await type(`hospital-places ${day} 3`, new RegExp(`${day}: 3 of 3 places are free`));
    await type(`hospital-delete ${day}`, new RegExp(`${day} is deleted; screenings cancelled: 0`));
  });

  it('orders copies of a book, lists the orders, and cancels one', async () => {
    const customer = system.newMember();
    const states = async () => {
      const { rows } = await system.get<Rows<OrderView>>(`/market/mypages?customerId=${customer}`);
      return rows.map(({ state }) => state);
    };
    await type(`orders ${customer}`, new RegExp(`${customer} has no orders`));
    await type(`order ${customer} 10 2`, new RegExp(`Paid: 2 of 10 for ${customer}, 2000 won`));
    await becomes(states, ['shipped']);
    await type(`orders ${customer}`, new RegExp(`Shipped: 2 of 10 for ${customer}`));
    const { rows } = await system.get<Rows<OrderView>>(`/market/orders?customerId=${customer}`);
    await type(`order-cancel ${rows[0]?.id}`, new RegExp(`${rows[0]?.id}  Cancelled: 2 of 10`));
    await becomes(states, ['refunded']);
    await refused(`order-cancel ${rows[0]?.id}`, /market-order-state: An order that is refunded cannot be cancelled/);
    await refused(`order ${customer} 10 0`, /'qty' field must be/);
  });

  it('asks for a new title, decides on it once, and cancels it', async () => {
    const publisher = system.newMember();
    await type(`register ${publisher} 99 Emma`, new RegExp(`requested: Emma of ${publisher}`));
    const { rows } = await system.get<Rows<RequestView>>(`/market/regRequests?publId=${publisher}`);
    const id = rows[0]?.id;
    await refused(`review ${id} nobody Y`, /registration-other-publisher/);
    await type(`review ${id} ${publisher} Y`, new RegExp(`${id}  approved: Emma`));
    await refused(`review ${id} ${publisher} Y`, /registration-approval-state: .* takes no further decision/);
    await becomes(() => system.get<RequestView>(`/market/regRequests/${id}`), { state: 'approved' });
    await type(`register-cancel ${id}`, new RegExp(`${id}  cancelled: Emma of ${publisher}`));
  });

  it('fills the stock of vaccines, books vaccinations, gives one, cancels another, and seals anew', async () => {
    const today = todayInKorea(Date.now());
    const later = daysAfter(today, 30);
    const booking = async (number: string, day: string) => {
      const shown = new RegExp(`RESERVE: 900101-1\\*{6} on ${day}`);
      await type(`vaccine-book Kim ${number} 010-1234-5678 ${day}`, shown);
      const rows = () => system.get<Rows<ReservationView>>(`/vaccine/dashboard/list?state=assigned&reserveDate=${day}`);
      await becomes(async () => (await rows()).rows.length, 1);
      return (await rows()).rows[0]?.id;
    };
    await type('vaccine-stock Pfizer 7', /Pfizer: 7, and 0 drawn/);
    await type('vaccine-stock', /Pfizer: 7, and 0 drawn/);
    const id = await booking('900101-1234567', later);
    await refused(`vaccine-inject ${id}`, new RegExp(`vaccine-not-today: It is booked for ${later}`));
    await refused('vaccine-cancel Lee 900101-1234567', /vaccine-user-not-found/);
    await type('vaccine-cancel Kim 900101-1234567', new RegExp(`${id}  CANCEL: 900101-1\\*{6} on ${later}`));
    const now = await booking('900101-1234568', today);
    await type(`vaccine-inject ${now}`, new RegExp(`${now}  INJECT: 900101-1\\*{6} on ${today}, \\w+`));
    await type('vaccine-reseal', /Persons sealed anew: 0\./);
  });

  it('orders a product, reserves it, and picks it up or cancels', async () => {
    const [customer, product] = [system.newMember(), system.newMember()];
    const row = async () => {
      const { rows } = await system.get<Rows<DashboardRow>>(`/store/dashboard/list/${customer}`);
      return rows.map(({ state }) => state);
    };
    const reserve = `store-reserve ${customer} Samuel 010-9837-0279 ${product} 2`;
    await refused(reserve, /store-product-not-found/);
    await type(
      `store-order ${product} Milk 1200 5`,
      new RegExp(`${product}  Milk, 1200 won: 0 left, 0 reserved, 5 ordered`),
    );
    await becomes(() => system.get<ProductView>(`/store/product/list/${product}`), { productQty: 5 });
    await type('store-products', new RegExp(`${product}  Milk, 1200 won: 5 left`));
    await type(`store-dashboard ${customer}`, /There are no reservations/);
    await type(reserve, new RegExp(`RESERVE: 2 of Milk for ${customer}, 2400 won`));
    await becomes(row, ['ready']);
    const { rows } = await system.get<Rows<DashboardRow>>(`/store/reservation/list?customerId=${customer}`);
    const id = rows[0]?.id;
    await type(`store-dashboard ${customer}`, new RegExp(`${id}  RESERVE: 2 of Milk`));
    await type(`store-pickup ${id}`, new RegExp(`${id}  PICKUP: 2 of Milk`));
    await refused(`store-cancel ${id}`, /store-reservation-state: A reservation that is picked-up cannot be cancelled/);
    await type(reserve, /RESERVE: 2 of Milk/);
    await becomes(async () => (await row()).toSorted(), ['picked-up', 'ready']);
    const open = await system.get<Rows<DashboardRow>>(`/store/reservation/list?customerId=${customer}&state=ready`);
    await type(`store-cancel ${open.rows[0]?.id}`, /CANCEL: 2 of Milk/);
    await becomes(() => system.get<ProductView>(`/store/product/list/${product}`), { productQty: 3, reservedQty: 0 });
  });
}
