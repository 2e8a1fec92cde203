import type { Variables } from '../../../mixins/settings/variable.ts';
import { integer } from '../../../mixins/settings/variable-types.ts';

export const calendarVariables = {
  VACCINE_PLACES: {
    kind: integer(0, 1_000),
    default: '10',
    help: 'How many people can be vaccinated on a day, unless the staff has said otherwise of it.',
  },
  VACCINE_DAYS_AHEAD: {
    kind: integer(1, 730),
    default: '365',
    help: 'How many days ahead can be booked; today is the first.',
  },
} as const satisfies Variables;
