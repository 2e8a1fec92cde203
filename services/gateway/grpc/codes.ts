import type { Problem } from '../problems.ts';

/**
 * What gRPC calls the problems of HTTP (google.rpc.Code). A state that refuses is a precondition that failed: the same
 * call will be refused again.
 */
const codes: Readonly<Record<number, number>> = {
  400: 3, // INVALID_ARGUMENT
  401: 16, // UNAUTHENTICATED
  402: 9, // FAILED_PRECONDITION
  403: 7, // PERMISSION_DENIED
  404: 5, // NOT_FOUND
  409: 9, // FAILED_PRECONDITION
  413: 8, // RESOURCE_EXHAUSTED
  422: 3, // INVALID_ARGUMENT
  429: 8, // RESOURCE_EXHAUSTED
  503: 14, // UNAVAILABLE
};

const internal = 13;

export function codeOf({ status }: Pick<Problem, 'status'>): number {
  return codes[status] ?? internal;
}
