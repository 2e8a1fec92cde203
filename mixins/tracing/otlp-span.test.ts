import assert from 'node:assert/strict';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { type FinishedSpan, otlpSpan } from './otlp-span.ts';

const resource = resourceFromAttributes({ 'service.name': 'rental' });
const finished: FinishedSpan = {
  id: '0d839e6c-74b6-4ded-8448-eb211c80319c',
  traceID: '0af76519-16cd-43dd-8448-eb211c80319c',
  parentID: 'caller-1',
  name: "action 'rental.reserve'",
  type: 'action',
  startTime: 1_700_000_000_000.25,
  finishTime: 1_700_000_000_012.75,
  tags: { action: { name: 'rental.reserve' } },
};

describe('A span for OpenTelemetry', () => {
  it('belongs to the trace of its correlation id, which is the trace’s id where it is a UUID', () => {
    const { traceId, spanId } = otlpSpan(finished, resource).spanContext();
    assert.deepEqual([traceId, spanId], ['0af7651916cd43dd8448eb211c80319c', '0d839e6c74b64ded']);
    const other = (traceID: string) => otlpSpan({ ...finished, traceID }, resource).spanContext().traceId;
    assert.match(other('desk-7'), /^[0-9a-f]{32}$/);
    assert.equal(other('desk-7'), other('desk-7'));
    assert.notEqual(other('desk-7'), other('desk-8'));
  });

  it('has its caller as parent, by the id that the caller’s span has', () => {
    const parent = otlpSpan(finished, resource).parentSpanContext?.spanId;
    assert.equal(parent, otlpSpan({ ...finished, id: 'caller-1' }, resource).spanContext().spanId);
    assert.equal(otlpSpan({ ...finished, parentID: null }, resource).parentSpanContext, undefined);
  });

  it('says when it was, and with which code it failed, but not what it was about', () => {
    const { startTime, duration } = otlpSpan(finished, resource);
    assert.deepEqual(
      [startTime, duration],
      [
        [1_700_000_000, 250_000],
        [0, 12_500_000],
      ],
    );
    const tags = { ...finished.tags, params: { memberId: 'kim' } };
    const error = Object.assign(new Error('kim owes 100 won'), { type: 'payment-declined' });
    const failed = otlpSpan({ ...finished, tags, error }, resource);
    assert.deepEqual(failed.status, { code: 2, message: 'payment-declined' });
    assert.doesNotMatch(JSON.stringify(failed), /kim/);
  });
});
