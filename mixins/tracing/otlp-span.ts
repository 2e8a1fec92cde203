import { createHash } from 'node:crypto';
import type { Attributes, HrTime, SpanContext } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';

/** What is used of a span of Moleculer that is over. Times are epoch milliseconds. */
export interface FinishedSpan {
  readonly id: string;
  readonly traceID: string;
  readonly parentID?: string | null;
  readonly name: string;
  readonly type?: string;
  readonly startTime: number;
  readonly finishTime: number;
  readonly error?: { readonly name?: string; readonly type?: string; readonly code?: unknown } | true | null;
  readonly tags: { readonly action?: { readonly name?: string } | null; readonly event?: string };
}

/** Of the API: a call that is answered, an event that is handled, all else; and how it ended. They are data there. */
const [internal, server, consumer, unset, failed, sampled] = [0, 1, 4, 0, 2, 1] as const;

/**
 * A span as OpenTelemetry has it. Its trace is the correlation id, so that what HTTP, calls and events did for one request
 * is one trace; both are hashed where they have another form. It tells no parameter and no record: they are of people.
 */
export function otlpSpan(span: FinishedSpan, resource: Resource): ReadableSpan {
  const { error } = span;
  const parent = span.parentID ? contextOf(span.traceID, span.parentID) : undefined;
  const kinds: Readonly<Record<string, number>> = { action: server, event: consumer };
  return {
    name: span.name,
    kind: kinds[span.type ?? ''] ?? internal,
    spanContext: () => contextOf(span.traceID, span.id),
    ...(parent && { parentSpanContext: parent }),
    startTime: hrTime(span.startTime),
    endTime: hrTime(span.finishTime),
    duration: hrTime(span.finishTime - span.startTime),
    status: error ? { code: failed, message: codeOf(error) } : { code: unset },
    attributes: attributesOf(span),
    links: [],
    events: [],
    ended: true,
    resource,
    instrumentationScope: { name: 'yeyak' },
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

function contextOf(traceID: string, spanID: string): SpanContext {
  return { traceId: hexOf(traceID, 32), spanId: hexOf(spanID, 16), traceFlags: sampled };
}

/** An id that is a UUID is the trace's id as it is, without its hyphens. */
function hexOf(id: string, digits: number): string {
  const plain = id.replaceAll('-', '').toLowerCase();
  const hex = /^[0-9a-f]{32}$/.test(plain) ? plain : createHash('sha256').update(id).digest('hex');
  return hex.slice(0, digits);
}

function attributesOf({ traceID, tags, error }: FinishedSpan): Attributes {
  const { action, event } = tags;
  return {
    'correlation.id': traceID,
    ...(action?.name && { 'rpc.method': action.name }),
    ...(event && { 'messaging.destination.name': event }),
    ...(error && { 'error.type': codeOf(error) }),
  };
}

function codeOf(error: NonNullable<FinishedSpan['error']>): string {
  return error === true ? 'error' : error.type || error.name || 'error';
}

function hrTime(milliseconds: number): HrTime {
  const seconds = Math.floor(milliseconds / 1_000);
  return [seconds, Math.round((milliseconds - seconds * 1_000) * 1e6)];
}
