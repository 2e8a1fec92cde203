import type { Context } from 'moleculer';
import { defineAggregate } from '../../../mixins/aggregate.ts';
import type { ParamsOf } from '../../../mixins/contract/typed.ts';
import { left } from '../../../mixins/kernel/claims.ts';
import { routedBy } from '../../../mixins/rendezvous.ts';
import { repair } from '../../../mixins/repair.mixin.ts';
import { idempotent } from '../../../mixins/schema.ts';
import { type HospitalView, hospitalActions, hospitalListing, placeCalls } from './hospital.contract.ts';
import { type Hospital, hospital, placesOf } from './hospital.ts';

type Asked = Context<ParamsOf<(typeof placeCalls)['screening.hospital.hold']>>;

/** Days of hospitals, and who holds their places. */
export default defineAggregate({
  name: 'screening.hospital',
  decider: hospital,
  records: {
    noun: 'hospital',
    collection: {
      name: 'hospital',
      columns: {
        hospitalId: { type: 'text', index: 'all', fixed: true },
        chkDate: { type: 'text', index: 'all', fixed: true },
        state: { type: 'text' },
      },
    },
    ...hospitalListing,
    present,
  },
  mixins: [repair(restate)],

  actions: {
    register: {
      ...routedBy('id'),
      ...idempotent,
      params: hospitalActions['screening.hospital.register'].params,
      async handler(ctx: Context<ParamsOf<(typeof hospitalActions)['screening.hospital.register']>>) {
        const { id, ...day } = ctx.params;
        const { state } = await this.execute(ctx, id, { type: 'register', ...day });
        return present({ id, ...state });
      },
    },
    delete: {
      ...routedBy('id'),
      ...idempotent,
      params: hospitalActions['screening.hospital.delete'].params,
      async handler(ctx: Context<{ id: string }>) {
        const { id } = ctx.params;
        const told = placesOf(await this.visible(ctx, id)).length;
        const { state } = await this.execute(ctx, id, { type: 'delete' });
        return { ...present({ id, ...state }), told };
      },
    },
    hold: {
      ...routedBy('id'),
      params: placeCalls['screening.hospital.hold'].params,
      async handler(ctx: Asked) {
        const { id, ...place } = ctx.params;
        const { state } = await this.execute(ctx, id, { type: 'hold', ...place });
        return { available: left(state.places) };
      },
    },
    release: {
      ...routedBy('id'),
      ...idempotent,
      params: placeCalls['screening.hospital.release'].params,
      async handler(ctx: Asked) {
        const { id, ...place } = ctx.params;
        const { state } = await this.execute(ctx, id, { type: 'release', ...place });
        return { available: left(state.places) };
      },
    },
  },
});

function present(record: Hospital & { readonly id: string }): HospitalView {
  if (record.state === 'new') throw new Error(`${record.id} was never registered`);
  const { id, hospitalId, hospitalNm, chkDate, state, places } = record;
  const available = state === 'open' ? Math.max(0, left(places)) : 0;
  return { id, hospitalId, hospitalNm, chkDate, pCnt: places.limit, available, state };
}

/** The event that says what a day is now, without its places, which screenings know. */
function restate(day: Hospital) {
  if (day.state === 'new') return undefined;
  const { hospitalId, hospitalNm, chkDate, places, state } = day;
  const data = { hospitalId, hospitalNm, chkDate, pCnt: places.limit };
  return { type: `screening.hospital.${state === 'open' ? 'registered' : 'deleted'}`, data } as const;
}
