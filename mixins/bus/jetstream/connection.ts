import { type ConnectionOptions, connect, Events, type NatsConnection } from 'nats';
import { Refused } from '../../kernel/errors.ts';
import type { Log } from '../../log.ts';
import { retryUntilDone } from '../../waiting/waiting.ts';
import { describeError } from '../retry.ts';

/** Milliseconds between two attempts to reach the server. */
const reconnectEvery = 100;
/** Attempts between two lines in the log. */
const quietAttempts = 50;

/**
 * Connects when there is a NATS server with JetStream, however long that takes, and stays connected: it
 * reconnects without end.
 * @throws when `signal` is aborted meanwhile
 */
export async function connectToJetStream(
  options: ConnectionOptions,
  log: Log,
  signal: AbortSignal,
): Promise<NatsConnection> {
  const connection = await retryUntilDone(() => connectOnce(options), {
    signal,
    backoff: [reconnectEvery],
    failed(error, attempt) {
      if (attempt % quietAttempts === 1)
        log.warn(`waiting for NATS with JetStream at ${hosts(options)}: ${describeError(error)}`);
    },
  });
  if (!connection) throw signal.reason;
  return connection;
}

async function connectOnce(options: ConnectionOptions): Promise<NatsConnection> {
  const connection = await connect({
    ...options,
    maxReconnectAttempts: -1,
    reconnectTimeWait: reconnectEvery,
    ignoreAuthErrorAbort: true,
    noAsyncTraces: true,
  });
  try {
    await connection.jetstreamManager();
    return connection;
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** Tells of every loss and return of the connection, until it is closed. */
export async function watch(connection: NatsConnection, changed: (connected: boolean) => void): Promise<void> {
  for await (const { type } of connection.status()) {
    if (type === Events.Disconnect) changed(false);
    if (type === Events.Reconnect) changed(true);
  }
}

/** The refusal that callers get while NATS is unreachable. */
export function natsAway(): Refused {
  return new Refused({
    refused: 'bus-unavailable',
    kind: 'unavailable',
    detail: 'NATS does not answer at the moment.',
  });
}

/** The servers without what may stand before the `@`. */
export function hosts({ servers = 'localhost' }: ConnectionOptions): string {
  return [servers]
    .flat()
    .map((server) => server.replace(/^.*@/, ''))
    .join(', ');
}
