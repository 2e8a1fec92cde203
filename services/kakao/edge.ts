import { withTexts } from '../../mixins/given.ts';
import type { Given } from '../../mixins/system.ts';

/** A message as the programs of the original services send it: numeric ids, and an id that is not theirs to choose. */
export function acceptMessage({ id: _, ...message }: Given): Given {
  return withTexts(message, 'customerId');
}
