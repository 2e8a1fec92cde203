import assert from 'node:assert/strict';
import { brokers } from '../../test/support/broker.ts';
import { countRefusals, refusalsCounter } from './refusals.metrics.ts';

describe('The counter of refusals', () => {
  const { start } = brokers();

  it('counts by action and code', async () => {
    const { metrics } = await start([], { options: { metrics: { enabled: true } } });
    const count = countRefusals(metrics);
    count('rental.checkOut', 'limit-reached');
    count('rental.checkOut', 'limit-reached');
    count('rental.return', 'not-out');
    const [counter] = metrics.list({ includes: refusalsCounter }) as unknown as Listed[];
    assert.deepEqual(
      counter?.values.map(({ labels, value }) => [labels.action, labels.refused, value]),
      [
        ['rental.checkOut', 'limit-reached', 2],
        ['rental.return', 'not-out', 1],
      ],
    );
  });

  it('is not there where no metrics are wanted', async () => {
    const { metrics } = await start([]);
    countRefusals(metrics)('rental.return', 'not-out');
    assert.equal(metrics.isEnabled(), false);
  });
});

interface Listed {
  readonly values: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}
