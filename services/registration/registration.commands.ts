import { ulid } from 'ulid';
import { commandsFor } from '../../mixins/console.ts';
import { approvalActions } from './approval/approval.contract.ts';
import { type RequestView, requestActions } from './request/request.contract.ts';

/** What a publisher and a reviewer do. */
export const registrationCommands = commandsFor({ ...requestActions, ...approvalActions }, [
  {
    command: 'register <publId> <bookId> <bookNm>',
    description: 'Asks for the registration of a new title (신간 등록 요청)',
    run: async (call, { publId = '', bookId = '', bookNm = '' }) =>
      describe(await call('registration.request.ask', { id: ulid(), publId, bookId, bookNm })),
  },
  {
    command: 'register-cancel <requestId>',
    description: 'Cancels a request (등록 요청 취소)',
    run: async (call, { requestId = '' }) => describe(await call('registration.request.cancel', { id: requestId })),
  },
  {
    command: 'review <requestId> <publId> <appYn>',
    description: 'Approves (Y) or rejects (N) a request (승인)',
    async run(call, { requestId = '', publId = '', appYn = '' }) {
      const decision = { id: requestId, reqReqId: requestId, publId, appYn: appYn as 'Y' | 'N' };
      const { id, state, bookNm } = await call('registration.approval.decide', decision);
      return `${id}  ${state}: ${bookNm}`;
    },
  },
]);

function describe({ id, state, bookNm, publId }: RequestView): string {
  return `${id}  ${state}: ${bookNm} of ${publId}`;
}
