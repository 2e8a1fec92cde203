import type { Context } from 'moleculer';
import { defineAggregate } from '../../../mixins/aggregate.ts';
import { commandsOf } from '../../../mixins/commands.ts';
import { left } from '../../../mixins/kernel/claims.ts';
import { routedBy } from '../../../mixins/rendezvous.ts';
import { repair } from '../../../mixins/repair.mixin.ts';
import { idempotent } from '../../../mixins/schema.ts';
import { type HospitalView, hospitalActions, hospitalListing, placeCalls } from './hospital.contract.ts';
import { detailsOf, type Hospital, hospital, placesOf } from './hospital.ts';

const command = commandsOf(hospital);

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
    register: command(hospitalActions['screening.hospital.register'], 'register', present),
    change: command(hospitalActions['screening.hospital.change'], 'change', present),
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
    hold: command(placeCalls['screening.hospital.hold'], 'hold', freePlaces),
    release: command(placeCalls['screening.hospital.release'], 'release', freePlaces),
  },
});

function present(record: Hospital & { readonly id: string }): HospitalView {
  if (record.state === 'new') throw new Error(`${record.id} was never registered`);
  const { id, hospitalId, hospitalNm, chkDate, state, places } = record;
  const available = state === 'open' ? Math.max(0, left(places)) : 0;
  return { id, hospitalId, hospitalNm, chkDate, pCnt: places.limit, available, state };
}

function freePlaces({ places }: Hospital) {
  return { available: left(places) };
}

/** The event that says what a day is now, without its places, which screenings know. */
function restate(day: Hospital) {
  if (day.state === 'new') return undefined;
  const type = day.state === 'open' ? 'registered' : 'deleted';
  return { type: `screening.hospital.${type}`, data: detailsOf(day) } as const;
}
