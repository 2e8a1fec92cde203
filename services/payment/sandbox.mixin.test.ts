import assert from 'node:assert/strict';
import { type Service, ServiceBroker } from 'moleculer';
import { parseEnv } from '../../config/env.ts';
import { nodeOptions } from '../../moleculer.config.ts';
import { eventually } from '../../test/support/eventually.ts';
import { useTempDirs } from '../../test/support/tempdir.ts';
import type { SandboxSettings } from './payment.contract.ts';
import paymentService from './payment.service.ts';

describe('The action payment.sandbox, on two nodes', () => {
  const newDir = useTempDirs();
  const brokers: ServiceBroker[] = [];
  let sandboxes: Service[];

  before(async () => {
    for (const name of ['one', 'two']) {
      const env = parseEnv({
        DATA_DIR: newDir(),
        LOG_LEVEL: 'silent',
        NAMESPACE: 'sandbox-test',
        PAYMENT_SANDBOX_DELAY_MS: '5',
        PAYMENT_SANDBOX_JITTER_MS: '3',
      });
      brokers.push(new ServiceBroker({ ...(await nodeOptions(env, name)), transporter: 'Fake' }));
    }
    sandboxes = brokers.map((broker) => broker.createService(paymentService));
    for (const broker of brokers) await broker.start();
    await eventually(() => brokers.every((broker) => reach(broker) === 2));
  });
  after(async () => {
    for (const broker of brokers) await broker.stop();
  });

  const sandbox = (settings: object = {}) => brokers[0]?.call<SandboxSettings, object>('payment.sandbox', settings);
  const settings = () => sandboxes.map(settingsOf);

  it('answers the settings, which at first are those of the environment', async () => {
    assert.deepEqual(await sandbox(), { mode: 'approve', delayMs: 5, jitterMs: 3 });
  });

  it('changes on every node what is given, and keeps the rest', async () => {
    assert.deepEqual(await sandbox({ mode: 'decline' }), { mode: 'decline', delayMs: 5, jitterMs: 3 });
    await eventually(() => settings().every(({ mode }) => mode === 'decline'));
    assert.deepEqual(await sandbox({ delayMs: 0, jitterMs: 0 }), { mode: 'decline', delayMs: 0, jitterMs: 0 });
    await eventually(() => settings().every(({ delayMs }) => delayMs === 0));
    assert.deepEqual(settings(), Array(2).fill({ mode: 'decline', delayMs: 0, jitterMs: 0 }));
  });

  it('refuses settings that there are not', async () => {
    for (const wrong of [{ mode: 'explode' }, { delayMs: -1 }, { delayMs: 600_001 }, { jitterMs: -1 }, { slow: true }])
      await assert.rejects(async () => sandbox(wrong), { name: 'ValidationError' }, JSON.stringify(wrong));
  });
});

function settingsOf(service: Service): SandboxSettings {
  return (service as Service & { provider: { settings: SandboxSettings } }).provider.settings;
}

/** How many nodes this one knows to have a sandbox. */
function reach(broker: ServiceBroker): number {
  const { events } = broker.registry as unknown as { events: { getAllEndpoints(event: string): unknown[] } };
  return events.getAllEndpoints('payment.sandbox.changed').length;
}
