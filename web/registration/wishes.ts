import type { ApprovalView } from '../../services/registration/approval/approval.contract.ts';
import type { PublisherRow } from '../../services/registration/pubview/pubview.contract.ts';
import type { RequestView } from '../../services/registration/request/request.contract.ts';
import { Problem } from '../kit/api/problem.ts';
import { newKey } from '../kit/outbox/intent.ts';
import { submit } from '../kit/outbox/outbox.ts';
import { person } from '../kit/session/session.ts';

/** What publishers and reviewers want done. What is refused is told by the kit. */

type Title = Pick<RequestView, 'bookId' | 'bookNm' | 'publId'>;

/** @returns the request; none when it was refused */
export function ask(title: Title): Promise<RequestView | undefined> {
  const intent = { key: newKey(), by: title.publId, about: 'registration:new', name: title.bookNm } as const;
  return submit<RequestView>({ ...intent, method: 'POST', path: '/market/regRequests', body: title }).catch(
    () => undefined,
  );
}

/** @returns the request as it is then; none when that was refused */
export function withdraw({ id, publId, bookNm }: PublisherRow): Promise<RequestView | undefined> {
  const path = `/market/regRequests/${encodeURIComponent(id)}`;
  const intent = { key: newKey(), by: publId, about: `request:${id}`, name: bookNm } as const;
  return submit<RequestView>({ ...intent, method: 'DELETE', path }).catch(() => undefined);
}

/** What has become of a request. */
interface Decided {
  readonly state: ApprovalView['state'];
  /** By this decision, and not by one before it. */
  readonly isOurs: boolean;
}

/** @returns none when it is not known */
export async function decide({ id, publId, bookNm }: ApprovalView, appYn: 'Y' | 'N'): Promise<Decided | undefined> {
  const intent = { key: newKey(), by: person.value?.id ?? '', about: `approval:${id}`, name: bookNm } as const;
  const body = { reqReqId: id, appYn, publId };
  try {
    const { state } = await submit<ApprovalView>({ ...intent, method: 'POST', path: '/market/approves', body });
    return { state, isOurs: true };
  } catch (error) {
    const state = error instanceof Problem ? (error.state as ApprovalView['state'] | undefined) : undefined;
    return state && { state, isOurs: false };
  }
}
