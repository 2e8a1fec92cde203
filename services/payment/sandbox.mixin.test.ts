import assert from 'node:assert/strict';
import { eventually } from '../../test/support/eventually.ts';
import { type RunningService, startService } from '../../test/support/service.ts';
import { useTempDirs } from '../../test/support/tempdir.ts';
import type { SandboxSettings } from './payment.contract.ts';
import paymentService from './payment.service.ts';

describe('The action payment.sandbox, on two nodes', () => {
  const newDir = useTempDirs();
  let one: RunningService;
  let two: RunningService;

  const start = (nodeID: string) =>
    startService(paymentService, newDir(), { nodeID, transporter: 'Fake', namespace: 'sandbox-test' });
  before(async () => {
    one = await start('one');
    two = await start('two');
    await eventually(() => reach(one) === 2);
  });
  after(async () => {
    await one.stop();
    await two.stop();
  });

  const sandbox = (settings: object = {}) => one.broker.call<SandboxSettings, object>('payment.sandbox', settings);

  it('answers the settings, which at first are those of the environment', async () => {
    assert.deepEqual(await sandbox(), { mode: 'approve', delayMs: 0 });
  });

  it('changes on both what is given, and keeps the rest', async () => {
    assert.deepEqual(await sandbox({ mode: 'decline' }), { mode: 'decline', delayMs: 0 });
    await eventually(() => [one, two].every((node) => settingsOf(node).mode === 'decline'));
    assert.deepEqual(await sandbox({ delayMs: 30 }), { mode: 'decline', delayMs: 30 });
    await eventually(() => [one, two].every((node) => settingsOf(node).delayMs === 30));
    assert.deepEqual(settingsOf(two), { mode: 'decline', delayMs: 30 });
  });

  it('refuses settings that there are not', async () => {
    for (const wrong of [{ mode: 'explode' }, { delayMs: -1 }, { delayMs: 600_001 }, { slow: true }])
      await assert.rejects(sandbox(wrong), { name: 'ValidationError' }, JSON.stringify(wrong));
  });
});

function settingsOf({ service }: RunningService): SandboxSettings {
  return (service as typeof service & { provider: { settings: SandboxSettings } }).provider.settings;
}

/** How many sandboxes this node knows of, its own among them. */
function reach({ broker }: RunningService): number {
  const { events } = broker.registry as unknown as { events: { getAllEndpoints(event: string): unknown[] } };
  return events.getAllEndpoints('payment.sandbox.changed').length;
}
