import process from 'node:process';
import { authOf } from '../config/auth.ts';
import { gatewayUrl, noticesOf, startNode } from '../config/node.ts';
import { serviceNames } from '../config/services.ts';
import { runScript } from './command-line.ts';
import { hasConsole, openConsole } from './repl/console.ts';
import { stopOnSignal } from './signals.ts';
import { UsageError } from './usage.ts';
import { reachedAt, welcome } from './welcome.ts';

const usage = `Usage: npm start [-- --repl]
Starts all services in one process; it needs no server. The first start brings sample books.
  --repl   opens a console in it (on Node)`;

await runScript(usage, ['repl'], async ({ flags }, env) => {
  if (flags.has('repl') && !hasConsole) throw new UsageError('The console needs Node: npm start -- --repl');
  const broker = await startNode(serviceNames(env.systems), env);
  stopOnSignal(broker, env);
  const url = env.PUBLIC_URL ?? gatewayUrl(broker) ?? '';
  const isClosed = authOf(env).mode !== 'open';
  const first = env.systems.flatMap(({ firstSteps }) => firstSteps ?? []);
  for (const { bringSamples } of first) await bringSamples?.(broker);
  const steps = await Promise.all(first.map((each) => each.steps(broker, reachedAt(url, isClosed))));
  const token = isClosed ? ['TOKEN is an access token; docs/signing-in.md tells how to get one.'] : [];
  const hints = [...first.flatMap(({ hint }) => hint ?? []), ...token];
  const seconds = process.uptime();
  console.log(welcome({ url, dataDir: env.DATA_DIR, seconds, steps: steps.flat(), hints, notices: noticesOf(broker) }));
  if (flags.has('repl')) openConsole(broker, env);
});
