import { type Load, load, median, percentile, reservation } from './load.ts';
import { type Server, until } from './servers.ts';

/** Seconds of one round, and rounds of each side: they alternate, so that both see the same machine. */
const seconds = 4;
const rounds = 3;

export interface Comparison {
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly baseRequestsPerSecond: number;
  readonly ratio: number;
}

/** Reservations against a yardstick route, in turns. */
export async function compare(system: Server, bare: Server): Promise<Comparison> {
  await reserve(system, 2);
  const ours: Load[] = [];
  const base: Load[] = [];
  for (let round = 0; round < rounds; round += 1) {
    base.push(await load({ url: `${bare.url}/constant`, method: 'POST', seconds, body: reservation }));
    ours.push(await reserve(system, seconds));
  }
  const requestsPerSecond = median(ours.map((run) => run.requestsPerSecond));
  const baseRequestsPerSecond = median(base.map((run) => run.requestsPerSecond));
  return {
    requestsPerSecond,
    baseRequestsPerSecond,
    p50: median(ours.map((run) => run.p50)),
    p99: median(ours.map((run) => run.p99)),
    ratio: requestsPerSecond / baseRequestsPerSecond,
  };
}

/** Throughput of two systems, in turns. */
export async function inTurns(first: Server, second: Server): Promise<[number, number]> {
  const results: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds + 1; round += 1) {
    const runs = [await reserve(first, seconds), await reserve(second, seconds)] as const;
    if (round > 0) for (const index of [0, 1] as const) results[index].push(runs[index].requestsPerSecond);
  }
  return [median(results[0]), median(results[1])];
}

/** Milliseconds from the 201 to the row on my page, with `connections` other clients reserving meanwhile. */
export async function viewDelay(system: Server, connections: number): Promise<{ p50: number; p99: number }> {
  const others = connections > 0 ? reserve(system, 6, connections) : undefined;
  const delays: number[] = [];
  const end = Date.now() + 5_000;
  while (Date.now() < end) {
    const id = await reserveOne(system);
    const from = performance.now();
    await until(async () => (await fetch(`${system.url}/mypages/${id}`)).ok);
    delays.push(performance.now() - from);
  }
  await others;
  return { p50: percentile(delays, 0.5), p99: percentile(delays, 0.99) };
}

let guests = 0;

/** All at once, each on a connection of its own. */
export async function atOnce(system: Server, count: number): Promise<{ p50: number; p99: number }> {
  const body = () => ({ memberId: `guest-${++guests}`, bookId: '1' });
  await reserve(system, 1);
  const { p50, p99, failed } = await load({
    url: `${system.url}/rentals`,
    method: 'POST',
    connections: count,
    amount: count,
    body,
  });
  if (failed > 0) throw new Error(`${failed} of ${count} reservations failed`);
  return { p50, p99 };
}

export async function reserveOne(system: Server): Promise<string> {
  const answer = await fetch(`${system.url}/rentals`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(reservation()),
  });
  if (answer.status !== 201) throw new Error(`POST /rentals answered ${answer.status}`);
  return ((await answer.json()) as { id: string }).id;
}

/** Cancels it, and waits for the refund. */
export async function endOne(system: Server, id: string): Promise<void> {
  await fetch(`${system.url}/rentals/${id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ reqState: 'cancel' }),
  });
  await until(async () => {
    const rental = (await (await fetch(`${system.url}/rentals/${id}`)).json()) as { state: string };
    return rental.state === 'refunded';
  });
}

async function reserve(system: Server, duration: number, connections = 64) {
  const result = await load({
    url: `${system.url}/rentals`,
    method: 'POST',
    connections,
    seconds: duration,
    body: reservation,
  });
  if (result.failed > 0) throw new Error(`${result.failed} reservations failed`);
  return result;
}
