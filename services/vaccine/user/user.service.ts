import type { Context } from 'moleculer';
import { defineAggregate } from '../../../mixins/aggregate.ts';
import type { Attempts } from '../../../mixins/attempts/attempts.ts';
import { commandsOf } from '../../../mixins/commands.ts';
import type { ParamsOf } from '../../../mixins/contract/typed.ts';
import { expiry } from '../../../mixins/expiry.mixin.ts';
import { Refused } from '../../../mixins/kernel/errors.ts';
import { clientOf } from '../../../mixins/ownership.ts';
import { routedBy } from '../../../mixins/rendezvous.ts';
import { runtimeOf } from '../../../mixins/runtime.ts';
import { idempotent, keeps } from '../../../mixins/schema.ts';
import { personalKeysOf } from '../../../mixins/sealing/keys-of.ts';
import { maskedResidentNumber } from '../../../mixins/sealing/personal.ts';
import { callCalendar } from '../calendar/calendar.contract.ts';
import {
  attemptKey,
  callReservation,
  type ReservationEnvelope,
  reservationEvents,
  reservationOf,
  reservationState,
} from '../reservation/reservation.contract.ts';
import { type Identity, People, type Person, persons } from './person.ts';
import { userActions, userUnknown, userUnmatched } from './user.api.contract.ts';
import { standingCalls } from './user.contract.ts';
import { type User, user } from './user.ts';
import { nameAttempts, WrongNames } from './wrong-names.ts';

type Params<Name extends keyof typeof userActions> = Context<ParamsOf<(typeof userActions)[Name]>>;
type Injected = Context<Extract<ReservationEnvelope, { type: 'vaccine.reservation.injected' }>>;
interface Kept {
  people: People;
  wrongNames: WrongNames;
}

/** Milliseconds. */
const resealing = 600_000;

const command = commandsOf(user);

/** People: who they are, sealed, and whether they have a live booking. */
export default defineAggregate({
  name: 'vaccine.user',
  decider: user,
  records: {
    noun: 'vaccine-user',
    collection: { name: 'user', columns: {} },
    filters: [],
    sorts: [],
    present: standingOf,
  },
  mixins: [expiry, keeps<Kept>()],

  created() {
    const { open } = runtimeOf(this.broker);
    const [records, attempts] = [open<Person>(this.name, persons), open<Attempts>(this.name, nameAttempts)];
    const keys = personalKeysOf(this.broker);
    this.people = new People(records, keys);
    this.wrongNames = new WrongNames(attempts, keys);
    this.expiring = [records, attempts];
  },

  actions: {
    date: {
      ...idempotent,
      params: userActions['vaccine.user.date'].params,
      async handler(ctx: Params<'vaccine.user.date'>) {
        return (await callCalendar(ctx, 'vaccine.calendar.free', {})).days;
      },
    },

    reserve: {
      ...routedBy('id'),
      ...idempotent,
      params: userActions['vaccine.user.reserve'].params,
      async handler(ctx: Params<'vaccine.user.reserve'>) {
        const { id, userPhone, reserveDate, ...identity } = ctx.params;
        const { userId, isNamed, isNew } = await this.people.register(identity, userPhone);
        // Nobody can have given a wrong name of somebody who has not been known.
        if (isNew) await this.wrongNames.forget(identity.userRegNumber, clientOf(ctx));
        else if (!(await this.mayPass(ctx, identity, isNamed))) throw new Refused(userUnmatched);
        const userRegNumber = maskedResidentNumber(identity.userRegNumber);
        return callReservation(ctx, 'vaccine.reservation.request', { id, userId, userRegNumber, reserveDate });
      },
    },

    status: {
      ...idempotent,
      params: userActions['vaccine.user.status'].params,
      async handler(ctx: Params<'vaccine.user.status'>) {
        const userId = await this.known(ctx);
        return callReservation(ctx, 'vaccine.reservation.list', { userId });
      },
    },

    cancel: {
      ...idempotent,
      params: userActions['vaccine.user.cancel'].params,
      async handler(ctx: Params<'vaccine.user.cancel'>) {
        const userId = await this.known(ctx);
        const { key, state } = (await this.adapter.findById(userId)) ?? user.initial;
        const engagedBy = state === 'engaged' ? key : undefined;
        // A repeat joins what it has cancelled before; all else is refused by the state of the newest.
        const id = engagedBy === undefined ? await newestOf(ctx, userId) : reservationOf(engagedBy);
        if (id === undefined) throw new Refused({ ...reservationState, detail: 'There is no live reservation.' });
        const cancelled = await callReservation(ctx, 'vaccine.reservation.cancel', { id });
        // Its reservation lets the person go as well, but a moment later.
        if (engagedBy !== undefined) await this.execute(ctx, userId, { type: 'free', key: engagedBy });
        return cancelled;
      },
    },

    reseal: {
      ...idempotent,
      timeout: resealing,
      params: userActions['vaccine.user.reseal'].params,
      async handler() {
        return { resealed: await this.people.reseal() };
      },
    },

    forget: {
      ...idempotent,
      params: userActions['vaccine.user.forget'].params,
      async handler(ctx: Params<'vaccine.user.forget'>) {
        const id = await this.known(ctx);
        const { state } = await this.execute(ctx, id, { type: 'forget' });
        await this.people.forget(ctx.params);
        return standingOf({ id, ...state });
      },
    },

    engage: command(standingCalls['vaccine.user.engage'], 'engage', standingOf),
    free: command(standingCalls['vaccine.user.free'], 'free', standingOf),
  },

  methods: {
    /** @throws Refused: a wrong name answers like a number that nobody has, and so does whoever has tried too often */
    async known(ctx: Context<Identity>): Promise<string> {
      const found = await this.people.find(ctx.params);
      if (!(await this.mayPass(ctx, ctx.params, found?.isNamed ?? false)) || !found) throw new Refused(userUnknown);
      return found.userId;
    },

    /** Only wrong names count: one person may ask many times at once. */
    async mayPass(ctx: Pick<Context, 'meta'>, { userRegNumber }: Identity, isNamed: boolean): Promise<boolean> {
      if (isNamed) return !(await this.wrongNames.areTooMany(userRegNumber, clientOf(ctx)));
      await this.wrongNames.count(userRegNumber, clientOf(ctx));
      return false;
    },
  },

  channels: {
    'vaccine.reservation.injected': {
      data: reservationEvents,
      handler(ctx: Injected) {
        const { subject, data } = ctx.params;
        return this.follow(ctx, { id: data.userId, command: { type: 'vaccinate', key: attemptKey(subject, data) } });
      },
    },
  },
});

/** The id of the person's newest reservation. */
async function newestOf(ctx: Context, userId: string): Promise<string | undefined> {
  const newest = { userId, sort: '-created', pageSize: 1 };
  return (await callReservation(ctx, 'vaccine.reservation.list', newest)).rows[0]?.id;
}

function standingOf({ id, state }: User & { readonly id: string }) {
  return { id, state };
}
