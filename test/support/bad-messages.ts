import { eventsOf } from './events.ts';

const [event] = eventsOf('bad');
const large = JSON.stringify({ ...event, data: { note: 'x'.repeat(5_000_000) } });

/** What is no event of ours, and what the dead letters say of it; `type` is what it says it is. */
export const badMessages: Readonly<Record<string, { text: string; type: string; reason: string }>> = {
  'is not JSON': { text: 'not JSON {', type: '', reason: 'not JSON' },
  'has a type that is no text': { text: JSON.stringify({ ...event, type: 7 }), type: '', reason: 'type is not a text' },
  'has an unknown version': {
    text: JSON.stringify({ ...event, specversion: '2.0' }),
    type: 'library.rental.reserved',
    reason: 'specversion is not 1.0',
  },
  'has 5 MB': {
    text: large,
    type: 'library.rental.reserved',
    reason: `larger than an event can be, ${large.length} characters`,
  },
};
