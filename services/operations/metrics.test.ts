import assert from 'node:assert/strict';
import { brokers } from '../../test/support/broker.ts';
import { eventually } from '../../test/support/eventually.ts';
import { deadLettersGauge, watchDeadLetters } from './metrics.ts';

describe('The gauge of dead letters', () => {
  const { start } = brokers();
  const newMetrics = async () => (await start([], { options: { metrics: { enabled: true } } })).metrics;
  type Metrics = Awaited<ReturnType<typeof newMetrics>>;
  const values = (metrics: Metrics) => {
    const [gauge] = metrics.list({ includes: deadLettersGauge }) as unknown as Listed[];
    return Object.fromEntries((gauge?.values ?? []).map(({ labels, value }) => [labels.consumer, value]));
  };

  it('follows the count of each consumer, down to none, and stands while there is no count', async () => {
    const metrics = await newMetrics();
    const counts = [
      new Map([
        ['mypage', 3],
        ['book', 1],
      ]),
      undefined,
      new Map([['book', 2]]),
    ];
    let asked = 0;
    const seen: object[] = [];
    const end = watchDeadLetters(
      metrics,
      async () => {
        seen.push(values(metrics));
        const next = counts[asked];
        asked += 1;
        if (asked > counts.length) end();
        if (!next) throw new Error('no bus');
        return next;
      },
      1,
    );
    await eventually(() => asked > counts.length);
    assert.deepEqual(seen, [{}, { mypage: 3, book: 1 }, { mypage: 3, book: 1 }, { mypage: 0, book: 2 }]);
  });

  it('costs nothing where no metrics are wanted', async () => {
    const { metrics } = await start([]);
    watchDeadLetters(metrics, () => assert.fail('it counts'))();
  });
});

interface Listed {
  readonly values: readonly { readonly labels: { readonly consumer: string }; readonly value: number }[];
}
