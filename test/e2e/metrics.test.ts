import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../support/eventually.ts';
import { type Nats, startNats } from '../support/nats.ts';
import { freePort } from '../support/port.ts';
import { prometheus, queried, watching } from '../support/prometheus.ts';
import { isReady } from '../support/readiness.ts';
import { scripts } from '../support/script.ts';
import { useTempDirs } from '../support/tempdir.ts';

interface Dashboard {
  readonly panels: readonly { readonly title: string; readonly targets: readonly { readonly expr: string }[] }[];
}

const dashboard: Dashboard = JSON.parse(readFileSync(join(watching, 'dashboard.json'), 'utf8'));
const queries = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
const alerts = [...readFileSync(join(watching, 'alerts.yml'), 'utf8').matchAll(/^ +expr: (.+)$/gm)];
const named = [...queries, ...alerts.map(([, expr = '']) => expr)].flatMap(
  (text) => text.match(/\b(?:yeyak|moleculer)_\w+/g) ?? [],
);

/** Milliseconds that a start and a gauge of every 15 seconds have, on a machine that is busy. */
const patience = 60_000;

describe('The metrics that alerts and the dashboard name', function () {
  this.timeout(240_000);
  const run = scripts();
  const newDir = useTempDirs();
  const watcher = prometheus();
  let nats: Nats | undefined;
  afterEach(async () => {
    await nats?.stop();
    nats = undefined;
  });

  async function scraped(ports: readonly number[]): Promise<Set<string>> {
    const texts = await Promise.all(
      ports.map(async (port) => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()),
    );
    return new Set(texts.flatMap((text) => [...text.matchAll(/^(\w+)\{/gm)].map(([, name = '']) => name)));
  }

  /** A request that is accepted, one that a rule refuses, and one that has no route. */
  async function use(url: string): Promise<void> {
    const send = (method: string, path: string, body: object) =>
      fetch(url + path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const titles = [{ id: 'b-1', title: 'One', authors: 'Anon', copies: 1 }];
    assert.equal((await send('PUT', '/books', { titles })).status, 200);
    let id = '';
    await eventually(async () => {
      const answer = await send('POST', '/rentals', { memberId: 'kim', bookId: 'b-1' });
      id = ((await answer.json()) as { id: string }).id;
      return answer.status === 201;
    }, patience);
    assert.equal((await send('PATCH', `/rentals/${id}`, { reqState: 'return' })).status, 409);
    assert.equal((await fetch(`${url}/nowhere/${id}`)).status, 404);
  }

  async function areThere(url: string, ports: readonly number[]): Promise<void> {
    await use(url);
    assert.ok(named.length > 10);
    let missing: string[] = [];
    await eventually(async () => {
      const names = await scraped(ports);
      missing = named.filter((name) => !names.has(name));
      return missing.length === 0;
    }, patience).catch(() => assert.deepEqual(missing, []));
    const text = await (await fetch(`http://127.0.0.1:${ports.at(-1)}/metrics`)).text();
    assert.match(text, /^yeyak_http_requests_total\{.*method="POST",route="\/rentals",status="2xx"\} [1-9]/m);
    assert.match(text, /^yeyak_http_requests_total\{.*method="GET",route="other",status="4xx"\} 1$/m);
    assert.doesNotMatch(text, /nowhere/);
  }

  it('are all there in one process, and Prometheus takes every query of the dashboard', async () => {
    const port = await freePort();
    const env = { PROMETHEUS_PORT: String(port), DATA_DIR: newDir() };
    const system = run('scripts/start.ts', [], env);
    const [, url = ''] = await system.printed(/runs at (http:\S+), ready/, patience);
    await areThere(url, [port]);
    const at = await watcher.start(port);
    const query = (text: string) => text.replaceAll('$namespace', 'yeyak').replaceAll('$__rate_interval', '1m');
    await eventually(async () => (await queried(at, 'yeyak_http_requests_total')).length > 0, patience);
    for (const text of queries) await queried(at, query(text));
    const accepted = query(dashboard.panels[0]?.targets[0]?.expr ?? '');
    await eventually(async () => (await queried(at, accepted)).length > 0, patience);
  });

  it('are all there in a process for each service', async () => {
    nats = await startNats();
    const env = { NATS_URL: nats.url, DATA_DIR: newDir() };
    const ports = await Promise.all(['rental', 'payment', 'book mypage', 'gateway'].map(() => freePort()));
    const processes = ['rental', 'payment', 'book mypage', 'gateway'].map((names, index) =>
      run('scripts/node.ts', names.split(' '), { ...env, PROMETHEUS_PORT: String(ports[index]) }),
    );
    await Promise.all(processes.map((one) => one.printed(/ runs /, patience)));
    const [, url = ''] = (await processes.at(-1)?.printed(/at (http:\S+?)\.\n/, patience)) ?? [];
    await eventually(() => isReady(url), patience);
    await areThere(url, ports);
  });
});
