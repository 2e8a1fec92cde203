import { type MessageView, shownOf } from './message.api.contract.ts';
import type { Message } from './message.ts';

/** A message as others see it. */
export function presentMessage(record: Message & { readonly id: string }): MessageView {
  if (record.state === 'new') throw new Error(`${record.id} was never requested`);
  return shownOf(record);
}
