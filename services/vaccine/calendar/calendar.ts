import { type Claims, granted, left, lookUp, noClaims, released } from '../../../mixins/kernel/claims.ts';
import type { Decider } from '../../../mixins/kernel/decider.ts';
import { type CalendarEvent, dayFull, placeClosed, placesHeld } from './calendar.contract.ts';

/**
 * The rule of a day on which people are vaccinated: it has so many places, and each is held for one attempt of a
 * reservation. The first who asks brings the usual number of places; later the staff may have changed it.
 */
export interface Day {
  readonly places: Claims;
  /** Whether anything has happened to it. */
  readonly isKnown: boolean;
}

export type CalendarCommand =
  /** `key`: of the attempt. `usual`: the places of a day of which nobody has said anything. */
  | { readonly type: 'hold'; readonly key: string; readonly usual: number }
  | { readonly type: 'release'; readonly key: string }
  | { readonly type: 'change'; readonly places: number };

export const calendar: Decider<Day, CalendarCommand, CalendarEvent> = {
  initial: { places: noClaims(0), isKnown: false },

  decide(command, { places, isKnown }) {
    if (command.type === 'change') {
      const held = places.limit - left(places);
      if (command.places < held)
        return { ...placesHeld, detail: `${held} places are held already: there cannot be ${command.places}.` };
      const isSame = isKnown && places.limit === command.places;
      return isSame ? [] : [{ type: 'vaccine.calendar.changed', data: { places: command.places } }];
    }
    const known = isKnown || command.type === 'release' ? places : { ...places, limit: command.usual };
    const found = lookUp(known, command.key);
    const data = { key: command.key, places: known.limit };
    if (command.type === 'release') return found === 'over' ? [] : [{ type: 'vaccine.calendar.released', data }];
    if (found === 'had') return [];
    if (found === 'over') return placeClosed;
    return found === 'short' ? dayFull : [{ type: 'vaccine.calendar.held', data }];
  },

  evolve({ places, isKnown }, event) {
    const limited = { ...places, limit: event.data.places };
    switch (event.type) {
      case 'vaccine.calendar.changed':
        return { places: limited, isKnown: true };
      case 'vaccine.calendar.held':
        return { places: granted(limited, event.data.key), isKnown: true };
      // What is closed before anybody has asked says nothing of how many places there are.
      case 'vaccine.calendar.released':
        return { places: released(isKnown ? limited : places, event.data.key), isKnown };
    }
  },
};
