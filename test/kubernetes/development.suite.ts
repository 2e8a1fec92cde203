import assert from 'node:assert/strict';
import { deploymentNames } from '../../scripts/kubernetes/workloads.ts';
import { hang, send, startClient } from './client.ts';
import {
  applyDevelopment,
  checkOverlay,
  createNamespace,
  fieldOf,
  findCluster,
  kubectl,
  namespace,
  overlays,
  podOf,
  removeNamespace,
  rolledOut,
  soon,
  tryKubectl,
} from './cluster.ts';
import { archivedReservations, importCatalogue, Kiosk } from './kiosk.ts';

/** `npm run test:kubernetes`: deploy/kubernetes on the cluster of KUBECONFIG, in a namespace of the test's own. */
describe('The system on Kubernetes', function () {
  this.timeout(700_000);
  let hasCluster = false;
  let kiosk: Kiosk;

  /** Scales a service to nothing, and waits until its last pod, which serves for some seconds more, has gone. */
  const retire = async (name: string) => {
    await kubectl('scale', `deployment/${name}`, '--replicas', '0');
    await kubectl('wait', 'pod', '--selector', `app=${name}`, '--for', 'delete', '--timeout', '60s');
  };
  /** A reservation is answered 503, and told when to come again and what is missing. */
  const turnsAway = async (key: string, bookId: string) => {
    const { status, headers, body } = await kiosk.ask(key, bookId);
    assert.equal(status, 503, body);
    assert.ok(headers['retry-after'], 'Retry-After');
    assert.match(body, /payment/);
  };

  before(async () => {
    await findCluster();
    hasCluster = true;
    await removeNamespace();
    await createNamespace();
  });
  after(async () => {
    if (hasCluster) await removeNamespace();
  });

  for (const overlay of overlays)
    it(`is valid to the server, strictly: ${overlay}`, async () => {
      const { code, stderr } = await checkOverlay(overlay);
      assert.equal(code, 0, stderr);
      if (overlay === 'production') assert.doesNotMatch(stderr, /would violate PodSecurity/);
    });

  it('runs every service', async () => {
    const { code, stderr } = await applyDevelopment();
    assert.equal(code, 0, stderr);
    await rolledOut(...deploymentNames());
    assert.deepEqual(new Set((await fieldOf('pvc', '.items[*].status.phase')).split(' ')), new Set(['Bound']));
    await startClient();
  });

  it('lets another system in, imports a catalogue, and lends', async () => {
    kiosk = await Kiosk.signIn();
    await importCatalogue();
    await kiosk.reserveSoon('one', '1');
  });

  it('answers every one of 64 clients during a rolling update of what they use, the gateway too (O4)', async () => {
    const running = kiosk.load({ clients: 64, seconds: 75, everyMs: 2_000, what: 'reserve' });
    const updated = ['gateway', 'rental', 'payment', 'book'];
    for (const name of updated) {
      await kubectl('rollout', 'restart', `deployment/${name}`);
      await rolledOut(name);
    }
    const { counts, worstMs } = await running;
    console.log(`      ${JSON.stringify(counts)}, the longest ${worstMs} ms`);
    assert.deepEqual(Object.keys(counts), ['201']);
  });

  it('restarts a service that hangs (O5)', async () => {
    const pod = await podOf('rental');
    await hang(pod);
    const from = performance.now();
    await soon(async () => {
      assert.ok(Number(await fieldOf(`pod/${pod}`, '.status.containerStatuses[0].restartCount')) > 0);
    });
    console.log(`      restarted after ${Math.round((performance.now() - from) / 1_000)} s`);
    await rolledOut('rental');
    await kiosk.reserveSoon('after-hang', '2');
  });

  it('sends nobody to a process whose configuration leads nowhere, says so, and goes on when it is put right (O6)', async () => {
    await kubectl('set', 'env', 'deployment/payment', 'NATS_URL=nats://nowhere:4222');
    const waited = await tryKubectl(['rollout', 'status', 'deployment/payment', '--timeout', '15s']);
    assert.notEqual(waited.code, 0);
    await kiosk.reserve('beside-wrong-address', '3');
    await retire('payment');
    await kubectl('scale', 'deployment/payment', '--replicas', '1');
    await turnsAway('wrong-address', '4');
    await kubectl('rollout', 'undo', 'deployment/payment');
    await rolledOut('payment');
    await kiosk.reserveSoon('wrong-address', '4');
  });

  it('archives every event where another pod reads it (O7)', () =>
    soon(async () => {
      const archived = await archivedReservations();
      assert.equal(archived.length, kiosk.reserved);
      assert.equal(new Set(archived).size, kiosk.reserved);
    }));

  it('loses nothing with a subscriber that is retired, and says so of a service that others call (O10, H8)', async () => {
    await retire('mypage');
    await kiosk.reserveSoon('without-mypage', '5');
    await retire('payment');
    await turnsAway('without-payment', '6');
    for (const name of ['mypage', 'payment']) await kubectl('scale', `deployment/${name}`, '--replicas', '1');
    await rolledOut('mypage', 'payment');
    await kiosk.reserveSoon('with-payment', '7');
    await soon(async () => assert.equal(await kiosk.shownOnMyPage(), kiosk.reservedByKim));
  });

  it('keeps the only pod of a service from eviction', async () => {
    const name = await podOf('identity');
    const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } };
    const path = `/api/v1/namespaces/${namespace}/pods/${name}/eviction`;
    const { stderr } = await tryKubectl(['create', '--raw', path, '--filename', '-'], JSON.stringify(eviction));
    assert.match(stderr, /disruption budget/);
  });

  it('keeps the old pod until a new one is ready', async () => {
    await kubectl('set', 'image', 'deployment/history', '*=none:none');
    const waited = await tryKubectl(['rollout', 'status', 'deployment/history', '--timeout', '8s']);
    assert.notEqual(waited.code, 0);
    assert.equal(await fieldOf('deployment/history', '.status.availableReplicas'), '1');
    await kubectl('rollout', 'undo', 'deployment/history');
  });

  it('keeps what was kept when nats and postgres are replaced', async () => {
    await kubectl('delete', 'pod', 'nats-0', 'postgres-0', '--grace-period', '5');
    await kiosk.reserveSoon('after-servers', '8');
    await kiosk.reserve('one', '1'); // The same key: the answer of before.
  });

  it('answers 503 with Retry-After while nats is away', async () => {
    await kubectl('scale', 'statefulset/nats', '--replicas', '0');
    await soon(async () => {
      const { status, headers } = await send('/books');
      assert.equal(status, 503);
      assert.ok(headers['retry-after'], 'Retry-After');
    });
    await kubectl('scale', 'statefulset/nats', '--replicas', '1');
    await kiosk.reserveSoon('after-nats', '9');
  });

  it('has three gateways under load, and one again after it (O9)', async () => {
    const current = '.status.currentMetrics[0].resource.current.averageUtilization';
    await soon(async () => assert.notEqual(await fieldOf('hpa/gateway', current), ''));
    const ready = async () => Number(await fieldOf('deployment/gateway', '.status.readyReplicas'));
    assert.equal(await ready(), 1, 'one without load');
    const from = performance.now();
    const since = async (count: number, withinMs: number) => {
      await soon(async () => assert.equal(await ready(), count), withinMs);
      return Math.round((performance.now() - from) / 1_000);
    };
    const running = kiosk.load({ clients: 16, seconds: 120, everyMs: 0, what: 'browse' });
    const grown = await since(3, 120_000);
    const { counts } = await running;
    console.log(
      `      three after ${grown} s, one again after ${await since(1, 300_000)} s; ${JSON.stringify(counts)}`,
    );
    // More than one client may ask for; nobody is left without an answer.
    assert.deepEqual(
      Object.keys(counts).filter((answer) => !/^(200|429)/.test(answer)),
      [],
    );
  });
});
