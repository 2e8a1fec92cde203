import assert from 'node:assert/strict';
import type { System } from '../../mixins/system.ts';
import { disturbable, disturbance, underWay } from './laboratory.ts';

const now = Date.parse('2026-02-01T09:00:00.000Z');
const calm = { services: ['book', 'payment'], disturbances: [] };
const stopped = disturbance({ service: 'book', way: 'stop', seconds: 20 }, calm, now);

describe('The outage laboratory', () => {
  it('disturbs a service for the time that was asked for', () => {
    const until = '2026-02-01T09:00:20.000Z';
    assert.deepEqual(stopped, { service: 'book', way: 'stop', since: '2026-02-01T09:00:00.000Z', until });
    assert.deepEqual(underWay([stopped], now + 19_999), [stopped]);
    assert.deepEqual(underWay([stopped], now + 20_000), []);
  });

  it('refuses what does not run, what only payment can be, and what is disturbed already', () => {
    const refused = (
      wanted: { service: string; way: 'stop' | 'slow' | 'cut' },
      refusal: string,
      disturbances = [stopped],
    ) =>
      assert.throws(
        () => disturbance({ ...wanted, seconds: 1 }, { ...calm, disturbances }, now),
        ({ type }: { type: string }) => type === refusal,
      );
    refused({ service: 'gateway', way: 'stop' }, 'not-disturbable');
    refused({ service: 'book', way: 'slow' }, 'not-disturbable', []);
    refused({ service: 'nats', way: 'cut' }, 'not-disturbable');
    refused({ service: 'payment', way: 'cut' }, 'not-disturbable');
    refused({ service: 'book', way: 'stop' }, 'disturbed-already');
  });

  it('can stop the services of every system, if they run, and cut NATS off where it is', () => {
    const of = async () => ({ default: {} as never });
    const systems: Pick<System, 'services'>[] = [{ services: { book: of, rental: of } }, { services: { payment: of } }];
    assert.deepEqual(disturbable(systems, new Set(['payment', 'book', 'gateway']), false), ['book', 'payment']);
    assert.deepEqual(disturbable(systems, new Set(['book']), true), ['book', 'nats']);
  });
});
