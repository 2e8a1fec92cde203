import assert from 'node:assert/strict';
import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from '../support/eventually.ts';
import { type Nats, startNats } from '../support/nats.ts';
import { isReady } from '../support/readiness.ts';
import { scripts } from '../support/script.ts';
import { useTempDirs } from '../support/tempdir.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A service of a folder elsewhere joins a cluster that runs, by being started, and leaves by being killed. */
describe('A service that subscribes only', function () {
  this.timeout(120_000);
  const run = scripts();
  const newDir = useTempDirs();
  let nats: Nats;
  before(async () => {
    nats = await startNats();
  });
  after(() => nats.stop());

  it('hears all past events, and nobody notices that it is killed', async () => {
    const folder = join(newDir(), 'marketing');
    cpSync(join(root, 'examples/marketing'), folder, { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const env = { DATA_DIR: newDir(), NATS_URL: nats.url, NAMESPACE: 'marketing' };
    const cluster = run('scripts/node.ts', ['screening', 'library', 'platform', 'gateway'], env);
    const [, url = ''] = await cluster.printed(/ runs .*, at (http:\S+?)\.\n/, 30_000);
    await eventually(() => isReady(url, 'screening'), 30_000);
    const send = async (path: string, body: object) => {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      return (await fetch(`${url}/screening${path}`, init)).status;
    };
    const day = { hospitalId: 'h1', chkDate: '2027-09-09' };
    const ask = (custId: string) => send('/screenings', { ...day, custId, custNm: custId });
    assert.equal(await send('/hospitals', { ...day, hospitalNm: 'Seoul', pCnt: 3 }), 201);
    const statuses = await Promise.all(Array.from({ length: 33 }, (_, index) => ask(`c${index}`)));
    assert.equal(statuses.filter((status) => status === 409).length, 30);
    const before = await (await fetch(`${url}/admin/system`)).json();

    const joined = { ...env, DATA_DIR: newDir(), SYSTEMS: join(folder, 'system.ts') };
    const marketing = run('scripts/node.ts', ['marketing'], joined);
    await marketing.printed(/ runs marketing\.popularity\./, 30_000);
    const console = run('scripts/repl.ts', [], joined);
    await console.printed(/popular/, 20_000);
    await eventually(() => {
      console.type('popular');
      return /h1\.2027-09-09 {2}3 booked, 30 refused, 30 places asked for/.test(console.output);
    }, 20_000);

    marketing.signal('SIGKILL');
    await marketing.ended;
    assert.equal(await ask('after'), 409);
    assert.ok(await isReady(url, 'screening'));
    const letters = await (await fetch(`${url}/admin/dead-letters`)).json();
    assert.equal((letters as { total: number }).total, 0);
    assert.equal((before as { nodes: object[] }).nodes.length, 1);
  });
});
