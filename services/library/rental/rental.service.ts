import type { Context } from 'moleculer';
import type { Executed } from '../../../mixins/actor.mixin.ts';
import { defineAggregate } from '../../../mixins/aggregate.ts';
import { nowOf } from '../../../mixins/clock.ts';
import { intent } from '../../../mixins/intent.mixin.ts';
import { Refused } from '../../../mixins/kernel/errors.ts';
import { lookup } from '../../../mixins/lookup.mixin.ts';
import { callerOf, hasSelfService, onlyFor, refuseOthers } from '../../../mixins/ownership.ts';
import { routedBy } from '../../../mixins/rendezvous.ts';
import { repair } from '../../../mixins/repair.mixin.ts';
import { requestKeyOf } from '../../../mixins/request-key.ts';
import { idempotent } from '../../../mixins/schema.ts';
import { settingsOf } from '../../../mixins/settings.ts';
import { happeningsOf } from '../../history/steps.contract.ts';
import { askForPayment } from '../../payment/charge.contract.ts';
import { payerVariables } from '../../payment/payer.contract.ts';
import { type PaymentEnvelope, paymentEventDefinitions } from '../../payment/payment.contract.ts';
import { callBook } from '../book/book.api.contract.ts';
import { type BookEnvelope, bookEventDefinitions, bookEvents } from '../book/book.contract.ts';
import { titlesIn, withTitles } from '../book/titles.contract.ts';
import { oneReservation } from './live-reservations.mixin.ts';
import { placeColumn, withPositions } from './place.contract.ts';
import { allocationUnknown, membersUnknowable, notWhileWaiting, unpayable, withdrawn, wouldWait } from './refusals.ts';
import { askTitle } from './rental.allocation.ts';
import { rentalActions, rentalListing } from './rental.api.contract.ts';
import type {
  RentalHistory,
  RentalTerms,
  RentalView,
  ReserveParams,
  Terms,
  TransitionParams,
} from './rental.contract.ts';
import { stepsOf } from './rental.history.ts';
import { checkMember, isForAnother } from './rental.member.ts';
import { paid } from './rental.payment.ts';
import { followBook, followPayment } from './rental.policy.ts';
import { restateRental } from './rental.restate.ts';
import { type Rental, type RentalCommand, rental } from './rental.ts';
import { rentalVariables } from './rental.variables.ts';
import { presentReceipt, presentRental } from './rental.view.ts';

type CheckOut = Extract<RentalCommand, { type: 'rental' }>;

/** Milliseconds that a reservation waits for what a title says of its copies, before it goes on without. */
const titleTimeout = 1_000;

function isAllocationUnknown({ type }: Error & { readonly type?: string }): boolean {
  return type === allocationUnknown.refused;
}

