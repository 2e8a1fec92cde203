import { createHash } from 'node:crypto';
import type { Collection } from '../../../mixins/store/collection.ts';
import type { RecordStore, Stored } from '../../../mixins/store/port.ts';
import { pause } from '../../../mixins/waiting/waiting.ts';
import type { RentalStatus } from './rental.contract.ts';
import type { Known, Rental } from './state.ts';

/** The place that a member has for a title: one rental can have it at a time. */
export interface Claim {
  readonly rentalId: string;
}

export const claimed: Collection = { name: 'rental_claim', columns: {} };

/** A reservation that stands in the way of another one. */
export interface Standing {
  readonly id: string;
  readonly state: RentalStatus;
}

interface Asking {
  /** Of the rental. */
  readonly id: string;
  readonly memberId: string;
  readonly bookId: string;
}

/** Milliseconds that the writer of a claim has to write its rental: one that died in between does not. */
const writingMs = 1_000;
const lookEveryMs = 20;

/**
 * One live reservation of a title a member. A claim counts as long as its rental is live, which the rental's own record
 * says: nothing has to be given back, and no crash can lock a member out.
 */
export class LiveReservations {
  private readonly claims: Pick<RecordStore<Claim>, 'load' | 'commit'>;
  private readonly rentals: Pick<RecordStore<Rental>, 'load' | 'scan'>;

  constructor(
    claims: Pick<RecordStore<Claim>, 'load' | 'commit'>,
    rentals: Pick<RecordStore<Rental>, 'load' | 'scan'>,
  ) {
    this.claims = claims;
    this.rentals = rentals;
  }

  /** The live reservation of another id that the member has of the title. */
  async standing(asking: Asking): Promise<Standing | undefined> {
    const claim = await this.claims.load(claimId(asking));
    return claim && claim.state.rentalId !== asking.id ? this.live(claim.state.rentalId, asking) : undefined;
  }

  /** Takes the place for a rental whose record is written next, or answers the reservation that has it. */
  async take(asking: Asking): Promise<Standing | undefined> {
    const id = claimId(asking);
    for (;;) {
      const claim = await this.claims.load(id);
      const holder = claim?.state.rentalId;
      if (holder === asking.id) return undefined;
      const standing = holder === undefined ? undefined : await this.written(holder, asking);
      if (standing) return standing;
      if (!(await this.write(id, asking.id, claim?.version ?? 0))) continue;
      // The holder may have written its rental at that moment, and then comes first.
      const late = holder === undefined ? undefined : await this.live(holder, asking);
      if (late) await this.write(id, late.id, (claim?.version ?? 0) + 1);
      return late;
    }
  }

  /**
   * To be asked when the rental's record is written, and that took until now since `began` (performance.now()): whether
   * another one has taken the place meanwhile. Nobody does so within half the time that a writer has.
   */
  async lostSince(began: number, asking: Asking): Promise<boolean> {
    if (performance.now() - began < writingMs / 2) return false;
    return (await this.claims.load(claimId(asking)))?.state.rentalId !== asking.id;
  }

  /** Live rentals of before there were claims get theirs, once. */
  async adopt(isStopped: () => boolean): Promise<void> {
    if (await this.claims.load(adopted)) return;
    for (let after: string | undefined = ''; after !== undefined; ) {
      if (isStopped()) return;
      const page: Awaited<ReturnType<RecordStore<Rental>['scan']>> = await this.rentals.scan(after, 256);
      const live = page.records.filter((record) => record.state.state !== 'new' && liveStates.has(record.state.state));
      await Promise.all(live.map(({ id, state }) => this.write(claimId({ id, ...(state as Known) }), id, 0)));
      after = page.last;
    }
    await this.write(adopted, adopted, 0);
  }

  /** The rental that has the claim, if it is live. One that is not there yet has its time to be written. */
  private async written(holder: string, asking: Asking): Promise<Standing | undefined> {
    const until = performance.now() + writingMs;
    while (!(await this.rentals.load(holder)) && performance.now() < until) await pause(lookEveryMs);
    return this.live(holder, asking);
  }

  private async live(id: string, asking: Asking): Promise<Standing | undefined> {
    const record = await this.rentals.load(id);
    return isLive(record, asking) ? { id, state: record.state.state } : undefined;
  }

  private write(id: string, rentalId: string, expectedVersion: number): Promise<boolean> {
    return this.claims.commit({
      id,
      expectedVersion,
      version: expectedVersion + 1,
      state: { rentalId },
      events: [],
    });
  }
}

/** The record that says that the rentals of before have their claims. */
const adopted = 'adopted';

const liveStates: ReadonlySet<RentalStatus> = new Set(['requested', 'reserved', 'waiting', 'ready', 'rented']);

function isLive(
  record: Stored<Rental> | undefined,
  { memberId, bookId }: Asking,
): record is Stored<Rental> & { readonly state: Known } {
  const { state } = record ?? {};
  if (!state || state.state === 'new' || !liveStates.has(state.state)) return false;
  return state.memberId === memberId && state.bookId === bookId;
}

/** Ids of members may be longer than keys are, and of any script. */
function claimId({ memberId, bookId }: Asking): string {
  return createHash('sha256')
    .update(JSON.stringify([memberId, bookId]))
    .digest('hex');
}
