import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

type Command = readonly [string, ...string[]];

/** A MongoDB server that the tests can have. */
export interface MongoSource {
  /** What it is, for people. */
  readonly name: string;
  /** A server that runs already, which the tests neither start nor end. */
  readonly url?: string;
  /** What serves a port of 127.0.0.1, with its data in the folder. */
  serve?(port: number, folder: string): Command;
  /** What ends it like a SIGKILL, and what removes what it left, where its process cannot. */
  kill?(port: number): Command;
  remove?(port: number): Command;
  /** It keeps what it has acknowledged when it is killed. A stand-in does not. */
  readonly durable: boolean;
}

const image = 'mongo:8';
const cache = resolve(import.meta.dirname, '../../node_modules/.cache/mongo');
const standIn = `${cache}/stand-in`;
const sources = resolve(import.meta.dirname, 'mongo-stand-in');

/**
 * The MongoDB for the tests: that of `MONGO_URL`, a `mongod` on the PATH, Docker’s image, one downloaded by
 * mongodb-memory-server, or a stand-in that speaks MongoDB’s protocol, out of Maven’s repository. What had to be
 * fetched is found at the next time. Answers with what was tried where none can be had.
 */
export async function ensureMongo(places = everywhere): Promise<MongoSource | { readonly missing: string }> {
  const failures: string[] = [];
  for (const [name, find] of places) {
    try {
      return await find();
    } catch (error) {
      failures.push(`  ${name}: ${reason(error)}`);
    }
  }
  return { missing: failures.join('\n') };
}

/** A place to look for one. */
export type Place = readonly [name: string, find: () => Promise<MongoSource>];

async function given(url = process.env.MONGO_URL): Promise<MongoSource> {
  if (!url) throw new Error('is not set');
  return { name: 'the server of MONGO_URL', url, durable: true };
}

async function docker(...command: readonly string[]): Promise<MongoSource> {
  await execute('docker', command, { timeout: 90_000 });
  return container;
}

async function download(): Promise<MongoSource> {
  const script = `import { MongoBinary } from 'mongodb-memory-server-core';
    await MongoBinary.getPath({ downloadDir: ${JSON.stringify(cache)} });`;
  const node = resolve(import.meta.dirname, '../../node_modules/.bin/node');
  await execute(node, ['--input-type=module', '--eval', script], { timeout: 75_000 });
  return downloaded();
}

async function downloaded(): Promise<MongoSource> {
  const [path] = globSync(`${cache}/mongod*`);
  if (!path) throw new Error('nothing was');
  return program(path);
}

async function program(path: string): Promise<MongoSource> {
  const { stdout } = await execute(path, ['--version']);
  return {
    name: `mongod ${/v(\d\S*)/.exec(stdout)?.[1]} (${path})`,
    serve: (port, folder) => [path, '--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1'],
    durable: true,
  };
}

/** Its data is in the container, which is made at the first start. */
const container: MongoSource = {
  name: `Docker’s ${image}`,
  serve(port) {
    const run = `docker start --attach "$0" || docker run --name "$0" --publish 127.0.0.1:$1:27017 ${image}`;
    return ['sh', '-c', run, nameOf(port), String(port)];
  },
  kill: (port) => ['docker', 'kill', nameOf(port)],
  remove: (port) => ['docker', 'rm', '--force', '--volumes', nameOf(port)],
  durable: true,
};

function nameOf(port: number): string {
  return `yeyak-test-${process.pid}-${port}`;
}

async function javaServer(folder: string): Promise<MongoSource> {
  const path = `${folder}/classes:${folder}/jars/*`;
  const [jar = ''] = globSync(`${folder}/jars/mongo-java-server-core-*.jar`);
  if (!jar) throw new Error('none was');
  await execute('java', ['-version']);
  const version = /core-(\S+)\.jar$/.exec(jar)?.[1];
  return {
    name: `a stand-in, mongo-java-server ${version}: no MongoDB could be had`,
    serve: (port) => ['java', '-XX:TieredStopAtLevel=1', '-cp', path, 'StandIn', String(port)],
    durable: false,
  };
}

/** Whole or not at all: the folder gets its name once it is complete. */
async function fetchStandIn(): Promise<MongoSource> {
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(`${cache}/fetch-`);
  try {
    const copy = ['dependency:copy-dependencies', `-DoutputDirectory=${folder}/jars`];
    await execute('mvn', ['--batch-mode', '--quiet', '--file', `${sources}/pom.xml`, ...copy], { timeout: 90_000 });
    const compile = ['-cp', `${folder}/jars/*`, '-d', `${folder}/classes`, `${sources}/StandIn.java`];
    await execute('javac', compile, { timeout: 60_000 });
    await javaServer(folder);
    await rm(standIn, { recursive: true, force: true });
    await rename(folder, standIn);
    return await javaServer(standIn);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** First what is there, then what has to be fetched. */
const everywhere: readonly Place[] = [
  ['MONGO_URL', given],
  ['mongod on the PATH', () => program('mongod')],
  ['image of Docker', () => docker('image', 'inspect', image)],
  ['downloaded before', downloaded],
  ['stand-in fetched before', () => javaServer(standIn)],
  ['pulled by Docker', () => docker('pull', '--quiet', image)],
  ['downloaded by mongodb-memory-server', download],
  ['stand-in, fetched by Maven (mvn and javac)', fetchStandIn],
];

function reason(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  return (stderr || message).trim().split('\n')[0] ?? message;
}
