import { asTexts } from '../../mixins/given.ts';
import type { Given } from '../../mixins/system.ts';

/** Bodies as the programs of the original services send them: numeric ids, and what is only ours to say. */
export function acceptRequest(body: Given): Given {
  const { id: _, status: __, regYn: ___, ...title } = body;
  return asTexts(title);
}

/** The decision names the request that it is about, and says `appYn` or `appYN`. */
export function acceptDecision(body: Given): Given {
  const { id: _, status: __, reqReqId, appYN, appYn = appYN, ...decision } = body;
  return asTexts({
    ...decision,
    ...(reqReqId !== undefined && { id: reqReqId }),
    ...(appYn !== undefined && { appYn }),
  });
}
