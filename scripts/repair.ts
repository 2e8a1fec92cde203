import { ServiceBroker } from 'moleculer';
import type { Env } from '../config/env.ts';
import { brokerOptions } from '../moleculer.config.ts';
import type { Repaired } from '../services/operations/operations.contract.ts';
import { type CallRepair, repairAll, summaryOf } from '../services/operations/repair.command.ts';
import { runScript } from './command-line.ts';

const usage = `Usage: npm run repair
Lets all records tell their present state again. It makes up for events that were lost, such as with the store of NATS.
Nothing is done twice by it, and the system may be in use meanwhile.
  Over NATS it joins the system at NATS_URL.
  A system in one process is asked at http://HOST:PORT; with AUTH=oidc it takes an admin's ACCESS_TOKEN.`;

/** Milliseconds until a process of the system is found on NATS. */
const searchTime = 10_000;

await runScript(usage, [], async (_commandLine, env) => {
  const { call, close } = env.NATS_URL === undefined ? throughGateway(env) : await throughNats(env);
  try {
    console.log(summaryOf(await repairAll(call, showProgress)));
  } finally {
    await close();
  }
});

function showProgress({ restated, next }: Repaired): void {
  const total = Object.values(restated).reduce((sum, count) => sum + count, 0);
  if (next) console.log(`${total} records so far, now ${next.service}…`);
}

interface System {
  readonly call: CallRepair;
  close(): Promise<void>;
}

async function throughNats(env: Env): Promise<System> {
  const broker = new ServiceBroker(brokerOptions(env, 'repair'));
  await broker.start();
  try {
    await broker.waitForServices(['operations', 'rental', 'payment'], searchTime);
  } catch {
    await broker.stop();
    throw new Error(`rental and payment were not found on NATS within ${searchTime / 1_000} s: start them first.`);
  }
  return { call: (action, params) => broker.call(action, params), close: () => broker.stop() };
}

function throughGateway({ HOST, PORT, ACCESS_TOKEN }: Env): System {
  const origin = `http://${HOST === '0.0.0.0' ? '127.0.0.1' : HOST}:${PORT}`;
  const headers = {
    'content-type': 'application/json',
    ...(ACCESS_TOKEN && { authorization: `Bearer ${ACCESS_TOKEN}` }),
  };
  return {
    async call(_action, params) {
      const request = { method: 'POST', headers, body: JSON.stringify(params) };
      const response = await fetch(`${origin}/admin/repair`, request).catch(() => {
        throw new Error(`No system answers at ${origin}. Start it with npm start, or set NATS_URL or PORT.`);
      });
      const answer = await response.json();
      if (response.ok) return answer as Repaired;
      throw new Error(`${origin} refuses: ${response.status} ${(answer as { title?: string }).title ?? ''}`);
    },
    async close() {},
  };
}
