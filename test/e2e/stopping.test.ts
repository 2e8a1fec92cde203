import assert from 'node:assert/strict';
import { eventually } from '../support/eventually.ts';
import { type Nats, startNats } from '../support/nats.ts';
import { OutageSystem } from '../support/outage.system.ts';
import { type Script, scripts } from '../support/script.ts';
import { passes } from '../support/system.api.ts';
import { startTime } from '../support/system.processes.ts';
import { useTempDirs } from '../support/tempdir.ts';

describe('SIGTERM', function () {
  this.timeout(60_000);
  const run = scripts();
  const newDir = useTempDirs();
  let nats: Nats;
  before(async () => {
    nats = await startNats();
  });
  after(() => nats.stop());

  const everything = ['gateway', 'rental', 'payment', 'book', 'mypage'];

  /** A system that shares a process over NATS, whose payments take so many milliseconds. */
  async function started(delayMs: number, env: Record<string, string> = {}): Promise<{ node: Script; url: string }> {
    const slow = { PAYMENT_SANDBOX_DELAY_MS: String(delayMs), PAYMENT_TIMEOUT_MS: '8000', REQUEST_TIMEOUT_MS: '9000' };
    const node = run('scripts/node.ts', everything, { NATS_URL: nats.url, DATA_DIR: newDir(), ...slow, ...env });
    const [, url = ''] = await node.printed(/, at (http:\S+)\.\n/, startTime);
    await passes(() => put(`${url}/books`, { titles: [{ id: '1', title: 'One', authors: 'Anon', copies: 9 }] }));
    return { node, url };
  }

  /** On a connection of its own: a gateway that stops waits for idle ones. */
  const ask = (url: string, options: RequestInit = {}) =>
    fetch(url, { ...options, headers: { 'content-type': 'application/json', connection: 'close' } });
  const put = async (url: string, body: object) => {
    const response = await ask(url, { method: 'PUT', body: JSON.stringify(body) });
    assert.equal(response.status, 200, await response.text());
  };
  const reserve = (url: string) =>
    ask(`${url}/rentals`, { method: 'POST', body: '{"memberId": "kim", "bookId": "1"}' });

  it('makes a process unready first, and lets it go on for the notice', async () => {
    const { node, url } = await started(0, { SHUTDOWN_NOTICE_MS: '1500' });
    assert.equal((await ask(`${url}/health/ready`)).status, 200);
    node.signal('SIGTERM');
    await eventually(async () => (await ask(`${url}/health/ready`)).status === 503);
    assert.equal((await ask(`${url}/health/live`)).status, 200);
    assert.equal((await ask(`${url}/books/1`)).status, 200);
    assert.equal(await node.ended, 0, node.output);
  });

  it('lets a reservation under way come to its end', async () => {
    const { node, url } = await started(1_000);
    const answer = reserve(url);
    await eventually(async () => (await ask(`${url}/rentals?state=requested`).then(rows)).length === 1);
    node.signal('SIGTERM');
    assert.equal((await answer).status, 201);
    assert.equal(await node.ended, 0, node.output);
  });

  it('ends a process at its limit, which says what was left', async () => {
    const { node, url } = await started(7_000, { SHUTDOWN_TIMEOUT_MS: '1000' });
    const answer = reserve(url).then(
      ({ status }) => status,
      () => 'cut off',
    );
    await eventually(async () => (await ask(`${url}/rentals?state=requested`).then(rows)).length === 1);
    const before = performance.now();
    node.signal('SIGTERM');
    await node.ended;
    assert.ok(performance.now() - before < 6_000, `it took ${performance.now() - before} ms`);
    assert.match(node.output, /1 × rental\.reserve/);
    assert.equal(await answer, 'cut off');
  });

  it('lets nothing behind that others should hear of', async () => {
    const system = await OutageSystem.start('together', 0);
    try {
      system.traffic.start(16);
      await system.traffic.until({ rentals: 200 });
      assert.equal(await system.end(0), 0);
      assert.equal(await system.published(), system.committed());
    } finally {
      await system.stop();
    }
  });
});

async function rows(response: Response): Promise<readonly unknown[]> {
  return ((await response.json()) as { rows: unknown[] }).rows;
}
