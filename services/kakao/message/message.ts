import { type Decider, notFound, type Refusal } from '../../../mixins/kernel/decider.ts';
import { type NewestOf, newest } from '../../../mixins/kernel/newest.ts';
import { expired, messageKeyReused, messageSent, tooLate } from './message.api.contract.ts';
import type { MessageEvent, MessageFacts, MessageFields } from './message.contract.ts';

/**
 * The rule of a message: `requested → sent` once the sender has acknowledged it, `failing` while it has not, and `given-up`
 * when the sender refuses it or its time is over. Its state is what its newest event said.
 */
export type Message = { readonly state: 'new' } | Known;
export type Known = NewestOf<MessageEvent, 'kakao.message'>;

/** Times are epoch ms, and `endedAt` and `sentAt` the same moments as RFC 3339 has them. */
export type MessageCommand =
  | {
      readonly type: 'request';
      readonly fields: MessageFields;
      readonly correlationId?: string;
      readonly at: number;
      readonly expiresAt: number;
    }
  /** The sender has acknowledged it. */
  | { readonly type: 'sent'; readonly at: number; readonly sender: Sent['sender'] }
  /** It has not, and may at `due`. */
  | { readonly type: 'fail'; readonly at: number; readonly reason: string; readonly due: number }
  /** It never will. */
  | { readonly type: 'reject'; readonly at: number; readonly reason: string }
  /** Staff wants it sent after all. */
  | { readonly type: 'retry'; readonly at: number; readonly expiresAt: number };

type Sent = Extract<Known, { state: 'sent' }>;
type Command<Type> = Extract<MessageCommand, { type: Type }>;
type Outcome = readonly MessageEvent[] | Refusal;

const facts = newest<MessageEvent, 'kakao.message'>('kakao.message');
export const restateMessage = facts.restate;

export const message: Decider<Message, MessageCommand, MessageEvent> = {
  initial: { state: 'new' },

  decide(command, state) {
    if (command.type === 'request') return request(command, state);
    if (state.state === 'new') return notFound('message');
    switch (command.type) {
      case 'sent':
        return send(command, state);
      case 'fail':
        return isWaiting(state) ? fail(command, state) : [];
      case 'reject':
        return isWaiting(state) ? [giveUp(factsOf(state), command.reason, command.at)] : [];
      case 'retry':
        return retry(command, state);
    }
  },

  evolve: facts.evolve,
};

/** An event may come twice. What comes when its time is over is not sent: yesterday's news would mislead. */
function request({ fields, correlationId, at, expiresAt }: Command<'request'>, state: Message): Outcome {
  if (state.state !== 'new') return fields.event !== undefined || isSame(fields, state) ? [] : messageKeyReused;
  const data = { ...fields, expiresAt, attempts: 0, ...(correlationId !== undefined && { correlationId }) };
  if (at > expiresAt) return [giveUp(data, tooLate, at)];
  return [{ type: 'kakao.message.requested', data: { ...data, due: at } }];
}

/** What was acknowledged was sent, even if it was given up meanwhile. */
function send({ at, sender }: Command<'sent'>, state: Known): Outcome {
  if (state.state === 'sent') return [];
  return [{ type: 'kakao.message.sent', data: { ...factsOf(state), sentAt: timeOf(at), sender } }];
}

function fail({ at, reason, due }: Command<'fail'>, state: Known): Outcome {
  const data = { ...factsOf(state), attempts: state.attempts + 1 };
  if (due > state.expiresAt) return [giveUp(data, expired(reason), at)];
  return [{ type: 'kakao.message.failing', data: { ...data, reason, due } }];
}

function retry({ at, expiresAt }: Command<'retry'>, state: Known): Outcome {
  if (state.state === 'sent') return messageSent;
  if (state.state === 'requested') return [];
  return [{ type: 'kakao.message.requested', data: { ...factsOf(state), expiresAt, due: at } }];
}

function giveUp(data: MessageFacts, reason: string, at: number): MessageEvent {
  return { type: 'kakao.message.given-up', data: { ...data, reason, endedAt: timeOf(at) } };
}

/** Is the sender to be asked, at once or later? */
export function isWaiting(state: Message): state is Extract<Known, { due: number }> {
  return state.state === 'requested' || state.state === 'failing';
}

function isSame(one: MessageFields, other: MessageFields): boolean {
  return (['customerId', 'status', 'message'] as const).every((field) => one[field] === other[field]);
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}

function factsOf(state: Known): MessageFacts {
  const { customerId, status, message: text, language, system, requestedAt, expiresAt, attempts } = state;
  const { event, orderId, by, correlationId } = state;
  return {
    ...{ customerId, status, message: text, language, system, requestedAt, expiresAt, attempts },
    ...(event !== undefined && { event }),
    ...(orderId !== undefined && { orderId }),
    ...(by && { by }),
    ...(correlationId !== undefined && { correlationId }),
  };
}
