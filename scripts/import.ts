import process from 'node:process';
import { ServiceBroker } from 'moleculer';
import { readEnv } from '../config/env.ts';
import { startNode } from '../config/node.ts';
import { brokerOptions } from '../moleculer.config.ts';
import { importCommand } from './import/command.ts';
import { showProgress } from './import/progress.ts';
import { findTarget } from './import/target.ts';
import { onSignal } from './on-signal.ts';

const stop = new AbortController();
onSignal(
  () => stop.abort(),
  () => process.exit(130),
);

process.exitCode = await importCommand(process.argv.slice(2), {
  async openTarget() {
    const env = await readEnv();
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
