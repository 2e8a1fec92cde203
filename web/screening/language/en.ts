import { plural } from '../../kit/language/plural.ts';

const count = plural('en');

export const en = {
  title: 'Health screening',
  hint: 'Try this: book a place as a member, then delete the day as an administrator of hospitals.',
  pages: { hospitals: 'Hospitals', mypage: 'My screenings', days: 'Days' },
  roles: { 'screening.hospital-admin': 'Hospital administrator' } as Record<string, string>,
  hospitals: {
    day: 'Day',
    none: 'No hospital screens on that day.',
    places: (free: number, all: number) => `${free} of ${count(all, { one: '# place', other: '# places' })} free`,
    full: 'No place left',
    book: 'Book',
    bookWhat: (hospital: string, day: string) => `Book a screening at ${hospital} on ${day}`,
    name: 'Your name',
    booked: (hospital: string, day: string) => `You have a place at ${hospital} on ${day}.`,
  },
  mypage: {
    empty: 'You have no screenings.',
    first: 'Say who you are, to see your screenings.',
    hospital: (id: string) => `Hospital ${id}`,
    requested: 'Requested',
    ended: 'Ended',
    history: 'History',
    historyWhat: (day: string) => `History of the screening on ${day}`,
    cancel: 'Cancel',
    cancelWhat: (day: string) => `Cancel the screening on ${day}`,
    cancelSure: (day: string) => `Cancel the screening on ${day}?`,
    cancelEffect: 'Your place is free for others then.',
    keep: 'Keep it',
  },
  days: {
    only: 'This page is for administrators of hospitals.',
    register: 'Register a day',
    hospitalId: 'Hospital id',
    hospitalNm: 'Name of the hospital',
    chkDate: 'Day',
    pCnt: 'Places',
    registered: (hospital: string, day: string) => `${hospital} screens on ${day}.`,
    delete: 'Delete',
    deleteWhat: (hospital: string, day: string) => `Delete ${hospital} on ${day}`,
    deleteSure: (hospital: string, day: string) => `Delete ${hospital} on ${day}?`,
    deleteEffect: (people: number) =>
      people === 0
        ? 'Nobody has a place.'
        : count(people, {
            one: '# person loses the place and is told.',
            other: '# people lose their places and are told.',
          }),
    deleted: (people: number) =>
      count(people, { one: 'Deleted. # screening is cancelled.', other: 'Deleted. # screenings are cancelled.' }),
    keep: 'Keep it',
  },
  states: {
    asked: 'Being booked',
    refused: 'Refused',
    abandoning: 'Being given up',
    abandoned: 'Given up',
    completed: 'Booked',
    cancelled: 'Cancelled',
    'force-cancelled': 'Cancelled by the hospital',
    deleted: 'Deleted',
    open: 'Open',
  } as Record<string, string>,
  problems: {
    'hospital-full': 'The hospital has no place left on that day. Choose another one.',
    'hospital-deleted': 'The hospital does not screen on that day any more. Choose another one.',
    'hospital-not-found': 'The hospital does not screen on that day.',
    'hospital-unavailable': 'The hospital does not answer, and no place is held. Try again in a moment.',
    'place-released': 'This place was given back already. Book again.',
    'screening-not-found': 'There is no such screening.',
    'screening-places-held': 'More places are held than that.',
  } as Record<string, string>,
};
