import assert from 'node:assert/strict';
import { paramsOf, refuseQuery } from './params.ts';
import { ProblemError } from './problems.ts';

function namesOf(run: () => void): string[] {
  let names: string[] = [];
  assert.throws(run, (error) => {
    assert.ok(error instanceof ProblemError);
    assert.equal(error.problem.status, 422);
    names = (error.problem.errors ?? []).map(({ field }) => field);
    return true;
  });
  return names;
}

describe('parameters of an action', () => {
  it('are what the client gave and what the gateway knows', () => {
    assert.deepEqual(paramsOf({ id: 'r1' }, { reqState: 'cancel' }), { reqState: 'cancel', id: 'r1' });
  });

  it('from the path cannot be overridden', () => {
    assert.deepEqual(
      namesOf(() => paramsOf({ id: 'r1' }, { id: 'r2' })),
      ['id'],
    );
  });

  it('keep a key named __proto__ as a key, for the action to refuse', () => {
    const params = paramsOf({ id: 'r1' }, JSON.parse('{"__proto__":{"admin":true}}'));
    assert.deepEqual(Object.keys(params), ['__proto__', 'id']);
    assert.equal((params as { admin?: boolean }).admin, undefined);
  });

  it('that belong in the body are refused in the query, by name', () => {
    assert.deepEqual(
      namesOf(() => refuseQuery({ memberId: 'm1', x: '1' })),
      ['memberId', 'x'],
    );
    refuseQuery({});
  });
});
