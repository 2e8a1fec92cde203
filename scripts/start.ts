import process from 'node:process';
import type { ServiceBroker } from 'moleculer';
import { authOf } from '../config/auth.ts';
import { gatewayUrl, noticesOf, startNode } from '../config/node.ts';
import { serviceNames } from '../config/services.ts';
import type { BookView } from '../services/library/book/book.contract.ts';
import { loadSamples } from '../services/library/book/catalogue/samples.ts';
import { runScript, UsageError } from './command-line.ts';
import { throughBroker } from './import/target.ts';
import { hasConsole, openConsole } from './repl/console.ts';
import { stopOnSignal } from './signals.ts';
import { welcome } from './welcome.ts';

const usage = `Usage: npm start [-- --repl]
Starts all services in one process; it needs no server. The first start brings sample books.
  --repl   opens a console in it (on Node)`;

await runScript(usage, ['repl'], async ({ flags }, env) => {
  if (flags.has('repl') && !hasConsole) throw new UsageError('The console needs Node: npm start -- --repl');
  const broker = await startNode(serviceNames(env.systems), env);
  stopOnSignal(broker, env);
  const book = await anyBook(broker);
  const url = env.PUBLIC_URL ?? gatewayUrl(broker) ?? '';
  const closed = authOf(env).mode !== 'open';
  const notices = noticesOf(broker);
  console.log(welcome({ url, dataDir: env.DATA_DIR, seconds: process.uptime(), book, closed, notices }));
  if (flags.has('repl')) openConsole(broker, env);
});

/** A title to try things with; the samples are loaded when there is none. */
async function anyBook(broker: ServiceBroker): Promise<BookView | undefined> {
  const [known] = await titles(broker);
  if (known) return known;
  await loadSamples(throughBroker(broker, 'this process').catalogue);
  return (await titles(broker))[0];
}

async function titles(broker: ServiceBroker): Promise<BookView[]> {
  const page = await broker.call<{ rows: BookView[] }, object>('book.list', { pageSize: 1, sort: 'id' });
  return page.rows;
}
