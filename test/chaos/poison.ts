import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'nats';
import type { Poison } from './evidence/streams.ts';

const event = {
  specversion: '1.0',
  source: '/rental',
  time: '2026-01-01T00:00:00Z',
  correlationid: 'c',
  causationid: 'c',
};

/** Things on our subjects that are no events of ours. No two have the same text. */
export const poison: readonly Poison[] = [
  { subject: 'library.rental.reserved', text: 'no JSON' },
  { subject: 'library.rental.cancelled', text: '{"reservation": "of another program"}' },
  { subject: 'library.rental.poisoned', text: JSON.stringify({ ...event, id: 'a-0', version: 0 }) },
  {
    subject: 'library.book.held',
    text: JSON.stringify({ ...event, id: 'b-1', version: 1, type: 'library.book.lent' }),
  },
  { subject: 'payment.refunded', text: '[]' },
];

/** Milliseconds before a message is sent again that was not taken. */
const again = 500;

/** Resolves when all are in the streams. The same message again is known by its id. */
export async function sendPoison(natsUrl: string, signal: AbortSignal): Promise<void> {
  const connection = await connect({ servers: natsUrl, waitOnFirstConnect: true, maxReconnectAttempts: -1 });
  try {
    for (const { subject, text } of poison)
      for (let taken = false; !taken; ) {
        signal.throwIfAborted();
        taken = await connection
          .jetstream()
          .publish(subject, text, { msgID: `poison ${text}` })
          .then(
            () => true,
            () => sleep(again, false),
          );
      }
  } finally {
    await connection.close();
  }
}
