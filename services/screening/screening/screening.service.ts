import type { Context } from 'moleculer';
import { defineAggregate } from '../../../mixins/aggregate.ts';
import { canBeCalled } from '../../../mixins/callable.ts';
import { nowOf } from '../../../mixins/clock.ts';
import type { ParamsOf } from '../../../mixins/contract/typed.ts';
import { intent } from '../../../mixins/intent.mixin.ts';
import { Refused } from '../../../mixins/kernel/errors.ts';
import { onlyFor, refuseOthers } from '../../../mixins/ownership.ts';
import { routedBy } from '../../../mixins/rendezvous.ts';
import { repair } from '../../../mixins/repair.mixin.ts';
import { requestKeyOf } from '../../../mixins/request-key.ts';
import { idempotent } from '../../../mixins/schema.ts';
import { callHistory, isRefusedByHistory } from '../../history/history.api.contract.ts';
import { type HospitalEnvelope, hospitalEvents } from '../hospital/hospital.contract.ts';
import {
  hospitalUnavailable,
  type ScreeningView,
  screeningActions,
  screeningListing,
  statuses,
} from './screening.contract.ts';
import { historyOf } from './screening.history.ts';
import { askForPlace, placeHeld } from './screening.place.ts';
import { restateScreening, type Screening, screening } from './screening.ts';

type Params<Name extends keyof typeof screeningActions> = Context<ParamsOf<(typeof screeningActions)[Name]>>;
type Evicted = Extract<HospitalEnvelope, { type: 'screening.hospital.evicted' }>;

/** Screenings that customers request and cancel. */
export default defineAggregate({
  name: 'screening.screening',
  decider: screening,
  records: {
    noun: 'screening',
    collection: {
      name: 'screening',
      columns: {
        custId: { type: 'text', index: 'all', fixed: true },
        hospitalId: { type: 'text' },
        chkDate: { type: 'text' },
        state: { type: 'text', index: 'all' },
        due: { type: 'integer', index: 'present' },
      },
    },
    owner: 'custId',
    ...screeningListing,
    present,
  },
  mixins: [repair(restateScreening), intent(placeHeld)],

  actions: {
    request: {
      ...routedBy('id'),
      ...idempotent,
      circuitBreaker: { passesOn: [hospitalUnavailable.refused] },
      params: screeningActions['screening.screening.request'].params,
      async handler(ctx: Params<'screening.screening.request'>): Promise<ScreeningView> {
        const { id, ...asked } = ctx.params;
        refuseOthers(ctx, asked.custId);
        const isThere = canBeCalled(this.broker, 'screening.hospital.hold');
        if (!isThere && !(await this.adapter.findById(id))) throw new Refused(hospitalUnavailable);
        const { requestTimeout = 0 } = this.broker.options;
        const now = nowOf(this.broker);
        const command = {
          type: 'request',
          ...asked,
          requestedAt: new Date(now).toISOString(),
          due: now + 2 * requestTimeout,
        };
        const { state } = await this.intend(ctx, id, command as never, (known) =>
          askForPlace(ctx, id, known as Exclude<Screening, { state: 'new' }>, requestTimeout / 2),
        );
        return present({ id, ...state });
      },
    },

    change: {
      ...routedBy('id'),
      ...idempotent,
      params: screeningActions['screening.screening.change'].params,
      async handler(ctx: Params<'screening.screening.change'>): Promise<ScreeningView> {
        const { id } = ctx.params;
        if (onlyFor(ctx) !== undefined) await this.visible(ctx, id);
        const at = new Date(nowOf(this.broker)).toISOString();
        const { state } = await this.execute(ctx, id, { type: 'cancel', at, requestId: requestKeyOf(ctx) });
        return present({ id, ...state });
      },
    },

    history: {
      ...idempotent,
      params: screeningActions['screening.screening.history'].params,
      async handler(ctx: Context<{ id: string }>) {
        const { id } = ctx.params;
        await this.visible(ctx, id);
        const story = await callHistory(ctx, 'history.timeline', { system: 'screening', id }).catch((error) =>
          isRefusedByHistory(error, 'history.timeline', 'story-not-found') ? undefined : Promise.reject(error),
        );
        return historyOf(id, story?.happenings ?? []);
      },
    },
  },

  channels: {
    'screening.hospital.evicted': {
      data: hospitalEvents,
      maxInFlight: 256,
      handler(ctx: Context<Evicted>) {
        const { time: at, data } = ctx.params;
        return this.follow(ctx, { id: data.screeningId, command: { type: 'evict', attempt: data.attempt, at } });
      },
    },
  },
});

function present(record: Screening & { readonly id: string }): ScreeningView {
  if (record.state === 'new') throw new Error(`${record.id} was never asked for`);
  const {
    attempt: _,
    due: __,
    requestId: ___,
    ...shown
  } = record as typeof record & Record<'due' | 'requestId', unknown>;
  const status = statuses[record.state];
  return { ...shown, ...(status && { status }) };
}
