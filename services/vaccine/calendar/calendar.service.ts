import type { Context } from 'moleculer';
import { defineAggregate } from '../../../mixins/aggregate.ts';
import { nowOf } from '../../../mixins/clock.ts';
import { commandsOf } from '../../../mixins/commands.ts';
import { daysAfter, todayInKorea } from '../../../mixins/days.ts';
import { left } from '../../../mixins/kernel/claims.ts';
import { Refused } from '../../../mixins/kernel/errors.ts';
import { routedBy } from '../../../mixins/rendezvous.ts';
import { idempotent } from '../../../mixins/schema.ts';
import { settingsOf } from '../../../mixins/settings.ts';
import { refusalOutside } from './bookable.contract.ts';
import { calendarActions, type DaysToBook, type DayView, placeCalls } from './calendar.contract.ts';
import { calendar, type Day } from './calendar.ts';
import { calendarVariables } from './calendar.variables.ts';

const command = commandsOf(calendar);

/** Days, and who holds their places. */
export default defineAggregate({
  name: 'vaccine.calendar',
  decider: calendar,
  records: {
    noun: 'vaccine-day',
    collection: { name: 'calendar', columns: {} },
    filters: [],
    sorts: [],
    present: presentDay,
  },

  actions: {
    change: command(calendarActions['vaccine.calendar.change'], 'change', presentDay),
    release: command(placeCalls['vaccine.calendar.release'], 'release', presentDay),

    show: {
      ...idempotent,
      params: calendarActions['vaccine.calendar.show'].params,
      async handler(ctx: Context<{ id: string }>) {
        const { id } = ctx.params;
        const { VACCINE_PLACES: usual } = settingsOf(this.broker, calendarVariables);
        const day = await this.adapter.findById(id);
        return day?.isKnown ? presentDay({ ...day, id }) : { date: id, count: usual, places: usual };
      },
    },

    free: {
      ...idempotent,
      params: placeCalls['vaccine.calendar.free'].params,
      async handler() {
        const { first, last } = this.bookable();
        const { records } = await this.adapter.scan(daysAfter(first, -1), 1_000);
        const known = new Map(records.map(({ id, state }) => [id, state]));
        const { VACCINE_PLACES: usual } = settingsOf(this.broker, calendarVariables);
        const days: { date: string; count: number }[] = [];
        for (let date = first; date <= last; date = daysAfter(date, 1)) {
          const day = known.get(date);
          const count = day?.isKnown ? Math.max(0, left(day.places)) : usual;
          if (count > 0) days.push({ date, count });
        }
        return { days };
      },
    },

    bookable: {
      ...idempotent,
      params: placeCalls['vaccine.calendar.bookable'].params,
      async handler() {
        return this.bookable();
      },
    },

    hold: {
      ...routedBy('id'),
      ...idempotent,
      params: placeCalls['vaccine.calendar.hold'].params,
      async handler(ctx: Context<{ id: string; key: string }>) {
        const { id, key } = ctx.params;
        const outside = refusalOutside(id, this.bookable());
        if (outside) throw new Refused(outside);
        const { VACCINE_PLACES: usual } = settingsOf(this.broker, calendarVariables);
        const { state } = await this.execute(ctx, id, { type: 'hold', key, usual });
        return presentDay({ id, ...state });
      },
    },
  },

  methods: {
    /** The days that can be booked now. */
    bookable(): DaysToBook {
      const { VACCINE_DAYS_AHEAD: ahead } = settingsOf(this.broker, calendarVariables);
      const first = todayInKorea(nowOf(this.broker));
      return { first, last: daysAfter(first, ahead) };
    },
  },
});

function presentDay({ id, places }: Day & { readonly id: string }): DayView {
  return { date: id, count: Math.max(0, left(places)), places: places.limit };
}
