import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { promisify } from 'node:util';
import { MongoClient } from 'mongodb';
import { eventually } from './eventually.ts';
import { ensureMongo, type MongoSource } from './mongo-source.ts';
import { freePort } from './port.ts';
import { type Server, useServer } from './replicas.ts';
import { newDir, removeDir } from './tempdir.ts';

const found = await ensureMongo();

/** What the tests of MongoDB run against. */
const source: MongoSource | undefined = 'name' in found ? found : undefined;

/** How the tests of MongoDB call it. */
const name = source?.name ?? 'none could be had';

/** Describes what runs against MongoDB; its tests are skipped where there is none. */
export function describeMongo(title: string, tests: () => void): void {
  (source ? describe : describe.skip)(`${title} (${name})`, tests);
}

/** The same for a server that can be killed and started again; a `durable` one has then lost nothing. */
export function describeMongoFaults(title: string, tests: (mongo: { readonly durable: boolean }) => void): void {
  const isOurs = source && !source.url;
  (isOurs ? describe : describe.skip)(`${title} (${name})`, () => tests({ durable: source?.durable ?? false }));
}

/** Inside a `describe`: a server for its tests. */
export function useMongo(): Omit<Server, 'stop'> {
  return useServer({ startServer: startMongo });
}

/** A MongoDB server on 127.0.0.1, or the one that the tests were told of; its URL is that of a database of their own. */
export async function startMongo(): Promise<Server> {
  if (!source) throw new Error(`MongoDB: ${name}`);
  return source.url ? theirs(source.url) : ours(source);
}

const database = `yeyak_test_${process.pid}`;

async function theirs(given: string): Promise<Server> {
  const url = given.replace(/^(\w+(?:\+srv)?:\/\/[^/?]+)\/?[^?]*/, `$1/${database}`);
  const never = () => Promise.reject(new Error(`${name} is not the tests’ own`));
  const stop = () => withClient(url, (client) => client.db().dropDatabase());
  await withClient(url, ping);
  return { url, kill: never, start: never, stop };
}

async function ours({ serve, kill, remove }: MongoSource): Promise<Server> {
  const [folder, port] = [newDir(), await freePort()];
  const [command, ...args] = serve?.(port, folder) ?? [''];
  const url = `mongodb://127.0.0.1:${port}/${database}`;
  let child: ChildProcess | undefined;
  const end = async (signal: NodeJS.Signals) => {
    const ending = child;
    child = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const exited = once(ending, 'exit');
    if (kill) await run(kill(port));
    else ending.kill(signal);
    await exited;
  };
  const abandon = () => {
    child?.kill('SIGKILL');
    removeDir(folder);
  };
  const start = async () => {
    const starting = spawn(command, args, { stdio: 'ignore' });
    child = starting;
    const answers = () =>
      withClient(url, ping).then(
        () => true,
        () => false,
      );
    const ready = async () => starting.exitCode !== null || (await answers());
    await eventually(ready, 45_000);
    if (starting.exitCode !== null) throw new Error(`${name} does not start: it ended with ${starting.exitCode}`);
  };
  process.once('exit', abandon);
  await start();
  return {
    url,
    start,
    kill: () => end('SIGKILL'),
    async stop() {
      await end('SIGKILL');
      if (remove) await run(remove(port));
      process.removeListener('exit', abandon);
      removeDir(folder);
    },
  };
}

async function run([command, ...args]: readonly [string, ...string[]]): Promise<void> {
  await promisify(execFile)(command, args);
}

async function withClient(url: string, work: (client: MongoClient) => Promise<unknown>): Promise<void> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 1_000 });
  try {
    await work(client);
  } finally {
    await client.close();
  }
}

function ping(client: MongoClient): Promise<unknown> {
  return client.db().command({ ping: 1 });
}
