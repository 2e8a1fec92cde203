import type { Part } from '../../../mixins/system.ts';

/** Who may do what with a rental, and what others do instead. */
export const transitionParts: readonly Part[] = [
  {
    param: 'reqState',
    is: 'cancel',
    may: { member: 'own', librarian: 'all' },
    advice: 'A kiosk checks out and takes back: the member cancels on their own page, or the desk does it.',
  },
  {
    param: 'reqState',
    is: 'rental',
    may: { member: 'own', kiosk: 'all', librarian: 'all' },
    selfService: true,
    advice: 'Books are checked out at the desk or at a kiosk: tell it the number of the rental.',
  },
  {
    param: 'reqState',
    is: 'return',
    may: { member: 'own', kiosk: 'all', librarian: 'all' },
    selfService: true,
    advice: 'Books are returned at the desk or at a kiosk: bring it there.',
  },
  {
    param: 'override',
    may: { librarian: 'all' },
    advice: 'Only a librarian takes a copy that is held for another: ask at the desk.',
  },
];
