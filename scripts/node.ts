import { gatewayUrl, noticesOf, startNode } from '../config/node.ts';
import { isServiceName, serviceNames } from '../config/services.ts';
import { runScript, UsageError } from './command-line.ts';
import { stopOnSignal } from './signals.ts';

const usage = `Usage: npm run node -- SERVICE…
Starts a process with these services. With NATS_URL set, processes find one another.
Services: ${serviceNames.join(', ')}`;

await runScript(usage, [], async ({ words }, env) => {
  const unknown = words.filter((name) => !isServiceName(name));
  if (unknown.length > 0) throw new UsageError(`There is no service ${unknown.join(', ')}.`);
  if (words.length === 0) throw new UsageError('Say which services.');
  const names = [...new Set(words.filter(isServiceName))];
  const broker = await startNode(names, env);
  stopOnSignal(broker, env);
  const url = gatewayUrl(broker);
  console.log(`${broker.nodeID} runs ${names.join(', ')}${url ? `, at ${url}` : ''}.`);
  for (const notice of noticesOf(broker)) console.log(notice);
  if (env.NATS_URL === undefined) console.log('NATS_URL is not set: no other process will find it.');
});
