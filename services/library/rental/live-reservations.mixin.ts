import { Refused } from '../../../mixins/kernel/errors.ts';
import { runtimeOf, type StoreAdapter } from '../../../mixins/runtime.ts';
import { defineMixin } from '../../../mixins/schema.ts';
import { type Claim, claimed, LiveReservations, type Standing } from './live-reservations.ts';
import { alreadyReserved } from './refusals.ts';
import type { Rental } from './rental.ts';

/** What a service with claims has in `this`. */
export interface ReservingService {
  readonly liveReservations: LiveReservations;
  /**
   * Refuses a new reservation beside a live one. A repeat joins what the first request began.
   * @throws Refused `already-reserved`
   */
  refuseSecond(id: string, standing: Standing | undefined): Promise<void>;
}

/** One live reservation of a title a member: the claims of the rentals, in a table of their own. */
export const oneReservation = defineMixin<ReservingService, Wiring>({
  created() {
    this.claimRecords = runtimeOf(this.broker).open<Claim>(this.name, claimed);
  },
  started() {
    this.liveReservations = new LiveReservations(this.claimRecords, this.adapter);
    this.adopting = this.liveReservations
      .adopt(() => this.isStopping)
      .catch((error) => this.logger.warn('Earlier reservations do not all count beside a second one yet.', error));
  },
  async stopped() {
    this.isStopping = true;
    await this.adopting;
  },
  methods: {
    async refuseSecond(id: string, standing: Standing | undefined): Promise<void> {
      if (!standing) return;
      const own = await this.adapter.findById(id);
      if (!own || own.state === 'abandoned') throw new Refused(alreadyReserved(standing));
    },
  },
});

interface Wiring extends ReservingService {
  readonly adapter: StoreAdapter<Rental>;
  liveReservations: LiveReservations;
  claimRecords: StoreAdapter<Claim>;
  adopting: Promise<void> | undefined;
  isStopping: boolean;
}
