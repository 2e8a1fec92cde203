import assert from 'node:assert/strict';
import type { LaboratoryView } from '../../services/operations/laboratory.contract.ts';
import type { SystemView } from '../../services/operations/operations.contract.ts';
import { eventually } from '../support/eventually.ts';
import { newSystem } from '../support/system.scales.ts';
import type { System } from '../support/system.ts';

const scales: Readonly<Record<string, () => System>> = {
  'in one process': () => newSystem.inOneProcess({ SANDBOX: 'on' }),
  'in a process for each service': () => newSystem.inFourServices({ SANDBOX: 'on' }),
};

for (const [scale, make] of Object.entries(scales))
  describe(`The outage laboratory, ${scale}`, function () {
    this.timeout(90_000);
    const system = make();
    const disturb = (service: string, way: string, seconds: number) =>
      system.send<LaboratoryView>('POST', '/admin/laboratory/disturb', { service, way, seconds });
    const reserve = async () => system.reserve(system.newMember(), await system.newTitle(1));
    before(() => system.start());
    after(() => system.stop());

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
  });

describe('The outage laboratory, where the sandbox is off', function () {
  this.timeout(60_000);
  const system = newSystem.inOneProcess({ SANDBOX: 'off' });
  before(() => system.start());
  after(() => system.stop());

  it('is closed, by name', async () => {
    const wanted = { service: 'payment', way: 'stop', seconds: 1 };
    const { status, body } = await system.send('POST', '/admin/laboratory/disturb', wanted);
    assert.equal(status, 403);
    assert.equal(body.type, 'urn:yeyak:problem:laboratory-closed');
    assert.equal((await system.get<LaboratoryView>('/admin/laboratory')).isOpen, false);
  });
});
