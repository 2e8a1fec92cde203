import assert from 'node:assert/strict';
import { brokers } from '../../test/support/broker.ts';
import { eventually } from '../../test/support/eventually.ts';
import { ageGauge, deadLettersGauge, waitingGauge, watchBacklogs, watchDeadLetters } from './metrics.ts';

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

describe('The gauges of consumers', () => {
  const { start } = brokers();

  it('follow how far each is behind, down to nothing', async () => {
    const { metrics } = await start([], { options: { metrics: { enabled: true } } });
    const backlog = { group: 'book', pattern: 'library.rental.*', underWay: 0 };
    const next = [[{ ...backlog, waiting: 3, oldestAge: 70 }], [{ ...backlog, waiting: 0 }]];
    const valuesOf = (name: string) =>
      (metrics.list({ includes: name }) as unknown as Listed[]).flatMap(({ values }) =>
        values.map(({ labels, value }) => [labels.consumer, value]),
      );
    const seen: object[] = [];
    const end = watchBacklogs(
      metrics,
      async () => {
        seen.push([valuesOf(waitingGauge), valuesOf(ageGauge)]);
        return next.shift() ?? [];
      },
      1,
    );
    await eventually(() => seen.length > 2);
    end();
    const of = (value: number) => [['book:library.rental.*', value]];
    assert.deepEqual(seen.slice(0, 3), [
      [[], []],
      [of(3), of(70)],
      [of(0), of(0)],
    ]);
  });
});
