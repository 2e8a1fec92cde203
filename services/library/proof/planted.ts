import type { Plan } from '../../../mixins/proof.ts';

const moduleOf = (name: string) => new URL(`planted/${name}.ts`, import.meta.url);
const oneTitleFrozen = [{ at: 500, until: 2_500, kind: 'freeze', target: 'book-1' }];

/** Faults that can be planted in the library, each in `planted/`. */
export const planted: Readonly<Record<string, Plan>> = {
  /** Acknowledgements are lost, so that events come again. */
  'inbox-off': {
    module: moduleOf('inbox-off'),
    faults: [
      { at: 500, until: 2_500, kind: 'mute', target: 'book-1' },
      { at: 500, until: 2_500, kind: 'mute', target: 'book-2' },
    ],
    rules: ['no copy has two holders', 'no waitlist skips or repeats'],
  },
  /** Members check out as soon as they have reserved. */
  'check-out-without-asking': {
    module: moduleOf('check-out-without-asking'),
    faults: oneTitleFrozen,
    rules: ['no copy is taken from the one it is held for'],
  },
  'second-reservation-taken': {
    module: moduleOf('second-reservation-taken'),
    faults: [{ at: 500, until: 2_500, kind: 'freeze', target: 'rental-1' }],
    rules: ['a member has one live reservation of a title'],
  },
};
