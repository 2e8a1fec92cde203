import type { Context } from 'moleculer';
import { defineAggregate } from '../../../mixins/aggregate.ts';
import { nowOf } from '../../../mixins/clock.ts';
import { cancels } from '../../../mixins/commands.ts';
import type { ParamsOf } from '../../../mixins/contract/typed.ts';
import { intent } from '../../../mixins/intent.mixin.ts';
import type { Word } from '../../../mixins/kernel/intent.ts';
import { refuseOthers } from '../../../mixins/ownership.ts';
import { routedBy } from '../../../mixins/rendezvous.ts';
import { repair } from '../../../mixins/repair.mixin.ts';
import { idempotent } from '../../../mixins/schema.ts';
import { tellsSteps } from '../../history/steps.contract.ts';
import { type ApprovalEnvelope, approvalEvents, callApproval } from '../approval/approval.contract.ts';
import {
  type RequestView,
  requestActions,
  requestEvents,
  requestListing,
  reviewUnavailable,
  shownOf,
} from './request.contract.ts';
import { intentOf, type Known, lodging, type Request, request, restateRequest } from './request.ts';

type Params<Name extends keyof typeof requestActions> = Context<ParamsOf<(typeof requestActions)[Name]>>;

/** A request lies before the reviewers before it is. They remember what was lodged and withdrawn, so that they can be asked again. */
const lodged = intent<Request, Parameters<typeof request.decide>[0]>({
  service: 'registration.request',
  intentOf,
  commandOf: (word) => word,
  pending: reviewUnavailable,
  remembers: true,
  undoneBy: { type: 'registration.request.cancelled', data: requestEvents },
  settle: (ctx, id, state) => callApproval(ctx, 'registration.approval.withdraw', lodgementOf(id, state as Known)),
});

async function lodge(ctx: Context, id: string, state: Known, timeout: number): Promise<Word> {
  try {
    await callApproval(ctx, 'registration.approval.lodge', lodgementOf(id, state), { timeout });
    return { type: 'grant', key: lodging };
  } catch {
    return { type: 'giveUp', key: lodging, due: nowOf(ctx.broker) };
  }
}

function lodgementOf(id: string, { bookId, bookNm, publId }: Known) {
  return { id, bookId, bookNm, publId };
}

/** Requests to register new titles. */
export default defineAggregate({
  name: 'registration.request',
  decider: request,
  records: {
    noun: 'registration-request',
    collection: {
      name: 'request',
      columns: {
        publId: { type: 'text', index: 'all', fixed: true },
        bookId: { type: 'text', index: 'all', fixed: true },
        state: { type: 'text', index: 'all' },
        due: { type: 'integer', index: 'present' },
      },
    },
    owner: 'publId',
    ...requestListing,
    present,
  },
  mixins: [repair(restateRequest), lodged, tellsSteps('registration', 'registration.request')],

  actions: {
    ask: {
      ...routedBy('id'),
      ...idempotent,
      circuitBreaker: { passesOn: [reviewUnavailable.refused] },
      params: requestActions['registration.request.ask'].params,
      async handler(ctx: Params<'registration.request.ask'>): Promise<RequestView> {
        const { id, ...title } = ctx.params;
        refuseOthers(ctx, title.publId);
        await this.refuseUnreachable(id, 'registration.approval.lodge');
        const { requestTimeout = 0 } = this.broker.options;
        const now = nowOf(this.broker);
        const times = { requestedAt: new Date(now).toISOString(), due: now + 2 * requestTimeout };
        const { state } = await this.intend(ctx, id, { type: 'ask', ...title, ...times }, (known) =>
          lodge(ctx, id, known as Known, requestTimeout / 2),
        );
        return present({ id, ...state });
      },
    },

    cancel: cancels(request, requestActions['registration.request.cancel'], present),
  },

  channels: {
    'registration.approval.approved': decidedBy('approve'),
    'registration.approval.rejected': decidedBy('reject'),
  },
});

function decidedBy(type: 'approve' | 'reject') {
  return {
    data: approvalEvents,
    maxInFlight: 256,
    handler(this: { follow(ctx: Context, follow: object): unknown }, ctx: Context<ApprovalEnvelope>) {
      const { subject: id, time: at } = ctx.params;
      return this.follow(ctx, { id, command: { type, at } });
    },
  };
}

function present(record: Request & { readonly id: string }): RequestView {
  if (record.state === 'new') throw new Error(`${record.id} was never asked for`);
  return shownOf(record.state, record);
}
