import process from 'node:process';
import type { ServiceBroker } from 'moleculer';
import type { Env } from '../config/env.ts';
import { shutdownTimes } from '../config/shutdown.ts';
import { callsUnderWay } from '../mixins/middlewares/drain.middleware.ts';
import { keepRunning, later } from '../mixins/waiting/timers.ts';
import { onSignal } from './on-signal.ts';

/** Keeps the process running until SIGINT or SIGTERM, which stop the broker and end the process, soon even if something hangs. A second one ends it at once. */
export function stopOnSignal(broker: ServiceBroker, env: Env): void {
  const { limitMs } = shutdownTimes(env);
  keepRunning();
  /** Whatever is cut off here was not acknowledged; what was is durable. */
  const giveUp = () => {
    const left = [callsUnderWay(broker), ...broker.bus.unfinished()].filter((what) => what !== '');
    console.error(`Not everything ended within ${limitMs} ms. Left: ${left.join('; ') || 'nothing that is known'}.`);
    process.exit(1);
  };
  const stop = () => {
    console.log('Stopping.');
    later(limitMs, giveUp);
    broker.stop().then(() => process.exit(0), giveUp);
  };
  onSignal(stop, () => process.exit(130));
}
