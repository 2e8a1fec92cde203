import type { ActionContract } from '../../../mixins/contract/action.ts';
import { type Answered, defineAnswer, readActions } from '../../../mixins/contract/answers.ts';
import type { Listing } from '../../../mixins/contract/list.rules.ts';
import { getRules, idRule, memberRule } from '../../../mixins/contract/rules.ts';
import { countRule, described, optional, textRule, timeRule, wordRule } from '../../../mixins/contract/values.ts';
import { keyReused, notFound } from '../../../mixins/kernel/decider.ts';
import { messageFields, mostCharacters, reasonRule, senderRule, stateRule } from './message.contract.ts';

/** The actions of the message service. */

export const messageView = {
  ...{ id: idRule, state: stateRule, ...messageFields, attempts: described(countRule, 'Attempts that have failed.') },
  ...{ sentAt: optional(timeRule), endedAt: optional(timeRule), reason: optional(reasonRule) },
  sender: optional(described(senderRule, 'What sent it.')),
} as const;
const orderId = 'C4YNWHYYD0SAWMZNA62MKN6EB4';
export const messageExample = {
  ...{ id: `market.delivery.${orderId}-1`, customerId: '33', message: `${orderId} 33 Shipped...` },
  ...({ state: 'sent', status: 'Shipped', language: 'en', sender: 'sandbox' } as const),
  ...{ system: 'market', event: 'market.delivery.shipped', orderId, attempts: 0 },
  ...{ requestedAt: '2026-01-02T09:00:00.000Z', sentAt: '2026-01-02T09:00:00.420Z' },
};
const message = defineAnswer('Message', messageView, messageExample);
export type MessageView = Answered<typeof message>;
type Kept = 'expiresAt' | 'correlationId' | 'due';
/** What others see of what is kept or told of a message. */
export function shownOf<Facts extends object>(facts: Facts) {
  const { expiresAt: _, correlationId: __, due: ___, ...shown } = facts as Facts & Record<Kept, unknown>;
  return shown;
}
export const messageListing: Listing = { filters: ['customerId', 'state', 'system'], sorts: [], member: 'customerId' };

/** The reason of a message whose event was too old when it came. */
export const tooLate = 'too-late';
/** The reason of a message whose time was over while it failed. */
export const expired = (reason: string) => `expired: ${reason}`;

const missing = notFound('message');
const spent = 'This message was sent. Write another one with POST /kakaos.';
export const messageSent = { refused: 'message-sent', kind: 'conflict', detail: spent, state: 'sent' } as const;
export const messageKeyReused = keyReused('message');
const refused = 'A message holds no phone number, e-mail address or resident number. Leave it out.';
export const personalData = { refused: 'personal-data', kind: 'invalid', detail: refused } as const;
const real = 'The sender is no sandbox: start kakao with KAKAO_SENDER=sandbox to switch it.';
export const noSandbox = { refused: 'no-sandbox', kind: 'conflict', detail: real } as const;

const mode = described(wordRule('deliver', 'fail', 'reject'), 'reject: the sender refuses for good.');
const delayMs = { type: 'number', integer: true, min: 0, max: 600_000 } as const;
const sandbox = defineAnswer('KakaoSandbox', { mode, delayMs }, { mode: 'deliver', delayMs: 0 });
export type SandboxSettings = Answered<typeof sandbox>;

export const messageActions = {
  'kakao.message.write': {
    about: 'Sends a message that staff wrote. It is sent a moment later, and tried again while the sender fails.',
    params: {
      id: idRule,
      customerId: memberRule,
      message: { ...textRule(mostCharacters), min: 1 },
      status: optional(idRule),
      $$strict: true,
    },
    example: { customerId: 'kim', message: 'The library is closed on Monday.' },
    answer: message,
    refusals: [personalData, messageKeyReused],
  },
  'kakao.message.retry': {
    about: 'Sends a message that was given up or fails, now, under the key that it had.',
    params: getRules,
    answer: message,
    refusals: [missing, messageSent],
  },
  'kakao.message.sandboxSettings': {
    about: 'How the sandbox sender behaves.',
    params: { $$strict: true },
    answer: sandbox,
    refusals: [noSandbox],
  },
  'kakao.message.sandbox': {
    about: 'How the sandbox sender behaves from now on, on every node.',
    params: { mode: optional(mode), delayMs: optional(delayMs), $$strict: true },
    example: { mode: 'fail' },
    answer: sandbox,
    refusals: [noSandbox],
  },
  ...readActions('kakao.message', {
    row: message,
    listing: messageListing,
    about: { get: 'One message.', list: 'Messages.' },
    missing,
  }),
} as const satisfies Record<string, ActionContract>;
