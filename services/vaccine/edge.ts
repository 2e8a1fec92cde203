import { asTexts } from '../../mixins/given.ts';
import type { Given } from '../../mixins/system.ts';

/** Bodies as other programs send them: numbers where we have texts, an id that is not theirs to choose. */
export function acceptPerson(body: Given): Given {
  const { id: _, status: __, ...given } = body;
  return asTexts(given);
}

export function acceptInjection({ id, reservationId = id, ...others }: Given): Given {
  return { ...others, reservationId };
}
