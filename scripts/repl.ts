import { ServiceBroker } from 'moleculer';
import { pause } from '../mixins/waiting/waiting.ts';
import { brokerOptions } from '../moleculer.config.ts';
import { runScript } from './command-line.ts';
import { openConsole } from './repl/console.ts';

const usage = `Usage: npm run repl
Joins the system that runs over NATS_URL, and takes commands.`;

const noNats = `NATS_URL is not set, so there is nothing that another process could join.
  A system in one process has its console with it:   npm start -- --repl
  A system over NATS is joined where it is:          NATS_URL=nats://127.0.0.1:4222 npm run repl`;

/** Milliseconds that a system has to show what runs. */
const introductions = 400;

await runScript(usage, [], async (_commandLine, env) => {
  if (env.NATS_URL === undefined) throw new Error(noNats);
  console.log(`Joining ${env.NAMESPACE} over NATS…`);
  const broker = new ServiceBroker(brokerOptions(env, 'repl'));
  await broker.start();
  await pause(introductions);
  const found = broker.registry.getServiceList({ onlyAvailable: true, skipInternal: true }).map(({ name }) => name);
  console.log(found.length > 0 ? `It runs ${[...new Set(found)].join(', ')}.\n` : 'It runs no services yet.\n');
  openConsole(broker, env);
});
