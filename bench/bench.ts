import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNats } from '../test/support/nats.ts';
import { atOnce, compare, inTurns, reserveOne, viewDelay } from './sections.ts';
import { seedRentals } from './seed.ts';
import { type Server, startServer } from './servers.ts';

/**
 * `npm run bench`: how fast Yeyak is on this machine, as ratios between things that ran in turns. Absolute
 * figures swing with the machine. Takes about three minutes.
 */
const folder = await mkdtemp(join(tmpdir(), 'yeyak-bench-'));
const started: { stop(): Promise<unknown> }[] = [];
try {
  await singleProcess();
  await sizes();
  await overNats();
} finally {
  for (const one of started.reverse()) await one.stop();
  await rm(folder, { recursive: true, force: true });
}

async function singleProcess(): Promise<void> {
  heading('One process, SQLite, durable, 64 connections');
  const system = await single('single');
  const bare = await startBare([]);
  const { requestsPerSecond, p50, p99, baseRequestsPerSecond, ratio } = await compare(system, bare);
  row('POST /rentals', `${whole(requestsPerSecond)} requests/s, p50 ${p50} ms, p99 ${p99} ms`);
  row('bare moleculer-web route', `${whole(baseRequestsPerSecond)} requests/s`);
  row('ratio', ratio.toFixed(2), '≥ 0.45');
  const busy = await viewDelay(system, 16);
  row('201 to my page, 16 others reserving', `p50 ${busy.p50.toFixed(1)} ms, p99 ${busy.p99.toFixed(1)} ms`, '≤ 100 ms');
  const calm = await viewDelay(system, 0);
  row('201 to my page, nobody else', `p50 ${calm.p50.toFixed(1)} ms, p99 ${calm.p99.toFixed(1)} ms`);
  const hot = await atOnce(system, 1_000);
  row('1,000 reservations of one title at once', `p50 ${hot.p50} ms, p99 ${hot.p99} ms`, '≤ 250 ms');
  row('memory at the end', `${whole(system.memory())} MB`);
  await bare.stop();
  await system.stop();
}

async function sizes(): Promise<void> {
  heading('One process, by rentals in the store');
  const [small, large] = [await seeded('small', 1_000), await seeded('large', 200_000)];
  const [few, many] = await inTurns(small, large);
  row('with 1,000', `${whole(few)} requests/s`);
  row('with 200,000', `${whole(many)} requests/s`);
  row('ratio', (many / few).toFixed(2), '≥ 0.85');
  await small.stop();
  await large.stop();
}

async function overNats(): Promise<void> {
  heading('Gateway, rental, payment, book and mypage in processes of their own, over NATS, 64 connections');
  const nats = await startNats();
  started.push(nats);
  const env = { NATS_URL: nats.url, DATA_DIR: join(folder, 'cluster') };
  const nodes = [];
  for (const service of ['payment', 'book', 'mypage', 'rental']) nodes.push(await startNode(service, env));
  const gateway = await startNode('gateway', env);
  const callee = await startBare(['callee'], nats.url);
  const bare = await startBare([], nats.url);
  const { requestsPerSecond, p50, p99, baseRequestsPerSecond, ratio } = await compare(gateway, bare);
  row('POST /rentals', `${whole(requestsPerSecond)} requests/s, p50 ${p50} ms, p99 ${p99} ms`);
  row('constant action one hop away', `${whole(baseRequestsPerSecond)} requests/s`);
  row('ratio', ratio.toFixed(2), '≥ 0.35');
}
