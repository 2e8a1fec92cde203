import { plural } from '../../kit/language/plural.ts';

const count = plural('en');

export const en = {
  title: 'New titles',
  hint: 'Try this: ask for a title as a publisher, then decide on it as a reviewer, with the keyboard alone.',
  pages: { requests: 'My requests', queue: 'Review' },
  roles: {
    'registration.publisher': 'Publisher',
    'registration.reviewer': 'Reviewer',
  } as Record<string, string>,
  requests: {
    only: 'This page is for publishers.',
    bookId: 'Number of the book',
    bookNm: 'Title',
    ask: 'Ask for registration',
    asked: (title: string) => `“${title}” lies before the reviewers.`,
    empty: 'You have asked for no title yet.',
    book: (id: string) => `Book ${id}`,
    requested: 'Asked for',
    ended: 'Ended',
    history: 'History',
    historyWhat: (title: string) => `History of the request for “${title}”`,
    withdraw: 'Withdraw',
    withdrawWhat: (title: string) => `Withdraw the request for “${title}”`,
    withdrawSure: (title: string) => `Withdraw the request for “${title}”?`,
    withdrawEffect: 'The reviewers do not see it any more. What was approved is registered no longer.',
    keep: 'Keep it',
    withdrawn: (title: string) => `The request for “${title}” is withdrawn.`,
  },
  queue: {
    only: 'This page is for reviewers.',
    waiting: (requests: number) =>
      requests === 0
        ? 'No request waits for a decision.'
        : count(requests, { one: '# request waits for a decision.', other: '# requests wait for a decision.' }),
    keys: 'Keys',
    next: 'Next',
    previous: 'Previous',
    approve: 'Approve',
    approveWhat: (title: string) => `Approve “${title}”`,
    reject: 'Reject',
    rejectWhat: (title: string) => `Reject “${title}”`,
    book: (bookId: string, publId: string) => `Book ${bookId} · publisher ${publId}`,
    decided: { Y: (title: string) => `“${title}” is approved.`, N: (title: string) => `“${title}” is rejected.` },
    notNow: (title: string, state: string) => `Nothing to decide on “${title}”: ${state}`,
    states: {
      lodged: 'Waiting',
      approved: 'Approved',
      rejected: 'Rejected',
      withdrawn: 'Withdrawn',
      gone: 'Decided by somebody else, or withdrawn',
    } as Record<string, string>,
  },
  states: {
    asked: 'Being sent',
    abandoning: 'Being given up',
    abandoned: 'Given up',
    requested: 'Under review',
    approved: 'Approved',
    rejected: 'Rejected',
    cancelled: 'Withdrawn',
  } as Record<string, string>,
  problems: {
    'registration-unavailable': 'Requests cannot be taken now, and nothing was sent. Try again in a moment.',
    'registration-other-publisher': 'This request is of another publisher.',
    'registration-withdrawn': 'This request has been withdrawn. Ask again.',
    'registration-request-not-found': 'There is no such request.',
    'registration-approval-not-found': 'There is no such request.',
    'registration-publpage-not-found': 'There is no such request.',
  } as Record<string, string>,
};
