import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLine, UsageError, usageOr } from '../scripts/usage.ts';
import { commandsAtOnce } from './hot-title.ts';
import { delays, heading, row, whole } from './report.ts';
import { atOnce, compare, inTurns, viewDelay } from './sections.ts';
import { Systems } from './systems.ts';

const sections = { single: singleProcess, hot: hotTitle, sizes, watching, nats: overNats };
const usage = `Usage: npm run bench [-- SECTION…]
How fast Yeyak is on this machine, as ratios between things that ran in turns: absolute figures swing with the machine.
Takes about three minutes. Sections: ${Object.keys(sections).join(', ')}; all when none is named.`;
const help = { type: 'boolean', short: 'h', default: false } as const;
const { positionals: wanted } = usageOr(usage, () => {
  const line = readLine({ options: { help }, allowPositionals: true });
  const unknown = line.positionals.filter((name) => !Object.hasOwn(sections, name));
  if (unknown.length > 0) throw new UsageError(`There is no section ${unknown.join(', ')}.`);
  return line;
});

const folder = await mkdtemp(join(tmpdir(), 'yeyak-bench-'));
const systems = new Systems(folder);
try {
  for (const [name, section] of Object.entries(sections))
    if (wanted.length === 0 || wanted.includes(name)) await section();
} finally {
  await systems.stop();
  await rm(folder, { recursive: true, force: true });
}

async function singleProcess(): Promise<void> {
  heading('One process, SQLite, durable, 64 connections');
  const system = await systems.single('single');
  const bare = await systems.bare();
  const reserved = await compare(system, bare);
  row('POST /rentals', `${whole(reserved.requestsPerSecond)} requests/s, ${delays(reserved)}`);
  row('bare moleculer-web route', `${whole(reserved.baseRequestsPerSecond)} requests/s`);
  row('ratio', reserved.ratio.toFixed(2), '≥ 0.45');
  row('201 to my page, 64 others reserving', delays(await viewDelay(system, 64)), 'p99 ≤ 100 ms');
  row('201 to my page, nobody else', delays(await viewDelay(system, 0)));
  row('1,000 reservations of one title at once', delays(await atOnce(system, 1_000)));
  row('memory at the end', `${whole(system.memory())} MB`);
  await bare.stop();
  await system.stop();
}

async function hotTitle(): Promise<void> {
  heading('One title, its service alone, SQLite, durable');
  row('1,000 commands at once', delays(await commandsAtOnce(join(folder, 'hot'), 1_000)), 'p99 ≤ 250 ms');
}

async function sizes(): Promise<void> {
  heading('One process, by rentals in the store');
  const small = await systems.seeded('small', 1_000);
  const large = await systems.seeded('large', 200_000);
  const [few, many] = await inTurns(small, large);
  row('with 1,000', `${whole(few)} requests/s`);
  row('with 200,000', `${whole(many)} requests/s`);
  row('ratio', (many / few).toFixed(2), '≥ 0.85');
  await small.stop();
  await large.stop();
}

/** What it costs to be watched. */
async function watching(): Promise<void> {
  heading('One process that is watched, beside one that is not');
  const plain = await systems.single('plain');
  const measured = await systems.watched('measured');
  const [without, withMetrics] = await inTurns(plain, measured);
  row('POST /rentals', `${whole(without)} requests/s`);
  row('with metrics', `${whole(withMetrics)} requests/s`);
  row('ratio', (withMetrics / without).toFixed(2));
  await measured.stop();
  await plain.stop();
}

async function overNats(): Promise<void> {
  heading('Gateway, rental, payment, book and mypage in processes of their own, over NATS, 64 connections');
  const nats = await systems.nats();
  const system = await systems.cluster(nats);
  const bare = await systems.bare(nats);
  const reserved = await compare(system, bare);
  row('POST /rentals', `${whole(reserved.requestsPerSecond)} requests/s, ${delays(reserved)}`);
  row('constant action one hop away', `${whole(reserved.baseRequestsPerSecond)} requests/s`);
  row('ratio', reserved.ratio.toFixed(2), '≥ 0.35');
  row('201 to my page, 16 others reserving', delays(await viewDelay(system, 16)));
}
