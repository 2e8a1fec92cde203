import { shownOf } from '../message/message.api.contract.ts';
import type { MessageEnvelope, MessageState } from '../message/message.contract.ts';
import type { KakaomsgView } from './kakaomsg.contract.ts';

/** The row of a message after the event. */
export function rowOf({ type, time: updatedAt, data }: MessageEnvelope): Omit<KakaomsgView, 'id'> {
  return { ...shownOf(data), state: type.slice('kakao.message.'.length) as MessageState, updatedAt };
}
