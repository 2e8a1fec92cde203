/** What `npm run demo -- NAME --on kubernetes` does inside of the cluster. It prints JSON. */
import process from 'node:process';
import { ServiceBroker } from 'moleculer';
import { parseEnv } from '../../../config/env.ts';
import type { Answered } from '../../../mixins/trial/answers.ts';
import { Members } from '../../../mixins/trial/members.ts';
import { brokerOptions } from '../../../moleculer.config.ts';
import trial from '../../../services/library/library.trial.ts';
import { findingsOf } from '../../../services/library/trial/verdict.ts';

/** Prints each answer, for the demonstration to count. */
class PrintingMembers extends Members {
  override add(answered: Answered): void {
    print(answered);
  }
}

interface Given {
  readonly url: string;
  readonly token: string;
  readonly id: string;
  readonly secret: string;
  readonly prefix: string;
  readonly memberId: string;
  readonly atOnce: number;
  readonly seconds: number;
}

const tasks: Readonly<Record<string, (given: Given) => Promise<void>>> = {
  async members({ url, token, prefix, atOnce, seconds }) {
    await new PrintingMembers(url, trial, { token, prefix }).reserve(atOnce, seconds, () => print({ isOver: true }));
  },

  async ask({ url, token, memberId }) {
    const response = await fetch(`${url}/rentals`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ memberId, bookId: 'demo-1' }),
      signal: AbortSignal.timeout(15_000),
    });
    const retryAfter = response.headers.get('retry-after');
    print({ status: response.status, retryAfter, body: await response.text() });
  },

  async token({ url, id, secret }) {
    const response = await fetch(`${url}/oidc/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    });
    const { access_token: token } = (await response.json()) as { access_token?: string };
    if (!token) throw new Error(`The client is not let in: ${response.status}`);
    print(token);
  },

  prepare: () =>
    joined(async (broker) => {
      await trial.prepare(broker);
      print('prepared');
    }),

  findings: ({ prefix }) => joined(async (broker) => print(await findingsOf(broker, prefix))),
};

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Joins the system, to do what no client can. */
async function joined(use: (broker: ServiceBroker) => Promise<void>): Promise<void> {
  const broker = new ServiceBroker({ ...brokerOptions(parseEnv(process.env), 'demo'), logger: false });
  await broker.start();
  try {
    await broker.waitForServices(['rental', 'payment', 'book'], 15_000);
    await use(broker);
  } finally {
    await broker.stop();
  }
}

const [what = '', given = '{}'] = process.argv.slice(2);
await tasks[what]?.(JSON.parse(given));
