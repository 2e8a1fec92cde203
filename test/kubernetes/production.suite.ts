import assert from 'node:assert/strict';
import { deploymentNames } from '../../scripts/kubernetes/workloads.ts';
import { startClient } from './client.ts';
import { applyProduction, createNamespace, findCluster, kubectl, removeNamespace, rolledOut, soon } from './cluster.ts';
import { archivedReservations, importCatalogue, Kiosk } from './kiosk.ts';
import { type Stream, streams } from './nats.ts';

const servers = ['nats-0', 'nats-1', 'nats-2'];
const copies = servers.length;

/** `npm run test:kubernetes`, the second part: the production overlay with its three servers of NATS. */
describe('The production overlay', function () {
  this.timeout(700_000);
  let hasCluster = false;
  let kiosk: Kiosk;

  /** Every stream, when each has all its copies, and each copy has all. */
  const complete = async (): Promise<Stream[]> => {
    const found = await streams(servers);
    assert.ok(found.length > 0);
    for (const { name, ordered, current } of found)
      assert.deepEqual({ name, ordered, current }, { name, ordered: copies, current: copies });
    return found;
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

  it('runs, with three copies of every stream', async () => {
    const { code, stderr } = await applyProduction();
    assert.equal(code, 0, stderr);
    await kubectl('rollout', 'status', 'statefulset/nats', '--timeout', '300s');
    await rolledOut(...deploymentNames());
    await startClient();
    kiosk = await Kiosk.signIn();
    await importCatalogue();
    await kiosk.reserveSoon('one', '1');
    const found = await complete();
    console.log(`      ${found.map(({ name, leader }) => `${name} led by ${leader}`).join(', ')}`);
  });

  it('loses nothing when the server that leads a stream is killed under load', async () => {
    const leader = (await complete()).find(({ name }) => name === 'LIBRARY')?.leader ?? '';
    const running = kiosk.load({ clients: 16, seconds: 40, everyMs: 1_000, what: 'reserve' });
    await kubectl('delete', 'pod', leader, '--grace-period', '0', '--force');
    const { counts, worstMs } = await running;
    console.log(`      ${leader} killed: ${JSON.stringify(counts)}, the longest ${worstMs} ms`);
    await kiosk.reserveSoon('after', '2');
    await soon(async () => void (await complete()));
    await soon(async () => {
      const archived = await archivedReservations();
      assert.equal(new Set(archived).size, archived.length, 'each once');
      assert.ok(archived.length >= kiosk.reserved, `${archived.length} archived of ${kiosk.reserved} reserved`);
    });
  });
});
