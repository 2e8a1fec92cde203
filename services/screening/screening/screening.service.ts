import type { Context } from 'moleculer';
import { defineAggregate } from '../../../mixins/aggregate.ts';
import { nowOf } from '../../../mixins/clock.ts';
import { cancels } from '../../../mixins/commands.ts';
import type { ParamsOf } from '../../../mixins/contract/typed.ts';
import { intent } from '../../../mixins/intent.mixin.ts';
import { refuseOthers } from '../../../mixins/ownership.ts';
import { routedBy } from '../../../mixins/rendezvous.ts';
import { repair } from '../../../mixins/repair.mixin.ts';
import { idempotent } from '../../../mixins/schema.ts';
import { tellsSteps } from '../../history/steps.contract.ts';
import { type HospitalEnvelope, hospitalEvents } from '../hospital/hospital.contract.ts';
import {
  hospitalUnavailable,
  type ScreeningView,
  screeningActions,
  screeningListing,
  shownOf,
} from './screening.contract.ts';
import { askForPlace, placeHeld } from './screening.place.ts';
import { type Known, restateScreening, type Screening, screening } from './screening.ts';

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
  mixins: [repair(restateScreening), intent(placeHeld), tellsSteps('screening', 'screening.screening')],

  actions: {
    request: {
      ...routedBy('id'),
      ...idempotent,
      circuitBreaker: { passesOn: [hospitalUnavailable.refused] },
      params: screeningActions['screening.screening.request'].params,
      async handler(ctx: Params<'screening.screening.request'>): Promise<ScreeningView> {
        const { id, ...asked } = ctx.params;
        refuseOthers(ctx, asked.custId);
        await this.refuseUnreachable(id, 'screening.hospital.hold');
        const { requestTimeout = 0 } = this.broker.options;
        const now = nowOf(this.broker);
        const times = { requestedAt: new Date(now).toISOString(), due: now + 2 * requestTimeout };
        const { state } = await this.intend(ctx, id, { type: 'request', ...asked, ...times }, (known) =>
          askForPlace(ctx, id, known as Known, requestTimeout / 2),
        );
        return present({ id, ...state });
      },
    },

    change: cancels(screening, screeningActions['screening.screening.change'], present),
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
  return shownOf(record.state, record);
}
