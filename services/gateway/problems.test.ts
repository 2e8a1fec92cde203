import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { Errors } from 'moleculer';
import type { RefusalKind } from '../../mixins/kernel/decider.ts';
import { Refused } from '../../mixins/kernel/errors.ts';
import { ProblemError, problemOf, problems } from './problems.ts';

function refused(kind: RefusalKind, state?: string): Refused {
  return new Refused({ refused: 'rental-state', kind, detail: 'No.', ...(state !== undefined && { state }) });
}

/** As an error arrives from another node: with its fields, without its class. */
function remote(name: string, fields: object = {}): Error {
  return Object.assign(new Error('secret'), { name }, fields);
}

const table: [what: string, error: unknown, status: number, code: string][] = [
  ['a refusal for what was sent', refused('invalid'), 422, 'rental-state'],
  ['a declined payment', refused('payment-required'), 402, 'rental-state'],
  ['a refusal for want of a record', refused('not-found'), 404, 'rental-state'],
  ['a refusal by the state', refused('conflict', 'returned'), 409, 'rental-state'],
  ['a refusal for a moment', refused('unavailable'), 503, 'rental-state'],
  [
    'a refusal from another node',
    remote('Refused', { type: 'key-reused', data: { kind: 'invalid' } }),
    422,
    'key-reused',
  ],
  ['a refusal of no known kind', remote('Refused', { type: 'x', data: { kind: 'toString' } }), 500, 'internal'],
  ['a refusal without data', remote('Refused', { type: 'x' }), 500, 'internal'],
  ['wrong parameters', new Errors.ValidationError('Parameters validation error!', 'x', []), 422, 'invalid-fields'],
  ['a service that is not there', new Errors.ServiceNotFoundError({ action: 'rental.get' }), 503, 'unavailable'],
  ['an open breaker', new Errors.ServiceNotAvailableError({ action: 'rental.get' }), 503, 'unavailable'],
  ['a call that took too long', new Errors.RequestTimeoutError({ action: 'a', nodeID: 'n' }), 503, 'unavailable'],
  ['a deadline that has passed', new Errors.RequestSkippedError({ action: 'a', nodeID: 'n' }), 503, 'unavailable'],
  ['a node that went away', new Errors.RequestRejectedError({ action: 'a', nodeID: 'n' }), 503, 'unavailable'],
  ['a full bulkhead', new Errors.QueueIsFullError({ action: 'a', nodeID: 'n' }), 429, 'overloaded'],
  ['a path that cannot be decoded', remote('BadRequestError', { code: 400 }), 400, 'malformed-url'],
  ['an error nobody thought of', new TypeError('x is undefined'), 500, 'internal'],
  ['an error that calls itself a 404', remote('Error', { code: 404 }), 500, 'internal'],
  ['something thrown that is no error', 'secret', 500, 'internal'],
  ["the gateway's own", new ProblemError(problems.noSuchPath()), 404, 'not-found'],
];

describe('problems: what the client is told of an error', () => {
  for (const [what, error, status, code] of table) {
    it(`${what} is a ${status} ${code}`, () => {
      const problem = problemOf(error);
      assert.deepEqual([problem.status, problem.code], [status, code]);
    });
  }

  it('names the state that refused', () => {
    assert.equal(problemOf(refused('conflict', 'returned')).state, 'returned');
    assert.equal('state' in problemOf(refused('conflict')), false);
  });

  it('tells of a 5xx nothing but that, and when to come back', () => {
    for (const [, error] of table) {
      const { status, code: _code, title: _title, headers: _headers, ...more } = problemOf(error);
      if (status >= 500) assert.deepEqual(more, {});
    }
    assert.ok(Number(problemOf(refused('unavailable')).headers?.['Retry-After']) > 0);
    assert.ok(Number(problemOf(new Errors.QueueIsFullError({})).headers?.['Retry-After']) > 0);
  });

  it('names what a service says is unavailable, and nothing that services stand on', () => {
    const codeOf = (refused: string) =>
      problemOf(new Refused({ refused, kind: 'unavailable', detail: 'file x.db' })).code;
    for (const named of ['payment-unavailable', 'market-payment-unavailable', 'hospital-unavailable'])
      assert.equal(codeOf(named), named);
    const sources = globSync('mixins/**/*.ts', { exclude: (path) => path.endsWith('.test.ts') });
    const beneath = sources.flatMap((path) =>
      Array.from(
        readFileSync(path, 'utf8').matchAll(/refused: '([\w-]+)',\s+kind: 'unavailable'/g),
        ([, code]) => code,
      ),
    );
    assert.ok(beneath.includes('store-unavailable') && beneath.includes('bus-unavailable'));
    for (const code of beneath) assert.equal(codeOf(String(code)), 'unavailable', code);
  });

  it('has one line per wrong field, without values and node names', () => {
    const problem = problemOf(
      new Errors.ValidationError('Parameters validation error!', 'x', [
        { type: 'required', field: 'memberId', message: "'memberId' is required.", actual: 'secret', nodeID: 'node-1' },
        { type: 'stringPattern', field: 'memberId', message: 'It fails to match.', actual: 'secret' },
        { type: 'arrayUnique', field: 'tags', message: "The 'secret' value is not unique", actual: 'secret' },
        { type: 'objectStrict', message: 'contains forbidden keys', expected: 'id', actual: 'colour, __proto__' },
        { type: 'objectStrict', field: 'deep', message: 'contains forbidden keys', actual: 'size' },
      ]),
    );
    assert.deepEqual(problem.errors, [
      { field: 'memberId', detail: "'memberId' is required." },
      { field: 'tags', detail: 'Not every value is allowed.' },
      { field: 'colour', detail: 'This field is unknown here.' },
      { field: '__proto__', detail: 'This field is unknown here.' },
      { field: 'deep.size', detail: 'This field is unknown here.' },
    ]);
    assert.equal(problem.detail, '5 fields are wrong.');
  });

  it('does not echo thousands of fields', () => {
    const names = Array.from({ length: 5_000 }, (_, n) => `f${n}`);
    const error = new Errors.ValidationError('', 'x', [{ type: 'objectStrict', actual: names.join(', ') }]);
    assert.equal(problemOf(error).errors?.length, 50);
    assert.equal(problems.unknownFields(names).errors?.length, 50);
    assert.equal(problems.unknownFields(['x'.repeat(60_000)]).errors?.[0]?.field.length, 200);
  });
});
