import assert from 'node:assert/strict';
import type { LaboratoryView } from '../../services/operations/laboratory.contract.ts';
import type { SystemView } from '../../services/operations/operations.contract.ts';
import type { LoadView } from '../../services/operations/trial/load.contract.ts';
import { eventually } from '../support/eventually.ts';
import { newSystem } from '../support/system.scales.ts';
import type { System } from '../support/system.ts';

interface Scale {
  readonly name: string;
  readonly system: System;
  readonly hasNats: boolean;
}

const scales: readonly Scale[] = [
  { name: 'in one process', system: newSystem.inOneProcess({ SANDBOX: 'on' }), hasNats: false },
  { name: 'in a process for each service', system: newSystem.inFourServices({ SANDBOX: 'on' }), hasNats: true },
];

for (const { name, system, hasNats } of scales)
  describe(`The outage laboratory, ${name}`, function () {
    this.timeout(180_000);
    const disturb = (service: string, way: string, seconds: number) =>
      system.send<LaboratoryView>('POST', '/admin/laboratory/disturb', { service, way, seconds });
    const reserve = async () => system.reserve(system.newMember(), await system.newTitle(1));
    before(() => system.start());
    after(() => system.stop());

    const load = (what: object) => system.send<LoadView>('POST', '/admin/laboratory/load', what);
    /** The load when its verdict is there. */
    const judged = async (): Promise<LoadView> => {
      let view: LoadView | undefined;
      await eventually(async () => {
        view = (await system.get<LaboratoryView>('/admin/laboratory')).load;
        return view?.phase === 'over';
      }, 60_000);
      return view as LoadView;
    };
    const good = { lost: 0, doubled: 0, unpaid: 0, balanced: true, faults: [] };

    it('stops payment: 503 with Retry-After, and 201 when its time is over', async () => {
      const { status, body } = await disturb('payment', 'stop', 4);
      assert.equal(status, 200, JSON.stringify(body));
      let answer = await reserve();
      await eventually(async () => {
        answer = await reserve();
        return answer.status === 503;
      });
      assert.ok(Number(answer.headers.get('retry-after')) >= 1);
      await eventually(async () => (await reserve()).status === 201, 30_000);
      assert.deepEqual((await system.get<LaboratoryView>('/admin/laboratory')).disturbances, []);
    });

    it('lets members reserve while payment is stopped, and judges what is there then', async () => {
      const { status, body } = await load({ members: 10, seconds: 6 });
      assert.equal(status, 200, JSON.stringify(body));
      assert.equal((await load({})).status, 409);
      await disturb('payment', 'stop', 2);
      const { counts, verdict, seconds } = await judged();
      assert.deepEqual(verdict, good);
      assert.ok(counts.accepted > 0 && counts.shed > 0, JSON.stringify(counts));
      assert.equal(counts.error, 0, JSON.stringify(counts));
      assert.ok(seconds.length > 1);
      const standing = await system.all<{ memberId: string; state: string }>('/rentals');
      const those = standing.filter(({ memberId, state }) => memberId.startsWith('lab') && state !== 'abandoned');
      assert.ok(those.length >= counts.accepted, `${those.length} of ${counts.accepted}`);
    });

    it('plays what the documents demonstrated, and ends early when it is calmed', async () => {
      assert.equal((await load({ preset: 'o2' })).status, 200);
      const under = async () => (await system.get<LaboratoryView>('/admin/laboratory')).disturbances;
      await eventually(async () => (await under())[0]?.way === 'stop', 30_000);
      assert.equal((await system.send('POST', '/admin/laboratory/calm')).status, 200);
      assert.deepEqual((await judged()).verdict, good);
    });

    it('lets payment fail: the breaker opens, and everything is well again when it is calmed', async () => {
      await system.send('PATCH', '/admin/payment-sandbox', { delayMs: 30 });
      await disturb('payment', 'fail', 100);
      await eventually(async () => {
        await reserve();
        const { nodes } = await system.get<SystemView>('/admin/system');
        return nodes.some((node) => 'breakers' in node && node.breakers.some(({ state }) => state === 'open'));
      }, 20_000);
      assert.equal((await disturb('payment', 'stop', 1)).status, 409);
      assert.equal((await system.send('POST', '/admin/laboratory/calm')).status, 200);
      await eventually(async () => (await reserve()).status === 201, 30_000);
      const { mode, delayMs } = await system.get<{ mode: string; delayMs: number }>('/admin/payment-sandbox');
      assert.deepEqual({ mode, delayMs }, { mode: 'approve', delayMs: 30 });
    });

    if (hasNats)
      it('cuts all processes off NATS, which find one another again, and nothing is lost', async () => {
        assert.equal((await load({ members: 5, seconds: 12 })).status, 200);
        assert.equal((await disturb('nats', 'cut', 3)).status, 200);
        await eventually(async () => (await system.reserve(system.newMember(), 'demo-1')).status === 503, 20_000);
        await eventually(async () => (await system.reserve(system.newMember(), 'demo-1')).status === 201, 30_000);
        const { counts, verdict } = await judged();
        assert.ok(counts.shed > 0, JSON.stringify(counts));
        assert.deepEqual(verdict, good);
      });
    else
      it('cuts nothing off where there is no NATS', async () => {
        assert.equal((await disturb('nats', 'cut', 1)).status, 422);
      });
  });

describe('The outage laboratory, where the sandbox is off', function () {
  this.timeout(60_000);
  const system = newSystem.inOneProcess({ SANDBOX: 'off' });
  before(() => system.start());
  after(() => system.stop());

  it('is closed, by name, and takes nothing', async () => {
    const asked = {
      disturb: { service: 'payment', way: 'stop', seconds: 1 },
      load: { members: 1, seconds: 1 },
      calm: {},
    };
    for (const [what, wanted] of Object.entries(asked)) {
      const { status, body } = await system.send('POST', `/admin/laboratory/${what}`, wanted);
      assert.equal(status, 403, what);
      assert.equal(body.type, 'urn:yeyak:problem:laboratory-closed', what);
    }
    assert.equal((await system.reserve(system.newMember(), await system.newTitle(1))).status, 201);
    assert.equal((await system.get<LaboratoryView>('/admin/laboratory')).isOpen, false);
  });
});
