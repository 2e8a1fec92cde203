import { defineEvents, type EventsOf } from '../../../mixins/contract/events.ts';
import { idRule, memberRule } from '../../../mixins/contract/rules.ts';
import type { FieldsOf, ValueOf } from '../../../mixins/contract/typed.ts';
import {
  byRule,
  countRule,
  described,
  epochMsRule,
  optional,
  textRule,
  timeRule,
  wordRule,
} from '../../../mixins/contract/values.ts';
import type { EnvelopeOf } from '../../../mixins/kernel/event.ts';

/** What others may depend on of the message service (알림): its events. */

/** Characters that a message may have. */
export const mostCharacters = 500;

/** What is sent, to whom, and what it follows from. */
export const messageFields = {
  customerId: described(memberRule, 'Who is told.'),
  status: described(idRule, 'What has happened, in a word.'),
  message: described(textRule(mostCharacters), 'The text, as it is sent.'),
  language: wordRule('en', 'ko'),
  system: described(idRule, 'The system whose event it follows from; kakao where staff wrote it.'),
  event: optional(described(textRule(200), 'The type of that event; absent where staff wrote it.')),
  orderId: optional(described(idRule, 'What it is about: the order, the rental.')),
  by: optional(byRule),
  requestedAt: timeRule,
} as const;

/** `expiresAt`, epoch ms: from then on it is no longer tried. `attempts` that have failed. */
const facts = {
  ...messageFields,
  expiresAt: epochMsRule,
  attempts: countRule,
  correlationId: optional(textRule(100)),
} as const;
export const reasonRule = described(textRule(100), 'Why the last attempt failed, in a word.');
export const senderRule = wordRule('sandbox', 'webhook', 'smtp');
const sentBy = described(senderRule, 'What sent it.');

/** Events carry state: the newest one of a message tells its whole situation. From `due` it is tried next. */
export const messageEvents = defineEvents({
  'kakao.message.requested': {
    about: 'Somebody is to be told; the sender is asked next.',
    data: { ...facts, due: epochMsRule },
  },
  'kakao.message.failing': {
    about: 'The sender did not acknowledge it; it is tried again.',
    data: { ...facts, reason: reasonRule, due: epochMsRule },
  },
  'kakao.message.sent': { about: 'The sender acknowledged it.', data: { ...facts, sentAt: timeRule, sender: sentBy } },
  'kakao.message.given-up': {
    about: 'It was not sent, and is not tried any more, unless staff says so.',
    data: { ...facts, reason: reasonRule, endedAt: timeRule },
  },
});

export type MessageEvent = EventsOf<typeof messageEvents>;
export type MessageEnvelope = EnvelopeOf<MessageEvent>;
export const followedMessages = 'kakao.message.*';
export const stateRule = wordRule('requested', 'failing', 'sent', 'given-up');
export type MessageState = ValueOf<typeof stateRule>;

/** What a message is made of. */
export type MessageFields = FieldsOf<typeof messageFields>;
export type MessageFacts = FieldsOf<typeof facts>;
