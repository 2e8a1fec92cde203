import assert from 'node:assert/strict';
import { serviceNames } from '../../config/services.ts';
import { passes } from '../support/system.api.ts';
import { hang, load, type PodAnswer, send, startClient } from './client.ts';
import {
  applyOverlay,
  createNamespace,
  fieldOf,
  findCluster,
  kubectl,
  namespace,
  podOf,
  removeNamespace,
  rolledOut,
  tryKubectl,
} from './cluster.ts';

/** Milliseconds within which what was taken away works again. */
const recovery = 90_000;
const deployments = serviceNames().map((name) => name.replaceAll('.', '-'));

/** `npm run test:kubernetes`: deploy/kubernetes on the cluster of KUBECONFIG, in a namespace of the test's own. */
describe('The system on Kubernetes', function () {
  this.timeout(400_000);
  let hasCluster = false;
  let token: string;

  const post = (path: string, body: object, key: string): Promise<PodAnswer> =>
    send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'idempotency-key': key },
      body: JSON.stringify(body),
    });
  const reserve = async (key: string, bookId: string) => {
    const { status, body } = await post('/rentals', { memberId: 'kim', bookId }, key);
    assert.equal(status, 201, body);
  };
  const reservedSoon = (key: string, bookId: string) => passes(() => reserve(key, bookId), recovery);

  /** Scales a service to nothing, and waits until its last pod, which serves for some seconds more, has gone. */
  const retire = async (name: string) => {
    await kubectl('scale', `deployment/${name}`, '--replicas', '0');
    await kubectl('wait', 'pod', '--selector', `app=${name}`, '--for', 'delete', '--timeout', '60s');
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

  for (const overlay of ['development', 'production'])
    it(`is valid to the server, strictly: ${overlay}`, async () => {
      const { code, stderr } = await applyOverlay(overlay, '--dry-run=server');
      assert.equal(code, 0, stderr);
      if (overlay === 'production') assert.doesNotMatch(stderr, /would violate PodSecurity/);
    });

  it('runs every service', async () => {
    const { code, stderr } = await applyOverlay('development');
    assert.equal(code, 0, stderr);
    await rolledOut(...deployments);
    assert.deepEqual(new Set((await fieldOf('pvc', '.items[*].status.phase')).split(' ')), new Set(['Bound']));
    await startClient();
  });

  it('lets another system in, imports a catalogue, and lends', async () => {
    const console = await tryKubectl(
      ['exec', '--stdin', 'deployment/rental', '--', 'node', 'scripts/repl.ts'],
      'client kiosk\nexit\n',
    );
    const [, secret = ''] = /with the secret ([A-Za-z0-9_-]*)\./.exec(console.stdout) ?? [];
    const answer = await send('/oidc/token', {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`kiosk:${secret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    });
    assert.equal(answer.status, 200, answer.body);
    token = JSON.parse(answer.body).access_token;
    await kubectl('exec', 'deployment/book', '--', 'node', 'scripts/import.ts', 'data/samples/goodbooks-500.csv');
    await reservedSoon('one', '1');
  });

  it('answers every one of 64 clients during a rolling update of what they use, the gateway too (O4)', async () => {
    const running = load({ token, clients: 64, seconds: 75, everyMs: 2_000, what: 'reserve' });
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
    await passes(async () => {
      assert.ok(Number(await fieldOf(`pod/${pod}`, '.status.containerStatuses[0].restartCount')) > 0);
    }, 120_000);
    await rolledOut('rental');
    await reservedSoon('after-hang', '2');
  });

  it('sends nobody to a process whose configuration leads nowhere, and goes on when it is put right (O6)', async () => {
    await kubectl('set', 'env', 'deployment/payment', 'NATS_URL=nats://nowhere:4222');
    const waited = await tryKubectl(['rollout', 'status', 'deployment/payment', '--timeout', '15s']);
    assert.notEqual(waited.code, 0);
    await reserve('wrong-address', '3');
    await kubectl('rollout', 'undo', 'deployment/payment');
    await rolledOut('payment');
    await reservedSoon('right-address', '4');
  });

  it('archives every event where another pod reads it (O7)', () =>
    passes(async () => {
      const show = ['node', 'scripts/archive.ts', 'show', '--type', 'library.rental.reserved'];
      assert.match(await kubectl('exec', 'deployment/mypage', '--', ...show), /"type":"library\.rental\.reserved"/);
    }, recovery));

  it('loses nothing with a subscriber that is retired, and says so of a service that others call (O10)', async () => {
    await retire('mypage');
    await reservedSoon('without-mypage', '5');
    await retire('payment');
    const { status, headers, body } = await post('/rentals', { memberId: 'kim', bookId: '6' }, 'without-payment');
    assert.equal(status, 503, body);
    assert.ok(headers['retry-after'], 'Retry-After');
    for (const name of ['mypage', 'payment']) await kubectl('scale', `deployment/${name}`, '--replicas', '1');
    await rolledOut('mypage', 'payment');
    await reservedSoon('with-payment', '7');
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
    await reservedSoon('after-servers', '8');
    await reserve('one', '1'); // The same key: the answer of before.
  });

  it('answers 503 with Retry-After while nats is away', async () => {
    await kubectl('scale', 'statefulset/nats', '--replicas', '0');
    await passes(async () => {
      const { status, headers } = await send('/books');
      assert.equal(status, 503);
      assert.ok(headers['retry-after'], 'Retry-After');
    }, recovery);
    await kubectl('scale', 'statefulset/nats', '--replicas', '1');
    await reservedSoon('after-nats', '9');
  });

  it('has more gateways under load, and one again after it (O9)', async () => {
    const current = '.status.currentMetrics[0].resource.current.averageUtilization';
    await passes(async () => assert.notEqual(await fieldOf('hpa/gateway', current), ''), recovery);
    const from = performance.now();
    const seconds = () => Math.round((performance.now() - from) / 1_000);
    const running = load({ token, clients: 16, seconds: 90, everyMs: 0, what: 'browse' });
    const ready = async () => Number(await fieldOf('deployment/gateway', '.status.readyReplicas'));
    await passes(async () => assert.ok((await ready()) > 1), 90_000);
    const grew = seconds();
    await running;
    await passes(async () => assert.equal(await ready(), 1), 360_000);
    console.log(`      more than one after ${grew} s, one again after ${seconds()} s`);
  });
});
