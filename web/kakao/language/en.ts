import { plural } from '../../kit/language/plural.ts';

const count = plural('en');

export const en = {
  title: 'Messages',
  hint: 'Try this: reserve a book in the library, and read here what its member was told.',
  pages: { messages: 'Messages' },
  roles: { 'kakao.staff': 'Message staff' } as Record<string, string>,
  messages: {
    first: 'Say who you are, to see your messages.',
    none: 'There are no messages here.',
    total: (all: number) => count(all, { one: '# message', other: '# messages' }),
    state: 'State',
    system: 'System',
    any: 'All',
    recipient: 'Recipient',
    to: (id: string) => `To ${id}`,
    failed: (times: number) => count(times, { one: '# attempt failed', other: '# attempts failed' }),
    retry: 'Send now',
    retryWhat: (status: string, id: string) => `Send now: “${status}” to ${id}`,
    retried: (id: string) => `The message to ${id} is sent now.`,
  },
  writing: {
    title: 'Write a message',
    text: 'Text',
    send: 'Send',
    sent: (id: string) => `The message to ${id} is on its way.`,
  },
  states: {
    requested: 'Being sent',
    failing: 'Failing, tried again',
    sent: 'Sent',
    'given-up': 'Given up',
  } as Record<string, string>,
  problems: {
    'message-sent': 'This message was sent already.',
    'message-not-found': 'There is no such message.',
    'kakaomsg-not-found': 'There is no such message.',
    'personal-data': 'A message holds no phone number, e-mail address or resident number. Leave it out.',
    'no-sandbox': 'The sender is no sandbox.',
  } as Record<string, string>,
};
