import process from 'node:process';
import { authOf } from '../config/auth.ts';
import { gatewayUrl, noticesOf, startNode } from '../config/node.ts';
import { serviceNames } from '../config/services.ts';
import { todayInKorea } from '../mixins/days.ts';
import type { System } from '../mixins/system.ts';
import { runScript } from './command-line.ts';
import { hasConsole, openConsole } from './repl/console.ts';
import { stopOnSignal } from './signals.ts';
import { UsageError } from './usage.ts';
import { commandsToTry, welcome } from './welcome.ts';

/** Where it is, unless the environment says otherwise. */
const defaultUrl = 'http://127.0.0.1:3000';

const usage = (systems: readonly System[]) => `Usage: npm start [-- --repl]
Starts all services in one process; it needs no server. The first start brings sample books.
  --repl   opens a console in it (on Node)

What to try, in another terminal. ID is the "id" of the reservation; with AUTH=oidc each takes a token, see docs/signing-in.md.

${commandsToTry(systems, { url: defaultUrl, json: "-H 'Content-Type: application/json' -d", today: todayInKorea(Date.now()) })}`;

await runScript(usage, ['repl'], async ({ flags }, env) => {
  if (flags.has('repl') && !hasConsole) throw new UsageError('The console needs Node: npm start -- --repl');
  const { systems, DATA_DIR: dataDir } = env;
  const broker = await startNode(serviceNames(systems), env);
  stopOnSignal(broker, env);
  for (const { firstSteps } of systems) await firstSteps?.bringSamples?.(broker);
  const url = env.PUBLIC_URL ?? gatewayUrl(broker) ?? '';
  const signIn =
    authOf(env).mode === 'open' ? [] : ['Who comes signs in; docs/signing-in.md tells how, also of programs.'];
  const notices = [...noticesOf(broker), ...signIn];
  console.log(welcome({ url, dataDir, seconds: process.uptime(), systems, notices }));
  if (flags.has('repl')) openConsole(broker, env);
});
