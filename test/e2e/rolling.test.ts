import assert from 'node:assert/strict';
import { type Nats, startNats } from '../support/nats.ts';
import { freePort } from '../support/port.ts';
import { usePostgres } from '../support/postgres.ts';
import { type Script, scripts } from '../support/script.ts';
import { passes } from '../support/system.api.ts';
import { startTime } from '../support/system.processes.ts';
import { Traffic } from '../support/traffic.ts';

/** A machine that is busy with other things shall not make a request fail. */
const patient = { REQUEST_TIMEOUT_MS: '10000', PAYMENT_TIMEOUT_MS: '8000' };

describe('A rolling restart', () => {
  const database = usePostgres();
  const run = scripts();
  let nats: Nats;
  let env: Record<string, string>;
  let traffic: Traffic;
  before(async function () {
    this.timeout(60_000);
    nats = await startNats();
  });
  afterEach(() => traffic.stop());
  after(() => nats.stop());

  const cluster: readonly string[] = [
    ...(['gateway', 'gateway', 'rental', 'rental', 'payment', 'payment'] as const),
    ...(['book', 'mypage'] as const),
  ];

  async function start(service: string): Promise<Script> {
    const script = run('scripts/node.ts', [service], env);
    await script.printed(/ runs \w+/, 2 * startTime);
    return script;
  }

  it('of every process, one by one, fails no request of 64 connections', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    env = {
      NATS_URL: nats.url,
      STORE_URL: database.url,
      NAMESPACE: 'rolling',
      PORT: String(port),
      PORT_SHARING: 'on',
      LOG_LEVEL: 'info',
      ...patient,
    };
    const processes = await Promise.all(cluster.map(start));
    const titles = Array.from({ length: 16 }, (_, index) => `title-${index}`);
    traffic = new Traffic(url, titles);
    await passes(
      () => traffic.catalogue(...titles.map((id) => ({ id, title: id, authors: 'Anon', copies: 1_000 }))),
      startTime,
    );

    traffic.start(64);
    await traffic.until({ requests: 500 });
    for (const [index, service] of cluster.entries()) {
      const old = processes[index] as Script;
      traffic.pauseMs = 200;
      processes[index] = await start(service);
      traffic.pauseMs = 0;
      const begun = performance.now();
      old.signal('SIGTERM');
      assert.equal(await old.ended, 0, old.output);
      const ms = performance.now() - begun;
      assert.ok(ms < 10_000, `${service} took ${ms} ms to stop`);
      await traffic.until({ requests: 200 + traffic.sofar.requests });
      assert.deepEqual(
        traffic.outcome().failures,
        [],
        `while ${service} was replaced:\n${complaints([old, ...processes])}`,
      );
    }
    await traffic.stop();
    assert.deepEqual(traffic.outcome().failures, []);
  }).timeout(240_000);
});

/** What the processes say of requests that failed, and of themselves. */
function complaints(processes: readonly Script[]): string {
  const lines = processes.flatMap(({ output }) => output.split('\n'));
  return lines.filter((line) => /turned away|WARN|ERROR|^\S*Error|^ +at /.test(line)).join('\n');
}
