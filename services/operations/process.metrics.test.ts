import assert from 'node:assert/strict';
import { insideOf } from '../../mixins/moleculer.ts';
import { brokers } from '../../test/support/broker.ts';
import { eventually } from '../../test/support/eventually.ts';
import { breakerGauge, outboxGauge, watchProcess } from './process.metrics.ts';

describe('The gauges of a process', () => {
  const { start } = brokers();

  it('follow what waits to be published, and breakers, which are closed once their node is gone', async () => {
    const broker = await start([], { options: { metrics: { enabled: true } } });
    const valuesOf = (name: string) =>
      (broker.metrics.list({ includes: name }) as unknown as Listed[]).flatMap(({ values }) =>
        values.map(({ labels, value }) => [Object.values(labels).join(' '), value]),
      );
    const { CircuitBreakerStore: watched } = insideOf(broker);
    const ep = { id: 'b', action: { name: 'payment.pay' } };
    watched.set('b:payment.pay', { ep, state: 'open', count: 3, failures: 3, cbTimer: null });
    let pending = 5;
    const end = watchProcess(broker, { pending: () => new Map([['rental', pending]]) }, 1);
    assert.deepEqual(valuesOf(outboxGauge), [['rental', 5]]);
    assert.deepEqual(valuesOf(breakerGauge), [['payment.pay b', 1]]);
    watched.delete('b:payment.pay');
    pending = 0;
    await eventually(() => valuesOf(breakerGauge)[0]?.[1] === 0 && valuesOf(outboxGauge)[0]?.[1] === 0);
    end();
  });

  it('cost nothing where no metrics are wanted', async () => {
    watchProcess(await start([]), { pending: () => assert.fail('it looks') })();
  });
});

interface Listed {
  readonly values: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}
