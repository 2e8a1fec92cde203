import assert from 'node:assert/strict';
import { acceptDecision, acceptRequest, decidedOn } from './edge.ts';
import registration from './system.ts';

describe('Requests of the original registration services', () => {
  it('are taken with numeric ids, and do not say what a request is in', () => {
    const body = acceptRequest({ id: 7, status: 'x', regYn: 'Y', bookId: 10, bookNm: 'mybooks', publId: 11 });
    assert.deepEqual(body, { bookId: '10', bookNm: 'mybooks', publId: '11' });
  });

  it('have the same routes at both spellings of their path', () => {
    const below = (spelling: string) =>
      registration.routes
        .filter(({ path }) => path.split('/')[1] === spelling)
        .map(({ method, path }) => `${method} ${path.slice(spelling.length + 1)}`);
    assert.equal(below('regRequests').length, 5);
    assert.deepEqual(below('regrequests'), below('regRequests'));
  });

  it('decide with appYN as with appYn, on the request that reqReqId names', () => {
    for (const spelling of ['appYN', 'appYn']) {
      const decision = acceptDecision({ id: 1, reqReqId: 10, [spelling]: 'Y', publId: '1002' });
      assert.deepEqual(decision, { reqReqId: '10', appYn: 'Y', publId: '1002' });
      assert.equal(decidedOn(decision), '10');
    }
  });

  it('keep what is unknown, which is refused by name', () => {
    assert.deepEqual(acceptRequest({ color: 'red' }), { color: 'red' });
    assert.deepEqual(acceptDecision({ color: 'red' }), { color: 'red' });
  });
});
