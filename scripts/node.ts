import { gatewayUrl, noticesOf, startNode } from '../config/node.ts';
import { serviceNames, servicesNamed } from '../config/services.ts';
import type { System } from '../mixins/system.ts';
import { runScript } from './command-line.ts';
import { stopOnSignal } from './signals.ts';
import { UsageError } from './usage.ts';

const usage = (systems: readonly System[]) => `Usage: npm run node -- SERVICE|SYSTEM…
Starts a process with these services, or all services of a system. With NATS_URL set, processes find one another.
Services: ${serviceNames(systems).join(', ')}
Systems: ${systems.map(({ name }) => name).join(', ')}`;

await runScript(usage, [], async ({ words }, env) => {
  const found = words.map((word) => servicesNamed(word, env.systems));
  const unknown = words.filter((_, index) => found[index]?.length === 0);
  if (unknown.length > 0) throw new UsageError(`There is no service or system ${unknown.join(', ')}.`);
  if (words.length === 0) throw new UsageError('Say which services.');
  const names = [...new Set(found.flat())];
  const broker = await startNode(names, env);
  stopOnSignal(broker, env);
  const url = gatewayUrl(broker);
  console.log(`${broker.nodeID} runs ${names.join(', ')}${url ? `, at ${url}` : ''}.`);
  for (const notice of noticesOf(broker)) console.log(notice);
  if (env.NATS_URL === undefined) console.log('NATS_URL is not set: no other process will find it.');
});
