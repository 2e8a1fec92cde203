import { Metadata, type ServerErrorResponse, type ServerUnaryCall, type ServerWritableStream } from '@grpc/grpc-js';
import { problemBody } from '../answer.ts';
import { requestIdOf } from '../headers.ts';
import type { Problem } from '../problems.ts';
import { codeOf } from './codes.ts';

export type AnyCall = ServerUnaryCall<unknown, unknown> | ServerWritableStream<unknown, unknown>;

/** A value of a call's metadata, which may have several under a name, or bytes. */
export function told(call: AnyCall, name: string): string | undefined {
  const [value] = call.metadata.get(name);
  return typeof value === 'string' ? value : undefined;
}

/** The client's request id where it can be used, else a new one; the client gets it at once. */
export function beginCall(call: AnyCall): string {
  const requestId = requestIdOf(told(call, 'x-request-id'));
  const metadata = new Metadata();
  metadata.set('x-request-id', requestId);
  call.sendMetadata(metadata);
  return requestId;
}

/** Milliseconds that the client still waits; none when it did not say. */
export function patienceOf(call: AnyCall, now: number): number | undefined {
  const deadline = Number(call.getDeadline());
  return Number.isFinite(deadline) ? deadline - now : undefined;
}

/** Where a call comes from, without the port. */
export function addressOf(call: AnyCall): string {
  return call.getPeer().replace(/:\d+$/, '');
}

/** A problem as a status: the whole of it goes along as metadata. */
export function failureOf(problem: Problem, requestId: string): ServerErrorResponse {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(problem.headers ?? {})) metadata.set(name.toLowerCase(), value);
  metadata.set('problem-bin', Buffer.from(problemBody(problem, requestId)));
  const message = problem.detail ?? problem.title;
  return { code: codeOf(problem), details: message, metadata, name: 'Problem', message };
}
