import type { Fault, Repair } from '../../../services/library/book/catalogue/reading.ts';
import { ordinal, plural } from '../../kit/language/plural.ts';

const count = plural('en');
const nth = ordinal('en', { one: 'st', two: 'nd', few: 'rd', other: 'th' });

export const en = {
  name: 'Yeyak Library',
  pages: { catalogue: 'Catalogue', mypage: 'My page', desk: 'Desk' },
  roles: { librarian: 'Librarian' } as Record<string, string>,
  reader: {
    first: 'Choose who you are first: then this page knows whose rentals to show.',
    signInFirst: 'Sign in to see your reservations and loans.',
  },

  catalogue: {
    find: 'Search',
    title: 'Catalogue',
    search: 'Search by title, author or ISBN',
    found: (total: number) => count(total, { one: '# title', other: '# titles' }),
    none: (text: string) => `Nothing is found for “${text}”. Try fewer letters, or another spelling.`,
    empty: 'The catalogue is empty. The desk can import one.',
    more: 'Show more',
    free: (free: number, all: number) => `${free} of ${count(all, { one: '# copy', other: '# copies' })} available`,
    queue: (waiting: number) =>
      waiting === 0
        ? 'All copies are out'
        : `All copies are out · ${count(waiting, { one: '# waits', other: '# wait' })}`,
    queueWithYou: (others: number) =>
      others === 0
        ? 'All copies are out · nobody else waits'
        : `All copies are out · ${count(others, { one: '# other waits', other: '# others wait' })}`,
    reserve: 'Reserve',
    reserveSure: (title: string) => `Reserve “${title}”?`,
    joinSure: (title: string) => `Wait for “${title}”?`,
    taken: (position: number) =>
      `The last free copy has just been taken, and nothing was charged. You would be ${nth(position)} in the queue.`,
    allOut: (position: number) => `All copies are out. You would be ${nth(position)} in the queue.`,
    notNow: 'Not now',
    join: (position: number) => `Join the queue as ${nth(position)}`,
    reserveWhat: (title: string) => `Reserve “${title}”`,
    joinWhat: (title: string, position: number) => `Join the queue as ${nth(position)}: “${title}”`,
    fee: (fee?: string) =>
      fee ? `A reservation costs ${fee}, paid at once and given back if you cancel.` : 'A reservation costs nothing.',
    seeMine: 'See my page',
  },

  rental: {
    outcome: (member: string, state: string, version: number) => `${member}: ${state}, version ${version}`,
    states: {
      requested: 'Being paid',
      declined: 'Payment declined',
      abandoning: 'Being given up',
      abandoned: 'Given up',
      reserved: 'Reserved',
      waiting: 'Waiting',
      ready: 'Ready',
      rented: 'On loan',
      returned: 'Returned',
      cancelled: 'Cancelled',
      refunded: 'Refunded',
    },
    hints: {
      requested: 'The payment is under way.',
      declined: 'The payment was declined. Nothing was charged.',
      abandoning: 'The payment did not answer in time. Nothing will stay charged.',
      abandoned: 'The payment did not answer in time. Nothing was charged.',
      reserved: 'A copy is being looked for.',
      waiting: (position?: number) => (position ? `You are ${nth(position)} in the queue.` : 'You are in the queue.'),
      ready: (copy?: number) => (copy ? `Copy ${copy} is set aside for you.` : 'A copy is set aside for you.'),
      rented: (copy?: number) => (copy ? `You have copy ${copy}.` : 'You have a copy.'),
      returned: 'You gave it back.',
      cancelled: 'The money is on its way back.',
      refunded: 'The money is back.',
    },
    reasons: {
      'unknown-title': 'The library has no such title.',
      withdrawn: 'The library no longer has this title.',
      stale: 'The request came too late to be kept.',
      member: 'You cancelled it.',
      'no-free-copy': 'The last free copy was taken at that moment.',
      staff: 'The library cancelled it for you.',
    } as Record<string, string>,
    steps: {
      requested: 'You asked for it. The payment began.',
      declined: 'The payment was declined. Nothing was charged.',
      abandoning: 'The payment did not answer in time and was given up.',
      abandoned: 'It is made sure that nothing stays charged.',
      reserved: (amount?: string) => (amount ? `${amount} was paid: it is reserved.` : 'It is reserved.'),
      waiting: (position?: number) =>
        position
          ? `All copies were out: you became ${nth(position)} in the queue.`
          : 'All copies were out: you joined the queue.',
      ready: (copy?: number) => (copy ? `Copy ${copy} was set aside for you.` : 'A copy was set aside for you.'),
      rented: (copy?: number) => (copy ? `You took copy ${copy} home.` : 'You took a copy home.'),
      allocated: (copy?: number) =>
        copy ? `The library noted that you have copy ${copy}.` : 'The library noted your copy.',
      returned: 'You gave it back.',
      cancelled: 'The refund began.',
      refunded: (amount?: string) => (amount ? `${amount} was given back.` : 'It is over.'),
    },
    number: 'Reservation number',
    cost: 'Cost',
    refund: 'Refund',
    requestedAt: 'Reserved',
    rentedAt: 'Checked out',
    returnedAt: 'Returned',
    cancel: 'Cancel',
    cancelWhat: (title: string) => `Cancel the reservation of “${title}”`,
    cancelSure: (title: string) => `Cancel the reservation of “${title}”?`,
    cancelDo: 'Cancel the reservation',
    cancelEffect: (amount?: string) => `${amount ? `You get ${amount} back. ` : ''}Your place goes to the next reader.`,
    keep: 'Keep it',
    story: 'History',
    storyWhat: (title: string) => `History of “${title}”`,
    untitled: (id: string) => `Title ${id}`,
    told: {
      ready: (title: string) => `“${title}” is ready for you.`,
      waiting: (title: string) => `You are in the queue for “${title}”.`,
      rented: (title: string) => `“${title}” is checked out.`,
      returned: (title: string) => `“${title}” is returned.`,
      refunded: (title: string) => `“${title}” is cancelled, and the money is back.`,
    } as Record<string, (title: string) => string>,
  },

  mypage: {
    title: 'My page',
    ready: 'To pick up',
    rented: 'On loan',
    waiting: 'Waiting',
    past: 'Before',
    more: 'Show earlier ones',
    empty: 'Nothing is reserved or on loan.',
    browse: 'Browse the catalogue',
    live: 'Live',
    lost: 'Reconnecting …',
    liveHint: 'Changes appear by themselves.',
    lostHint: 'The connection is gone. It is tried again by itself.',
    spent: (amount: string) => `Paid for what is open: ${amount}`,
  },

  desk: {
    staffOnly: 'This page is for librarians.',
    find: 'Reservation number or member id',
    go: 'Find',
    keys: 'Enter finds. In the list: ↑ ↓ choose, O checks out, R returns, Esc goes back to the field.',
    none: (text: string) => `Nothing is known of “${text}”. Check the number, or look for the member’s id.`,
    found: (rows: number) => count(rows, { one: '# rental', other: '# rentals' }),
    hints: {
      ready: (copy: number) => `copy ${copy} is set aside`,
      rented: (copy: number) => `has copy ${copy}`,
      waiting: (position?: number) => (position ? `${nth(position)} in the queue` : 'in the queue'),
      returned: 'has given it back',
    },
    steps: { rental: 'Check out', return: 'Return', cancel: 'Cancel' },
    stepsWhat: {
      rental: (title: string) => `Check out “${title}”`,
      return: (title: string) => `Return “${title}”`,
      cancel: (title: string) => `Cancel the reservation of “${title}”`,
    },
    done: {
      rental: (title: string, member: string) => `“${title}” is checked out to ${member}.`,
      return: (title: string, member: string) => `“${title}” is back from ${member}.`,
      cancel: (title: string, member: string) => `The reservation of “${title}” by ${member} is cancelled.`,
    },
    morePast: 'Show older rentals',
    live: {
      live: (time: string) => `Updated ${time}`,
      lost: (time: string) => `Not updated since ${time}. Check the network.`,
    },
    marks: {
      unchecked: 'Copy not checked',
      unlisted: 'Copy not in the catalogue',
      changed: 'Just changed',
    },
    changedJustNow: (title: string) => `“${title}” has just changed. Look at it, then press again.`,
    notNow: {
      rental: (title: string, state: string) => `“${title}” cannot be checked out: ${state}.`,
      return: (title: string, state: string) => `“${title}” cannot be returned: ${state}.`,
    },
    by: (id: string, role: string) => `last done by ${id} (${role})`,
    roles: { member: 'member', kiosk: 'kiosk', librarian: 'librarian', admin: 'admin' } as Record<string, string>,
    reasons: {
      member: 'cancelled by the member',
      staff: 'cancelled by the library',
    } as Record<string, string>,
    cancelling: {
      sure: (title: string, member: string) => `Cancel the reservation of “${title}” by ${member}?`,
      effect: (amount?: string) =>
        amount
          ? `${amount} is refunded, and the member loses the place in the queue.`
          : 'The member loses the place in the queue.',
      keep: 'Keep it',
      confirm: 'Cancel and refund',
    },
    returned: {
      title: 'Returned just now',
      to: {
        asking: () => 'Checking who waits …',
        unknown: () => 'Not known yet: do not shelve it',
        shelf: () => 'To the shelf',
        withdrawn: () => 'Withdrawn from the library: do not shelve it',
        hold: (member: string) => `Held for ${member}`,
      },
      which: (title: string, copy?: number) => (copy === undefined ? `“${title}”` : `“${title}”, copy ${copy}`),
      holdShelf: (title: string, copy: number | undefined, member: string) =>
        `Put “${title}”${copy === undefined ? '' : `, copy ${copy},`} on the hold shelf for ${member}.`,
      done: 'Done (Y)',
      lookAgain: 'Look again',
    },
    waitlist: {
      title: 'Waitlist of a title',
      find: 'Title, author or ISBN',
      noTitle: 'No such title. Try fewer letters.',
      counts: (free: number, copies: number, waiting: number) => `${free} of ${copies} available, ${waiting} waiting`,
      nobody: 'Nobody waits for it.',
      copy: (copy: number) => `Copy ${copy}`,
      free: 'available',
      heldBy: (member: string, lent: boolean) => (lent ? `with ${member}` : `set aside for ${member}`),
    },
    import: {
      title: 'Import a catalogue',
      hint: 'CSV with a header: title, authors, isbn, year, language, copies. Rows that cannot be read are listed by line and do not stop the others. What the file does not say stays as it is; the same file twice changes nothing.',
      file: 'File',
      encoding: 'Encoding',
      detected: 'Detect it',
      copies: 'Copies of a new title, where the file gives none',
      form: (encoding: string, separator: string) =>
        `Read as ${encoding}, columns separated by ${separator === '\t' ? 'tabs' : separator}`,
      begin: 'Import',
      stop: 'Stop',
      progress: (file: string) => `Progress of ${file}`,
      ends: {
        done: 'All rows are read.',
        stopped: 'Stopped. What was taken stays; the same file again goes on from there.',
        refused: 'This file cannot be read as a catalogue, and nothing was taken. Correct it or choose another one:',
        failed: 'It could not go on. What was taken stays: try the same file again.',
      },
      counts: {
        rows: 'Rows',
        added: 'Added',
        changed: 'Changed',
        unchanged: 'Unchanged',
        repaired: 'Repaired',
        refused: 'Refused',
      },
      repairs: (repaired: number) => count(repaired, { one: '# row repaired', other: '# rows repaired' }),
      repair: (repair: string, rows: number, firstLine: number) =>
        `${repair}: ${count(rows, { one: '# row', other: '# rows' })}, the first in line ${firstLine}`,
      // What the importer says is English.
      repairWords: {} as Partial<Record<Repair, string>>,
      refusals: (refused: number) => count(refused, { one: '# row refused', other: '# rows refused' }),
      refusal: (line: number, reason: string) => `Line ${line}: ${reason}`,
      // What the importer says is English.
      faults: {} as Partial<Record<Fault, string>>,
    },
  },

  problems: {
    'payment-declined':
      'The payment was declined, and nothing was charged. Use another means of payment, or ask the desk.',
    'title-withdrawn': 'The library no longer has this title. Nothing was charged.',
    'already-reserved': 'There is a reservation or loan of this title already. Nothing was charged.',
    'unknown-member': 'There is no member with this id. Check it letter by letter. Nothing was charged.',
    'desk-only': 'Books are checked out and returned at the desk or at a kiosk.',
    'payment-unavailable': 'The payment does not answer, and nothing stays charged. Try again in a moment.',
    'rental-not-found': 'There is no reservation with this number. Check it letter by letter.',
    'book-not-found': 'The library has no such title.',
    'mypage-not-found': 'There is no reservation with this number. Check it letter by letter.',
  } as Record<string, string>,
};
