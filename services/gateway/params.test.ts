import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import type { ActionRoute } from '../../mixins/system.ts';
import { merged, paramsFor } from './params.ts';
import { ProblemError } from './problems.ts';

const transition: ActionRoute = {
  method: 'PATCH',
  path: '/rentals/{id}',
  action: 'rental.transition',
  about: '',
  may: {},
};

/** The fields that are named when this is refused. */
async function refusedFields(attempt: () => unknown): Promise<string[]> {
  try {
    await attempt();
  } catch (error) {
    assert.ok(error instanceof ProblemError, String(error));
    assert.equal(error.problem.status, 422);
    return (error.problem.errors ?? []).map(({ field }) => field);
  }
  return assert.fail('not refused');
}

describe('parameters of an action', () => {
  it('are what the client gave and what the gateway knows', () => {
    assert.deepEqual(merged({ id: 'r1' }, { reqState: 'cancel' }), { reqState: 'cancel', id: 'r1' });
  });

  it('from the path cannot be overridden', async () => {
    assert.deepEqual(await refusedFields(() => merged({ id: 'r1' }, { id: 'r2' })), ['id']);
  });

  it('keep a key named __proto__ as a key, for the action to refuse', () => {
    const params = merged({ id: 'r1' }, JSON.parse('{"__proto__":{"admin":true}}'));
    assert.deepEqual(Object.keys(params), ['__proto__', 'id']);
    assert.equal((params as { admin?: boolean }).admin, undefined);
  });

  it('that belong in the body are refused in the query, by name', async () => {
    const target = { params: { id: 'r1' }, query: { reqState: 'cancel', x: '1' } };
    const fields = await refusedFields(() => paramsFor(transition, target, {} as IncomingMessage, 1_000, 0));
    assert.deepEqual(fields, ['reqState', 'x']);
  });
});
