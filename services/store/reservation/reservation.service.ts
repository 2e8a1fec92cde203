import type { Context } from 'moleculer';
import { defineAggregate } from '../../../mixins/aggregate.ts';
import { nowOf } from '../../../mixins/clock.ts';
import { cancels } from '../../../mixins/commands.ts';
import type { ParamsOf } from '../../../mixins/contract/typed.ts';
import { expiry } from '../../../mixins/expiry.mixin.ts';
import { Refused } from '../../../mixins/kernel/errors.ts';
import { lookup } from '../../../mixins/lookup.mixin.ts';
import { refuseOthers } from '../../../mixins/ownership.ts';
import { routedBy } from '../../../mixins/rendezvous.ts';
import { repair } from '../../../mixins/repair.mixin.ts';
import { requestKeyOf } from '../../../mixins/request-key.ts';
import { runtimeOf } from '../../../mixins/runtime.ts';
import { idempotent, keeps } from '../../../mixins/schema.ts';
import { personalKeysOf } from '../../../mixins/sealing/keys-of.ts';
import { maskedName, maskedPhone } from '../../../mixins/sealing/personal.ts';
import { type SealedRecord, sealedIn, Vault } from '../../../mixins/sealing/vault.ts';
import { tellsSteps } from '../../history/steps.contract.ts';
import { askToBePaid, paid, timesOf } from '../../payment/paid.contract.ts';
import { followedProducts, type ProductEnvelope, productEvents, productsIn } from '../product/product.contract.ts';
import {
  contactErased,
  followedReservations,
  type ReservationEnvelope,
  type ReservationView,
  reservationActions,
  reservationEvents,
  reservationKind,
  reservationListing,
  shownOf,
  unpayable,
} from './reservation.contract.ts';
import {
  followedTypes,
  followProduct,
  intentOf,
  type Known,
  type Reservation,
  reservation,
  restateReservation,
} from './reservation.ts';

type Params<Name extends keyof typeof reservationActions> = Context<ParamsOf<(typeof reservationActions)[Name]>>;
type Told<Envelope, Type> = Context<Extract<Envelope, { type: Type }>>;
type ContactField = 'customerName' | 'customerPhone';

/** Milliseconds. */
const resealing = 600_000;

const contacts = sealedIn('contact');

/** A reservation must be paid before it is. */
const isPaid = paid<Reservation, Parameters<typeof reservation.decide>[0]>({
  service: reservationKind,
  events: reservationEvents,
  intentOf,
  pending: unpayable,
});

/** Reservations of the store. Whom to call is kept sealed, by the attempt, until the reservation is over. */
export default defineAggregate({
  name: 'store.reservation',
  decider: reservation,
  records: {
    noun: 'store-reservation',
    collection: {
      name: 'reservation',
      columns: {
        customerId: { type: 'text', index: 'all', fixed: true },
        productId: { type: 'text', index: 'all', fixed: true },
        state: { type: 'text', index: 'all' },
        due: { type: 'integer', index: 'present' },
      },
    },
    owner: 'customerId',
    ...reservationListing,
    present,
  },
  mixins: [
    repair(restateReservation),
    lookup(productsIn('reservation_product')),
    isPaid,
    tellsSteps('store', 'store.reservation'),
    expiry,
    keeps<{ contacts: Vault<ContactField> }>(),
  ],

  created() {
    const store = runtimeOf(this.broker).open<SealedRecord<ContactField>>(this.name, contacts);
    this.contacts = new Vault(store, personalKeysOf(this.broker), contacts.name);
    this.expiring = [store];
  },

  actions: {
    order: {
      ...routedBy('id'),
      ...idempotent,
      circuitBreaker: { passesOn: [unpayable.refused] },
      params: reservationActions['store.reservation.order'].params,
      async handler(ctx: Params<'store.reservation.order'>): Promise<ReservationView> {
        const { id, customerName, customerPhone, productName, productPrice, ...asked } = ctx.params;
        refuseOthers(ctx, asked.customerId);
        await this.refuseUnreachable(id, 'payment.pay');
        const { at: date, due } = timesOf(this.broker);
        const known = await this.products.findById(asked.productId);
        const command = {
          ...({ type: 'order', id, ...asked, date, due } as const),
          ...{ customerName: maskedName(customerName), customerPhone: maskedPhone(customerPhone) },
          ...(known && { product: { productName: known.productName, productPrice: known.productPrice } }),
          said: {
            ...(productName !== undefined && { productName }),
            ...(productPrice !== undefined && { productPrice }),
          },
        };
        const { state } = await this.intend(ctx, id, command, async (written) => {
          const owed = written as Known;
          await this.contacts.keep(owed.paymentId, { customerName, customerPhone });
          return askToBePaid(ctx, reservationKind, id, owed, owed.totalPrice);
        });
        return present({ id, ...state });
      },
    },

    cancel: cancels(reservation, reservationActions['store.reservation.cancel'], present),

    pickUp: {
      ...routedBy('id'),
      ...idempotent,
      params: reservationActions['store.reservation.pickUp'].params,
      async handler(ctx: Params<'store.reservation.pickUp'>): Promise<ReservationView> {
        const { id } = ctx.params;
        const at = new Date(nowOf(this.broker)).toISOString();
        const { state } = await this.execute(ctx, id, { type: 'pickUp', at, requestId: requestKeyOf(ctx) });
        return present({ id, ...state });
      },
    },

    contact: {
      ...idempotent,
      params: reservationActions['store.reservation.contact'].params,
      async handler(ctx: Params<'store.reservation.contact'>) {
        const { id } = ctx.params;
        const { paymentId } = (await this.visible(ctx, id)) as Known;
        const contact = await this.contacts.open(paymentId);
        if (!contact) throw new Refused(contactErased);
        return { id, ...contact };
      },
    },

    reseal: {
      ...idempotent,
      timeout: resealing,
      params: reservationActions['store.reservation.reseal'].params,
      async handler() {
        return { resealed: await this.contacts.reseal() };
      },
    },
  },

  channels: {
    [followedProducts]: {
      types: followedTypes,
      data: productEvents,
      maxInFlight: 256,
      handler(ctx: Told<ProductEnvelope, (typeof followedTypes)[number]>) {
        return this.follow(ctx, followProduct(ctx.params));
      },
    },
    [followedReservations]: {
      types: [
        'store.reservation.declined',
        'store.reservation.abandoned',
        'store.reservation.picked-up',
        'store.reservation.refunded',
      ],
      data: reservationEvents,
      maxInFlight: 256,
      handler(ctx: Context<ReservationEnvelope>) {
        return this.contacts.erase(ctx.params.data.paymentId);
      },
    },
  },
});

function present(record: Reservation & { readonly id: string }): ReservationView {
  if (record.state === 'new') throw new Error(`${record.id} was never asked for`);
  return shownOf(record.state, record);
}
