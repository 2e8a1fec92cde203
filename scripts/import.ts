import process from 'node:process';
import { ServiceBroker } from 'moleculer';
import { readEnv } from '../config/env.ts';
import { startNode } from '../config/node.ts';
import { brokerOptions } from '../moleculer.config.ts';
import { importCommand } from './import/command.ts';
import { showProgress } from './import/progress.ts';
import { findTarget } from './import/target.ts';

/** Milliseconds within which signals are one: npm passes on what the terminal has sent to all already. */
const oneSignal = 300;

const stop = new AbortController();
process.on('SIGINT', () => stop.abort());
process.on('SIGTERM', () => stop.abort());
stop.signal.addEventListener('abort', () => {
  setTimeout(() => process.once('SIGINT', () => process.exit(130)), oneSignal).unref();
});

process.exitCode = await importCommand(process.argv.slice(2), {
  async openTarget() {
    const env = readEnv();
    return findTarget(env, {
      async join() {
        const broker = new ServiceBroker(brokerOptions(env, 'import'));
        await broker.start();
        return broker;
      },
      startBook: () => startNode(['book'], env),
    });
  },
  showProgress,
  print: console.log,
  stop: stop.signal,
});
