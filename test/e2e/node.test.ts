import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { serviceNames } from '../../config/services.ts';
import { eventually } from '../support/eventually.ts';
import { type Nats, startNats } from '../support/nats.ts';
import { freePort } from '../support/port.ts';
import { isReady } from '../support/readiness.ts';
import { scripts } from '../support/script.ts';
import { useTempDirs } from '../support/tempdir.ts';

describe('npm run node', () => {
  const run = scripts();
  const newDir = useTempDirs();

  it('names the services there are when it does not know one', async () => {
    for (const args of [['rentel'], []]) {
      const script = run('scripts/node.ts', args);
      assert.equal(await script.ended, 2);
      for (const name of serviceNames()) assert.match(script.output, new RegExp(`Services:.*${name}`));
    }
  });

  it('explains itself and its variables', async () => {
    const script = run('scripts/node.ts', ['--help']);
    assert.equal(await script.ended, 0);
    assert.match(script.output, /Usage: npm run node -- SERVICE\|SYSTEM…/);
    assert.match(script.output, /NATS_URL .*\n.*nats:\/\//);
  });

  it('says which port it cannot have', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const port = String((taken.address() as AddressInfo).port);
    for (const name of ['PROMETHEUS_PORT', 'HEALTH_PORT']) {
      const script = run('scripts/node.ts', ['archive'], { [name]: port, NATS_URL: '', ARCHIVE_DIR: newDir() });
      assert.equal(await script.ended, 1, script.output);
      assert.match(script.output, new RegExp(`${name} ${port}: listen EADDRINUSE`));
    }
    taken.close();
  });

  describe('over NATS', () => {
    let nats: Nats;
    before(async () => {
      nats = await startNats();
    });
    after(() => nats.stop());

    it('makes one system of several processes, which a console joins', async () => {
      const env = { NATS_URL: nats.url, DATA_DIR: newDir(), NAMESPACE: 'node-test' };
      const parts = [['rental', 'payment'], ['book', 'mypage'], ['gateway']];
      const watched = { ...env, PROMETHEUS_PORT: String(await freePort()), HEALTH_PORT: String(await freePort()) };
      const nodes = parts.map((names) => run('scripts/node.ts', names, names.includes('gateway') ? watched : env));
      const [, url] = (await nodes[2]?.printed(/runs gateway, at (http:\S+)\.\n/)) ?? [];
      await eventually(() => isReady(url ?? ''), 20_000);

      if (!('Deno' in globalThis)) {
        // Beside a process, with its variables: it leaves it its ports.
        const console = run('scripts/repl.ts', [], watched);
        await console.printed(/It runs .*rental/);
        console.type('payment slow 1');
        await console.printed(/The payment provider: approve, after 1 ms\./);
        console.type('reserve kim 1');
        await console.printed(/\w{26} {2}reserved: kim, book 1/);
        console.type('exit');
        assert.equal(await console.ended, 0);
      }

      for (const node of nodes) node.signal('SIGTERM');
      for (const node of nodes) assert.equal(await node.ended, 0, node.output);
    }).timeout(60_000);

    it('stops soon even if NATS has just gone', async () => {
      const node = run('scripts/node.ts', ['rental'], { NATS_URL: nats.url, DATA_DIR: newDir() });
      await node.printed(/runs rental/);
      await nats.kill();
      const before = performance.now();
      node.signal('SIGTERM');
      await node.ended;
      assert.ok(performance.now() - before < 8_000, node.output);
      await nats.start();
    }).timeout(30_000);
  });
});

describe('npm run repl', () => {
  const run = scripts();

  it('says what to do when there is nothing to join', async () => {
    const script = run('scripts/repl.ts');
    assert.equal(await script.ended, 1);
    assert.match(script.output, /NATS_URL is not set.*\n.*npm start -- --repl\n.*NATS_URL=\S+ npm run repl/);
  });
});
