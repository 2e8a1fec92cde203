import { readFileSync } from 'node:fs';
import { type Demo, part } from '../demo.ts';
import { demos } from '../list.ts';
import type { Cluster } from './cluster.ts';

type ClusterDemo = Pick<Demo<Cluster>, 'title' | 'shown' | 'figures' | 'play'>;

/** The words and figures of the demonstration on processes, played on a cluster. */
function asInProcesses(name: 'o3' | 'o4' | 'o5' | 'o6' | 'o9', play: ClusterDemo['play']): ClusterDemo {
  const { title = name, shown = '', figures } = demos[name] ?? {};
  return { title, shown, ...(figures && { figures }), play };
}

const o3 = asInProcesses('o3', async (show) => {
  const { stage, seconds, expect, expectFigure } = show;
  await stage.setEnv('payment', { PAYMENT_SANDBOX_DELAY_MS: '400', PAYMENT_SANDBOX_JITTER_MS: '220' });
  await stage.scale('payment', 1);
  await part(show, 'One pod of payment', { atOnce: 100, seconds: Math.ceil(seconds / 2) });
  await stage.scale('payment', 3);
  const three = await part(show, 'Three pods of payment', { atOnce: 100, seconds, isMain: true });
  expect('nobody gets an error', three.counts.error === 0);
  expectFigure('all are accepted', three.share('accepted') === 100);
  expectFigure(`at least 165 requests/s of the 196 that the delay allows: ${three.rate.toFixed(1)}`, three.rate >= 165);
});

const o4 = asInProcesses('o4', async (show) => {
  const { stage, seconds, tell, expect } = show;
  let replaced = 0;
  const services = ['gateway', 'rental', 'payment', 'book'];
  // A pod serves for five seconds after it was told to stop, and the next one waits for it.
  const load = { atOnce: 64, seconds: Math.max(seconds, 75), isMain: true };
  const tally = await part(show, 'Rolling update', load, async () => {
    for (const service of services) {
      await stage.restart(service);
      replaced += 1;
      tell(`  ${service} is replaced`);
    }
  });
  expect('all were replaced', replaced === services.length);
  expect(`all are accepted: ${tally.share('accepted').toFixed(2)} %`, tally.share('accepted') === 100);
});

const o5 = asInProcesses('o5', async (show) => {
  const { stage, seconds, tell, expect } = show;
  const pod = await stage.podOf('book');
  const restarts = async () => Number(await stage.field(`pod/${pod}`, '.status.containerStatuses[0].restartCount'));
  const before = await restarts();
  const load = { atOnce: 20, seconds: Math.max(seconds, 60), isMain: true };
  const tally = await part(show, 'A pod of book hangs', load, async () => {
    await stage.run(pod, readFileSync('test/kubernetes/in-pod/hang.ts', 'utf8'));
    tell(`  ${pod} hangs`);
    if (await stage.comes(async () => (await restarts()) > before, load.seconds)) tell(`  ${pod} is restarted`);
  });
  await stage.rolledOut('book');
  expect('it was restarted once', (await restarts()) === before + 1);
  expect('reservations went on: book is not needed for them', tally.share('accepted') === 100);
});

const o6 = asInProcesses('o6', async (show) => {
  const { stage, seconds, tell, expect } = show;
  const load = { atOnce: 10, seconds: Math.ceil(seconds / 3) };
  await stage.setEnv('payment', { NATS_URL: 'nats://nowhere:4222' });
  const kept = await part(show, 'NATS_URL of payment is nats://nowhere:4222', load);
  expect('the pod that there is goes on, since the new one is never ready', kept.share('accepted') === 100);
  await stage.scale('payment', 0);
  const none = await part(show, 'No other pod of payment is left', load);
  const answer = await stage.members.ask();
  tell(`  the answer: ${answer.status} ${answer.body}, Retry-After ${answer.retryAfter}`);
  expect(
    'everybody is turned away with 503, and told when to come again',
    none.share('shed') === 100 && answer.retryAfter !== null,
  );
  await stage.setEnv('payment', { NATS_URL: undefined });
  await stage.scale('payment', 1);
  await stage.comes(async () => (await stage.members.ask()).status === 201, 30);
  const right = await part(show, 'NATS_URL is right', { ...load, isMain: true });
  expect('all are accepted', right.share('accepted') === 100);
});

const o9 = asInProcesses('o9', async (show) => {
  const { stage, seconds, tell, expect, expectFigure } = show;
  const load = { atOnce: 64, seconds: Math.max(seconds, 100), isMain: true };
  const began = performance.now();
  const since = () => `${Math.round((performance.now() - began) / 1_000)} s`;
  let most = 1;
  const tally = await part(show, 'Load', load, async () => {
    await stage.comes(async () => {
      const ready = await stage.ready('rental');
      if (ready > most) tell(`  ${since()}: rental has ${ready} pods that are ready`);
      most = Math.max(most, ready);
      return most >= 3;
    }, load.seconds);
  });
  expect('the autoscaler has made more pods of rental', most > 1);
  // On a small node, on which all else runs as well, rental does not get enough to do.
  expectFigure('rental came to 3 pods', most >= 3);
  expect('nobody gets an error', tally.counts.error === 0);
  tell('The load is over');
  const shrank = await stage.comes(async () => (await stage.ready('rental')) === 1, 180);
  if (shrank) tell(`  ${since()}: rental has 1 pod`);
  expect('rental is back at 1 pod', shrank);
});

/** Those of the demonstrations that a cluster can play: what they show is what Kubernetes does. */
export const clusterDemos: Readonly<Record<string, ClusterDemo>> = { o3, o4, o5, o6, o9 };
