import type { Service } from 'moleculer';
import type { Envelope } from '../kernel/event.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Handles an event within a span of the trace of the request that began it all, where traces are wanted. What an event
 * follows from is the call that made it, or an event before, of which each consumer has its own span: then the trace alone
 * joins them.
 */
export async function inEventSpan<Result>(
  service: Service,
  event: Envelope,
  work: () => Result | Promise<Result>,
  id?: string,
): Promise<Result> {
  const { tracer } = service.broker;
  const span = tracer.startSpan(`event '${event.type}'`, {
    ...(id && { id }),
    type: 'event',
    traceID: event.correlationid,
    ...(uuid.test(event.causationid) && { parentID: event.causationid }),
    service: { name: service.name, version: service.version, fullName: service.fullName },
    tags: { event: event.type },
  } as Parameters<typeof tracer.startSpan>[1]);
  try {
    return await work();
  } catch (error) {
    span.setError(error as Error);
    throw error;
  } finally {
    span.finish();
  }
}
