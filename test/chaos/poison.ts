import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'nats';
import type { Layout } from './cluster/layout.ts';
import type { Poison } from './evidence/streams.ts';

const event = {
  specversion: '1.0',
  source: '/rental',
  time: '2026-01-01T00:00:00Z',
  correlationid: 'c',
  causationid: 'c',
};

/** Things on the subjects of a record's service that are no events of ours. No two have the same text. */
function poisonOf(type: string, other: string): Poison[] {
  const aggregate = type.slice(0, type.lastIndexOf('.'));
  return [
    { subject: type, text: `no JSON for ${aggregate}` },
    { subject: other, text: `{"${aggregate}": "of another program"}` },
    { subject: `${aggregate}.poisoned`, text: JSON.stringify({ ...event, id: `${aggregate}-0`, version: 0 }) },
    { subject: type, text: JSON.stringify({ ...event, id: `${aggregate}-1`, version: 1, type: other }) },
    { subject: other, text: `["${aggregate}"]` },
  ];
}

/**
 * Poison for the events of each service that runs.
 * @param types of all events, such as `library.rental.reserved`
 */
export function poisonFor(types: readonly string[], { keepers }: Pick<Layout, 'keepers'>): Poison[] {
  const aggregates = Map.groupBy(types, (type) => type.slice(0, type.lastIndexOf('.')));
  return [...aggregates]
    .filter(([name]) => keepers.includes(name) || keepers.includes(name.slice(name.indexOf('.') + 1)))
    .flatMap(([, [first = '', ...others]]) => poisonOf(first, others.at(-1) ?? first));
}

/** Milliseconds before a message is sent again that was not taken. */
const again = 500;

/** Resolves when all are in the streams. The same message again is known by its id. */
export async function sendPoison(natsUrl: string, poison: readonly Poison[], signal: AbortSignal): Promise<void> {
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
