import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../support/eventually.ts';
import { type Nats, startNats } from '../support/nats.ts';
import { freePort } from '../support/port.ts';
import { ensurePrometheus, type PrometheusPrograms } from '../support/prometheus-programs.ts';
import { scripts } from '../support/script.ts';
import { useTempDirs } from '../support/tempdir.ts';

const folder = join(import.meta.dirname, '../../deploy/watching');
const withinMs = 30_000;

interface Alert {
  readonly state: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

describe('Watching by a real Prometheus', () => {
  const newDir = useTempDirs();
  const run = scripts();
  let programs: PrometheusPrograms;
  let nats: Nats;
  let end: (() => Promise<void>) | undefined;
  before(async function () {
    this.timeout(300_000);
    programs = await ensurePrometheus();
  });
  beforeEach(async () => {
    nats = await startNats();
  });
  afterEach(async () => {
    await end?.();
    await nats.stop();
  });

  /** With the rules as they are, but for how long they wait. */
  async function startPrometheus(target: number): Promise<string> {
    const dir = newDir();
    const rules = readFileSync(join(folder, 'alerts.yml'), 'utf8').replaceAll(/\bfor: \w+/g, 'for: 1s');
    writeFileSync(join(dir, 'alerts.yml'), rules);
    const config = readFileSync(join(folder, 'prometheus.yml'), 'utf8')
      .replaceAll(/_interval: 15s/g, '_interval: 500ms')
      .replace('127.0.0.1:9100', `127.0.0.1:${target}`);
    writeFileSync(join(dir, 'prometheus.yml'), config);
    const port = await freePort();
    const args = [
      `--config.file=${dir}/prometheus.yml`,
      `--storage.tsdb.path=${dir}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--enable-feature=expand-external-labels',
    ];
    const env = { ...process.env, ALERT_PREFIX: '[library]' };
    const child = spawn(programs.prometheus, args, { env, stdio: 'ignore' });
    const closed = once(child, 'close');
    end = async () => {
      child.kill('SIGKILL');
      await closed;
    };
    const url = `http://127.0.0.1:${port}`;
    const isReady = () =>
      fetch(`${url}/-/ready`)
        .then(({ ok }) => ok)
        .catch(() => false);
    await eventually(isReady, withinMs);
    return url;
  }

  async function ask<Data>(url: string): Promise<Data> {
    const { data } = (await (await fetch(url)).json()) as { data: Data };
    return data;
  }

  it('every alert has a runbook', () => {
    const rules = readFileSync(join(folder, 'alerts.yml'), 'utf8');
    const alerts = [...rules.matchAll(/alert: (\w+)/g)].map(([, name]) => `docs/runbooks/${name}.md`);
    const named = [...rules.matchAll(/runbook: (\S+)/g)].map(([, path]) => path ?? '');
    assert.ok(alerts.length > 0);
    assert.deepEqual(named, alerts);
    for (const path of named) assert.ok(existsSync(join(folder, '../..', path)), path);
  });

  it('the rules pass their own tests', () => {
    execFileSync(programs.promtool, ['test', 'rules', join(folder, 'alerts.test.yml')]);
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
    const url = await startPrometheus(port);
    const nodes = async () => {
      const query = encodeURIComponent('yeyak_service_nodes{service="payment"}');
      const { result } = await ask<{ result: { value: [number, string] }[] }>(`${url}/api/v1/query?query=${query}`);
      return result[0]?.value[1];
    };
    const missing = async (): Promise<Alert | undefined> => {
      const { alerts } = await ask<{ alerts: Alert[] }>(`${url}/api/v1/alerts`);
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
