import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../support/eventually.ts';
import { type Nats, startNats } from '../support/nats.ts';
import { freePort } from '../support/port.ts';
import { askPrometheus, prometheus, queried, watching } from '../support/prometheus.ts';
import { scripts } from '../support/script.ts';
import { useTempDirs } from '../support/tempdir.ts';

const withinMs = 30_000;

interface Alert {
  readonly state: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

describe('Watching by a real Prometheus', () => {
  const newDir = useTempDirs();
  const run = scripts();
  const watcher = prometheus();
  let nats: Nats;
  beforeEach(async () => {
    nats = await startNats();
  });
  afterEach(() => nats.stop());

  it('every alert has a runbook', () => {
    const rules = readFileSync(join(watching, 'alerts.yml'), 'utf8');
    const alerts = [...rules.matchAll(/alert: (\w+)/g)].map(([, name]) => `docs/runbooks/${name}.md`);
    const named = [...rules.matchAll(/runbook: (\S+)/g)].map(([, path]) => path ?? '');
    assert.ok(alerts.length > 0);
    assert.deepEqual(named, alerts);
    for (const path of named) assert.ok(existsSync(join(watching, '../..', path)), path);
  });

  it('the rules pass their own tests', () => {
    execFileSync(watcher.promtool, ['test', 'rules', join(watching, 'alerts.test.yml')]);
  });

  it('an alert fires when payment is stopped, and ends when it is back', async () => {
    const port = await freePort();
    const env = { NATS_URL: nats.url, DATA_DIR: newDir() };
    const startPayment = async () => {
      const payment = run('scripts/node.ts', ['payment'], env);
      await payment.printed(/ runs /, withinMs);
      return payment;
    };
    const payment = await startPayment();
    const rental = run('scripts/node.ts', ['rental', 'book'], { ...env, PROMETHEUS_PORT: String(port) });
    await rental.printed(/ runs /, withinMs);
    const url = await watcher.start(port);
    const nodes = async () => (await queried(url, 'yeyak_service_nodes{service="payment"}'))[0]?.value[1];
    const missing = async (): Promise<Alert | undefined> => {
      const { alerts } = await askPrometheus<{ alerts: Alert[] }>(`${url}/api/v1/alerts`);
      return alerts.find(({ labels }) => labels.alertname === 'ServiceMissing');
    };
    await eventually(async () => (await nodes()) === '1', withinMs);
    assert.equal(await missing(), undefined);

    payment.signal('SIGTERM');
    await payment.ended;
    await eventually(async () => (await missing())?.state === 'firing', withinMs);
    assert.equal((await missing())?.annotations.summary, '[library] No process offers payment');

    await startPayment();
    await eventually(async () => (await missing()) === undefined, withinMs);
    assert.equal(await nodes(), '1');
  }).timeout(120_000);
});
