import { type Decider, notFound, type Refusal } from '../../../mixins/kernel/decider.ts';
import { type NewestOf, newest } from '../../../mixins/kernel/newest.ts';
import { type ApprovalEvent, approvalState, approvalWithdrawn, otherPublisher } from './approval.contract.ts';

/**
 * The rule of a request before the reviewers: `lodged → approved` or `rejected`, by the first who decides, and `withdrawn` by its
 * publisher, also before it was heard of.
 */
export type Approval = { readonly state: 'new' } | Known;
type Known = NewestOf<ApprovalEvent, 'registration.approval'>;

type Title = Pick<Extract<Approval, { state: 'lodged' }>, 'bookId' | 'bookNm' | 'publId'>;

export type ApprovalCommand =
  /** `isApproved`: nobody has to look at it. */
  | ({ readonly type: 'lodge'; readonly isApproved: boolean } & Title)
  | ({ readonly type: 'withdraw' } & Title)
  | { readonly type: 'decide'; readonly appYn: 'Y' | 'N'; readonly publId: string; readonly requestId: string };

type Decision = Extract<ApprovalCommand, { type: 'decide' }>;

const facts = newest<ApprovalEvent, 'registration.approval'>('registration.approval');
export const restateApproval = facts.restate;

const verdicts = { Y: 'approved', N: 'rejected' } as const;

export const approval: Decider<Approval, ApprovalCommand, ApprovalEvent> = {
  initial: { state: 'new' },

  decide(command, state) {
    if (command.type === 'lodge') {
      const { type: _, isApproved, ...data } = command;
      if (state.state === 'withdrawn') return approvalWithdrawn;
      if (state.state !== 'new') return [];
      const lodged = { type: 'registration.approval.lodged', data } as const;
      return isApproved ? [lodged, { type: 'registration.approval.approved', data }] : [lodged];
    }
    if (command.type === 'withdraw') {
      const { type: _, ...data } = command;
      return state.state === 'withdrawn' ? [] : [{ type: 'registration.approval.withdrawn', data }];
    }
    if (state.state === 'new') return notFound('registration-approval');
    if (state.publId !== command.publId) return otherPublisher;
    return decide(command, state);
  },

  evolve: facts.evolve,
};

/** The first decision counts, also where the second one is the same. The same request may come again. */
function decide({ appYn, requestId }: Decision, state: Known): readonly ApprovalEvent[] | Refusal {
  const verdict = verdicts[appYn];
  const { bookId, bookNm, publId } = state;
  if (state.state === 'lodged')
    return [{ type: `registration.approval.${verdict}`, data: { bookId, bookNm, publId, requestId } }];
  if (state.state === verdict && state.requestId === requestId) return [];
  const detail = `A request that is ${state.state} takes no further decision.`;
  return { ...approvalState, state: state.state, detail };
}
