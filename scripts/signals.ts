import process from 'node:process';
import type { ServiceBroker } from 'moleculer';
import type { Env } from '../config/env.ts';

/** Milliseconds within which signals are one: npm passes on what the terminal has sent to all already. */
const oneSignal = 300;

/** Calls under way are waited for twice: for those to other nodes, and for those in each service. */
const limitMs = (env: Env) => 2 * env.SHUTDOWN_TIMEOUT_MS + 400;

/** SIGINT and SIGTERM stop the broker and end the process, soon even if something hangs. A second one ends it at once. */
export function stopOnSignal(broker: ServiceBroker, env: Env): void {
  let since: number | undefined;
  const onSignal = () => {
    if (since === undefined) {
      since = performance.now();
      console.log('Stopping.');
      setTimeout(giveUp, limitMs(env)).unref();
      broker.stop().then(() => process.exit(0), giveUp);
    } else if (performance.now() - since > oneSignal) process.exit(130);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

/** Whatever is cut off here was not acknowledged; what was is durable. */
function giveUp(): void {
  console.error('Not everything ended in time.');
  process.exit(1);
}