export default defineAggregate({
  name: 'rental',
  decider: rental,
  records: {
    noun: 'rental',
    collection: {
      name: 'rental',
      columns: {
        state: { type: 'text', index: 'all' },
        due: { type: 'integer', index: 'present' },
        place: placeColumn,
      },
    },
    owner: 'memberId',
    ...rentalListing,
    async complete(rentals) {
      return withTitles(await withPositions(rentals, this.adapter), this);
    },
    present: presentRental,
  },
  mixins: [oneReservation, repair(restateRental), lookup(titlesIn('rental_title')), intent(paid)],

  actions: {
    terms: {
      ...idempotent,
      params: rentalActions['rental.terms'].params,
      handler(): Terms {
        return { fee: settingsOf(this.broker, rentalVariables).RENTAL_FEE };
      },
    },

    reserve: {
      ...routedBy('id'),
      ...idempotent,
      circuitBreaker: { passesOn: [unpayable.refused, membersUnknowable.refused] },
      params: rentalActions['rental.reserve'].params,
      async handler(ctx: Context<ReserveParams>): Promise<RentalView> {
        const { id, memberId, bookId, wait } = ctx.params;
        refuseOthers(ctx, memberId);
        const { RENTAL_FEE: amount } = settingsOf(this.broker, rentalVariables);
        const { PAYMENT_TIMEOUT_MS } = settingsOf(this.broker, payerVariables);
        const { requestTimeout = 0 } = this.broker.options;
        if (amount > 0) await this.refuseUnreachable(id, 'payment.pay');
        const title = await this.titles.findById(bookId);
        if (title?.withdrawn && !(await this.adapter.findById(id))) throw new Refused(withdrawn);
        if (isForAnother(ctx, memberId) && !(await this.adapter.findById(id)))
          await checkMember(ctx, memberId, this.logger);
        if (wait === false) await this.refuseToWait(ctx, ctx.params);
        const began = performance.now();
        await this.refuseSecond(id, await this.liveReservations.take(ctx.params));
        const now = nowOf(this.broker);
        const due = now + PAYMENT_TIMEOUT_MS + requestTimeout;
        const terms = { id, memberId, bookId, amount, wait, at: new Date(now).toISOString() };
        const requestId = ctx.requestID ?? ctx.id;
        const { state } = await this.intend(ctx, id, { type: 'request', ...terms, due, requestId }, async (asked) => {
          const isLost = await this.liveReservations.lostSince(began, ctx.params);
          const { paymentId: key, amount: agreed } = asked as RentalTerms;
          if (isLost) return { type: 'giveUp', key, due: nowOf(this.broker) };
          return askForPayment(ctx, key, { memberId, amount: agreed, orderId: id }, PAYMENT_TIMEOUT_MS);
        });
        return presentReceipt(id, state);
      },
    },

    /** One that was just made has no steps yet. */
    history: {
      ...idempotent,
      params: rentalActions['rental.history'].params,
      async handler(ctx: Context<{ id: string }>): Promise<RentalHistory> {
        const { id } = ctx.params;
        await this.visible(ctx, id);
        return { id, steps: stepsOf(await happeningsOf(ctx, 'library', id)) };
      },
    },

    transition: {
      ...routedBy('id'),
      ...idempotent,
      circuitBreaker: { passesOn: [allocationUnknown.refused] },
      params: rentalActions['rental.transition'].params,
      async handler(ctx: Context<TransitionParams>): Promise<RentalView> {
        const { id, reqState, override } = ctx.params;
        if (onlyFor(ctx) !== undefined) await this.visible(ctx, id);
        const at = new Date(nowOf(this.broker)).toISOString();
        const by = callerOf(ctx);
        const asking = { at, requestId: requestKeyOf(ctx), selfService: hasSelfService(ctx), ...(by && { by }) };
        const command = {
          type: reqState,
          ...asking,
          ...(override && { override: { ...override, ...(by && { by }) } }),
        };
        const { state } = await this.execute(ctx, id, command).catch((error) =>
          isAllocationUnknown(error) ? this.checkOut(ctx, { ...command, type: 'rental' }) : Promise.reject(error),
        );
        const [shown] = await this.presented([{ id, ...state }]);
        return shown as RentalView;
      },
    },
  },

  methods: {
    /**
     * Refuses a new reservation of a title without a free copy, before anything is charged. When the title cannot be
     * asked, the reservation goes on: it is refunded if the title then has it wait.
     */
    async refuseToWait(ctx: Context, asking: ReserveParams): Promise<void> {
      const { id, bookId } = asking;
      if (await this.adapter.findById(id)) return;
      await this.refuseSecond(id, await this.liveReservations.standing(asking));
      const book = await callBook(ctx, 'book.get', { id: bookId }, { timeout: titleTimeout }).catch(() => undefined);
      if (book?.available === 0) throw new Refused(wouldWait(book.waiting));
    },

    /** Of a rental whose allocation is unknown: the title is asked first, if it can be. */
    async checkOut(ctx: Context<TransitionParams>, command: CheckOut): Promise<Executed<Rental>> {
      const { id } = ctx.params;
      const terms = (await this.visible(ctx, id)) as unknown as RentalTerms;
      const { override, ...plain } = command;
      const word = await askTitle(ctx, id, terms, {
        override,
        requestTimeout: this.broker.options.requestTimeout ?? 0,
      });
      if (!word) return this.execute(ctx, id, { ...command, unchecked: true });
      if (word.type === 'queue') throw new Refused(notWhileWaiting(word.position));
      await this.execute(ctx, id, word);
      return this.execute(ctx, id, word.type === 'hold' ? command : plain);
    },
  },

  channels: {
    [bookEvents]: {
      types: [
        'library.book.held',
        'library.book.queued',
        'library.book.lent',
        'library.book.refused',
        'library.book.doubted',
      ],
      data: bookEventDefinitions,
      maxInFlight: 256,
      handler(ctx: Context<BookEnvelope>) {
        return this.follow(ctx, followBook(ctx.params));
      },
    },
    'payment.refunded': {
      data: paymentEventDefinitions,
      handler(ctx: Context<PaymentEnvelope>) {
        return this.follow(ctx, followPayment(ctx.params));
      },
    },
  },
});
