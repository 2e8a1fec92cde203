import assert from 'node:assert/strict';
import { evolveAll, isRefusal } from '../../../mixins/kernel/decider.ts';
import { type ApprovalCommand, approval } from './approval.ts';

const title = { bookId: '99', bookNm: 'mybook', publId: '100' };
const lodge: ApprovalCommand = { type: 'lodge', isApproved: false, ...title };
const decide = (appYn: 'Y' | 'N', requestId: string): ApprovalCommand => ({
  type: 'decide',
  appYn,
  publId: '100',
  requestId,
});

/** What the last of these commands leads to: the types of its events, or its refusal. */
function outcomeOf(...commands: readonly ApprovalCommand[]) {
  let state = approval.initial;
  let last: unknown;
  for (const command of commands) {
    const outcome = approval.decide(command, state);
    last = isRefusal(outcome) ? `${outcome.refused} ${outcome.state ?? ''}`.trim() : outcome.map(({ type }) => type);
    if (!isRefusal(outcome)) state = evolveAll(approval, state, outcome);
  }
  return last;
}

describe('A request before the reviewers', () => {
  it('is decided by the first reviewer, and the second is refused, also with the same word', () => {
    assert.deepEqual(outcomeOf(lodge, decide('Y', 'first')), ['registration.approval.approved']);
    for (const word of ['Y', 'N'] as const)
      assert.equal(
        outcomeOf(lodge, decide('Y', 'first'), decide(word, 'second')),
        'registration-approval-state approved',
      );
  });

  it('is decided once by a request that comes twice, unless it says something else', () => {
    assert.deepEqual(outcomeOf(lodge, decide('N', 'first'), decide('N', 'first')), []);
    assert.equal(outcomeOf(lodge, decide('N', 'first'), decide('Y', 'first')), 'registration-approval-state rejected');
  });

  it('is approved at once where nobody has to look at it', () => {
    assert.deepEqual(outcomeOf({ ...lodge, isApproved: true } as ApprovalCommand), [
      'registration.approval.lodged',
      'registration.approval.approved',
    ]);
  });

  it('is lodged no more once it is withdrawn, nor decided on', () => {
    const withdraw: ApprovalCommand = { type: 'withdraw', ...title };
    assert.deepEqual(outcomeOf(withdraw), ['registration.approval.withdrawn']);
    assert.equal(outcomeOf(withdraw, lodge), 'registration-withdrawn');
    assert.equal(outcomeOf(lodge, withdraw, decide('Y', 'first')), 'registration-approval-state withdrawn');
  });

  it('is not decided on for another publisher, or where nothing was lodged', () => {
    const others = { ...decide('Y', 'first'), publId: '101' } as ApprovalCommand;
    assert.equal(outcomeOf(lodge, others), 'registration-other-publisher');
    assert.equal(outcomeOf(decide('Y', 'first')), 'registration-approval-not-found');
  });
});
