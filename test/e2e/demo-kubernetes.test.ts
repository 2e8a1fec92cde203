import assert from 'node:assert/strict';
import { perform } from '../../scripts/demo/demo.ts';
import { Cluster } from '../../scripts/demo/kubernetes/cluster.ts';
import { clusterDemos } from '../../scripts/demo/kubernetes/demonstrations.ts';
import type { Kubectl } from '../../scripts/demo/kubernetes/kubectl.ts';
import { Stage } from '../../scripts/demo/stage.ts';
import { startNats } from '../support/nats.ts';
import { freePort } from '../support/port.ts';
import { Script, scripts } from '../support/script.ts';
import { useTempDirs } from '../support/tempdir.ts';

const inPodProgram = 'scripts/demo/kubernetes/in-pod.ts';
const place = async () => {
  const port = String(await freePort());
  return { PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}` };
};
const quiet = (env: Readonly<Record<string, string>>) => ({ ...env, LOG_LEVEL: 'silent' });

/** A cluster of processes: what runs in the pod of the members runs here, and payment is scaled for real. */
class StandIn {
  readonly asked: string[] = [];
  private readonly stage: Stage;
  private readonly natsUrl: string;

  constructor(stage: Stage, natsUrl: string) {
    this.stage = stage;
    this.natsUrl = natsUrl;
  }

  readonly kubectl: Kubectl = async (args, { line } = {}) => {
    const words = args.join(' ');
    this.asked.push(words);
    const { processes } = this.stage;
    if (words.startsWith('scale deployment/payment')) {
      if (args.at(-1) === '0') await processes.remove('payment-1');
      else if (processes.names('payment').length === 0) await processes.add('payment-1');
    }
    if (words.startsWith('get pods')) return 'pod/payment-abc';
    if (words.includes('.spec.minReplicas')) return '1 3';
    const [, , , , script = '', what = '', given = ''] = args;
    // Everybody is let in here.
    if (what === 'token') return '"abc"';
    if (what === 'dismiss') return '"dismissed"';
    if (!script.endsWith('in-pod.ts')) return '';
    const program = new Script(script, [what, given.replace('http://gateway:3000', this.stage.url)], {
      NATS_URL: this.natsUrl,
      LOG_LEVEL: 'error',
    });
    assert.equal(await program.ended, 0, program.output);
    const lines = program.output.trim().split('\n');
    for (const text of lines) line?.(text);
    return lines.join('\n');
  };
}

describe('npm run demo -- NAME --on kubernetes', function () {
  this.timeout(240_000);
  const run = scripts();
  const newDir = useTempDirs();
  let stage: Stage;
  let standIn: StandIn;
  before(async () => {
    const told: string[] = [];
    stage = new Stage({}, (line) => told.push(line));
    await stage.start();
    standIn = new StandIn(stage, /nats:\S+\d/.exec(told.join('\n'))?.[0] ?? '');
  });
  after(() => stage.end());

  async function played(name: string, kill?: string): Promise<{ isGood: boolean; said: string }> {
    const said: string[] = [];
    const tell = (line: string) => said.push(line);
    const demo = clusterDemos[name];
    assert.ok(demo);
    const cluster = new Cluster(standIn.kubectl, tell);
    try {
      await cluster.start();
      return { isGood: await perform(demo, { stage: cluster, seconds: 6, kill, tell }), said: said.join('\n') };
    } finally {
      await cluster.end();
    }
  }

  it('plays a demonstration with the members in a pod, and puts everything back', async () => {
    standIn.asked.length = 0;
    const { said } = await played('o6', 'payment');
    assert.match(said, /✔ everybody is turned away with 503/);
    assert.match(said, /^lost +0\ndoubled +0\nunpaid +0\nledger +balanced$/m);
    assert.match(said, /✔ Verdict: green/);
    assert.match(said, /! kubectl delete pod/);
    const { asked } = standIn;
    for (const [change, back] of [
      ['set env deployment/gateway RATE_LIMIT=off', 'set env deployment/gateway RATE_LIMIT-'],
      ['set env deployment/payment NATS_URL=nats://nowhere:4222', 'set env deployment/payment NATS_URL-'],
      [
        'patch hpa/payment --patch {"spec":{"minReplicas":1,"maxReplicas":1}}',
        'patch hpa/payment --patch {"spec":{"minReplicas":1,"maxReplicas":3}}',
      ],
      ['scale deployment/payment --replicas 0', 'scale deployment/payment --replicas 1'],
      ['apply --filename -', 'delete pod demo-client --ignore-not-found --grace-period 1'],
    ] as const)
      assert.ok(
        asked.indexOf(change) >= 0 && asked.lastIndexOf(back) > asked.lastIndexOf(change),
        `${change}: ${asked.join('\n')}`,
      );
  });

  it('is let in again and again as the same client, and no more when it has ended', async () => {
    const nats = await startNats();
    const env = { NATS_URL: nats.url, DATA_DIR: newDir(), AUTH: 'oidc', PASSWORD_COST: '8', ...(await place()) };
    try {
      const [, url] = await run('scripts/node.ts', ['identity', 'gateway'], env).printed(/at (http:\S+)\.\n/, 60_000);
      const inPod = (what: string) => run(inPodProgram, [what, JSON.stringify({ url, id: 'demo-client' })], quiet(env));
      for (const what of ['token', 'token', 'dismiss', 'token']) {
        const task = inPod(what);
        assert.equal(await task.ended, 0, task.output);
        assert.match(task.output, what === 'token' ? /^"[\w-]+\.[\w-]+\.[\w-]+"$/m : /"dismissed"/);
      }
    } finally {
      await nats.stop();
    }
  });

  it('says what to do without a cluster', async () => {
    const without = run('scripts/demo.ts', ['o3', '--on', 'kubernetes'], { KUBECONFIG: '' });
    assert.equal(await without.ended, 1);
    assert.match(without.output, /^KUBECONFIG is not set\. Name a cluster/);
    const other = run('scripts/demo.ts', ['o1', '--on', 'kubernetes']);
    assert.equal(await other.ended, 2);
    assert.match(other.output, /^o1 is not played on Kubernetes, but o3, o4, o5, o6, o9\./);
  });
});
