import assert from 'node:assert/strict';
import { brokers } from '../../test/support/broker.ts';
import { eventually } from '../../test/support/eventually.ts';
import { commitDurations, mailboxGauge, timeCommits, watchMailboxes } from './actors.metrics.ts';

const change = { id: 'a', expectedVersion: 0, version: 1, state: {}, events: [] };

describe('The metrics of actors', () => {
  const { start } = brokers();
  const store = (commit: () => Promise<boolean>) => ({ load: async () => undefined, commit });

  it('time each durable write, those that fail too, and leave its outcome as it is', async () => {
    const { metrics } = await start([], { options: { metrics: { enabled: true } } });
    const timed = timeCommits(
      metrics,
      'rental',
      store(async () => false),
    );
    assert.equal(await timed.commit(change), false);
    const failing = timeCommits(
      metrics,
      'rental',
      store(() => Promise.reject(new Error('the disk is full'))),
    );
    await assert.rejects(failing.commit(change), /the disk is full/);
    const [histogram] = metrics.list({ includes: commitDurations }) as unknown as Listed[];
    assert.deepEqual(
      histogram?.values.map(({ labels, count }) => [labels.service, count]),
      [['rental', 2]],
    );
  });

  it('follow how many commands wait', async () => {
    const { metrics } = await start([], { options: { metrics: { enabled: true } } });
    const actors = { waiting: 3 };
    const end = watchMailboxes(metrics, 'rental', actors);
    const [gauge] = metrics.list({ includes: mailboxGauge }) as unknown as Listed[];
    assert.equal(gauge?.values[0]?.value, 3);
    actors.waiting = 0;
    await eventually(
      () => (metrics.list({ includes: mailboxGauge }) as unknown as Listed[])[0]?.values[0]?.value === 0,
    );
    end();
  });

  it('leave the store as it is where no metrics are wanted', async () => {
    const { metrics } = await start([]);
    const own = store(async () => true);
    assert.equal(timeCommits(metrics, 'rental', own), own);
  });
});

interface Listed {
  readonly values: readonly {
    readonly labels: Readonly<Record<string, string>>;
    readonly value?: number;
    readonly count?: number;
  }[];
}
