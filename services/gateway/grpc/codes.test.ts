import assert from 'node:assert/strict';
import { status } from '@grpc/grpc-js';
import { codeOf } from './codes.ts';

describe('What gRPC calls a problem', () => {
  const table = {
    INVALID_ARGUMENT: [400, 422],
    UNAUTHENTICATED: [401],
    PERMISSION_DENIED: [403],
    NOT_FOUND: [404],
    FAILED_PRECONDITION: [402, 409],
    RESOURCE_EXHAUSTED: [413, 429],
    UNAVAILABLE: [503],
    INTERNAL: [500, 418],
  } as const;

  for (const [name, statuses] of Object.entries(table))
    it(`${name} is ${statuses.join(' and ')}`, () => {
      for (const one of statuses) assert.equal(codeOf({ status: one }), status[name as keyof typeof table]);
    });
});
