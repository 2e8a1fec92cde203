import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { brokers } from '../../test/support/broker.ts';
import { countRequests, isFor, requestsCounter } from './http.metrics.ts';

describe('The metrics of HTTP', () => {
  const { start } = brokers();
  const response = (statusCode: number, writableFinished = true) =>
    Object.assign(new EventEmitter(), { statusCode, writableFinished }) as unknown as ServerResponse;

  it('count requests by route and class of status when they are over, and know no other path', async () => {
    const { metrics } = await start([], { options: { metrics: { enabled: true } } });
    const count = countRequests(metrics);
    const [accepted, left, unknown] = [response(201), response(200, false), response(404)];
    for (const one of [accepted, left, unknown]) count('GET', one);
    isFor(accepted, '/rentals/{id}');
    isFor(left, '/mypages/stream');
    const before = metrics.list({ includes: requestsCounter }) as unknown as Listed[];
    assert.deepEqual(before[0]?.values, []);
    for (const one of [accepted, left, unknown]) one.emit('close');
    const [counter] = metrics.list({ includes: requestsCounter }) as unknown as Listed[];
    assert.deepEqual(
      counter?.values.map(({ labels, value }) => [labels.method, labels.route, labels.status, value]),
      [
        ['GET', '/rentals/{id}', '2xx', 1],
        ['GET', '/mypages/stream', 'gone', 1],
        ['GET', 'other', '4xx', 1],
      ],
    );
  });

  it('listen to nothing where no metrics are wanted', async () => {
    const { metrics } = await start([]);
    const one = response(200);
    countRequests(metrics)('GET', one);
    assert.equal(one.listenerCount('close'), 0);
  });
});

interface Listed {
  readonly values: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}
