import { asTexts } from '../../mixins/given.ts';
import type { Given } from '../../mixins/system.ts';

/** Bodies as the programs of the original services send them: numeric ids, and what is only ours to say. */
export function acceptRequest(body: Given): Given {
  const { id: _, status: __, regYn: ___, ...title } = body;
  return asTexts(title);
}

/** A decision says `appYn` or `appYN`. */
export function acceptDecision(body: Given): Given {
  const { id: _, status: __, appYN, appYn = appYN, ...decision } = body;
  return asTexts({
    ...decision,
    ...(appYn !== undefined && { appYn }),
  });
}

/** The record before the reviewers that a decision is about. */
export function decidedOn({ reqReqId }: Given): string {
  return String(reqReqId);
}
