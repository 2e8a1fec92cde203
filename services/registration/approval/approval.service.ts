import type { Context } from 'moleculer';
import { defineAggregate } from '../../../mixins/aggregate.ts';
import { commandsOf } from '../../../mixins/commands.ts';
import type { ActionContract } from '../../../mixins/contract/action.ts';
import type { ParamsOf } from '../../../mixins/contract/typed.ts';
import { routedBy } from '../../../mixins/rendezvous.ts';
import { repair } from '../../../mixins/repair.mixin.ts';
import { requestKeyOf } from '../../../mixins/request-key.ts';
import { idempotent } from '../../../mixins/schema.ts';
import { settingsOf } from '../../../mixins/settings.ts';
import { type ApprovalView, approvalActions, approvalListing, lodgeCalls, shownOf } from './approval.contract.ts';
import { type Approval, approval, restateApproval } from './approval.ts';
import { approvalVariables } from './approval.variables.ts';

const command = commandsOf(approval);
type Params<Contract extends ActionContract> = Context<ParamsOf<Contract>>;

/** What reviewers have before them. */
export default defineAggregate({
  name: 'registration.approval',
  decider: approval,
  records: {
    noun: 'registration-approval',
    collection: {
      name: 'approval',
      columns: {
        publId: { type: 'text', index: 'all', fixed: true },
        state: { type: 'text', index: 'all' },
      },
    },
    ...approvalListing,
    present,
  },
  mixins: [repair(restateApproval)],

  actions: {
    decide: {
      ...routedBy('id'),
      ...idempotent,
      params: approvalActions['registration.approval.decide'].params,
      async handler(ctx: Params<(typeof approvalActions)['registration.approval.decide']>) {
        const { id, appYn, publId } = ctx.params;
        const { state } = await this.execute(ctx, id, { type: 'decide', appYn, publId, requestId: requestKeyOf(ctx) });
        return present({ id, ...state });
      },
    },
    withdraw: command(lodgeCalls['registration.approval.withdraw'], 'withdraw', present),
    lodge: {
      ...routedBy('id'),
      ...idempotent,
      params: lodgeCalls['registration.approval.lodge'].params,
      async handler(ctx: Params<(typeof lodgeCalls)['registration.approval.lodge']>) {
        const { id, ...title } = ctx.params;
        const isApproved = settingsOf(this.broker, approvalVariables).REGISTRATION_AUTO_APPROVE === 'on';
        const { state } = await this.execute(ctx, id, { type: 'lodge', isApproved, ...title });
        return present({ id, ...state });
      },
    },
  },
});

function present(record: Approval & { readonly id: string }): ApprovalView {
  if (record.state === 'new') throw new Error(`${record.id} was never lodged`);
  return shownOf(record.state, record);
}
