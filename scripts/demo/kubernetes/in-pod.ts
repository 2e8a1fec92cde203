/** What `npm run demo -- NAME --on kubernetes` does inside of the cluster. It prints JSON. */
import process from 'node:process';
import { type Errors, ServiceBroker } from 'moleculer';
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

  /** The secret of a client that is there already, from an earlier demonstration, is made new: nobody has kept it. */
  async token({ url, id }) {
    const { secret } = await joined(['identity'], (broker) => clientOf(broker, id));
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

  /** The client gets no more tokens. */
  async dismiss({ id }) {
    await joined(['identity'], (broker) => broker.call('identity.changeClient', { id, disabled: true }));
    print('dismissed');
  },

  async prepare() {
    await joined(library, (broker) => trial.prepare(broker));
    print('prepared');
  },

  async findings({ prefix }) {
    print(await joined(library, (broker) => findingsOf(broker, prefix)));
  },
};

const library = ['rental', 'payment', 'book'];

async function clientOf(broker: ServiceBroker, id: string): Promise<{ readonly secret: string }> {
  try {
    return await broker.call('identity.addClient', { id, role: 'librarian' });
  } catch (error) {
    if ((error as Errors.MoleculerError).type !== 'client-exists') throw error;
    return broker.call('identity.changeClient', { id, disabled: false, newSecret: true });
  }
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Joins the system, to do what no client can. */
async function joined<Result>(services: string[], use: (broker: ServiceBroker) => Promise<Result>): Promise<Result> {
  const broker = new ServiceBroker({ ...brokerOptions(parseEnv(process.env), 'demo'), logger: false });
  await broker.start();
  try {
    await broker.waitForServices(services, 15_000);
    return await use(broker);
  } finally {
    await broker.stop();
  }
}

const [what = '', given = '{}'] = process.argv.slice(2);
await tasks[what]?.(JSON.parse(given));
