import { defineProof, type Evidence, eventsOf, recordsOf } from '../../mixins/proof.ts';
import { rowOf } from './kakaomsg/kakaomsg.ts';
import type { MessageEnvelope } from './message/message.contract.ts';
import { isWaiting, type Message, message } from './message/message.ts';

/** Each event that somebody is told of has one message, and each message follows from one. */
function noticesAreMessages(evidence: Evidence): string[] {
  const due = new Set(evidence.told);
  const messages = recordsOf<Message>(evidence, 'kakao.message').filter(({ state }) => 'event' in state);
  const known = new Set(messages.map(({ id }) => id));
  return [
    ...[...due].filter((id) => !known.has(id)).map((id) => `nobody is told of the event ${id}`),
    ...[...known].filter((id) => !due.has(id)).map((id) => `message ${id} follows from no event`),
  ];
}

/** A message that counts as sent was acknowledged by its receiver under its key, and was sent once. */
function sentIsAcknowledged(evidence: Evidence): string[] {
  const acknowledged = new Set(evidence.acknowledged);
  const sent = eventsOf<MessageEnvelope>(evidence, 'kakao.message').filter(({ type }) => type === 'kakao.message.sent');
  const versions = Map.groupBy(sent, ({ subject }) => subject);
  return Array.from(versions, ([id, events]) => [
    ...(acknowledged.has(id) ? [] : [`message ${id} was sent, and its receiver has not acknowledged it`]),
    ...(new Set(events.map(({ version }) => version)).size === 1 ? [] : [`message ${id} was sent more than once`]),
  ]).flat();
}

const acknowledged = 'a message is sent only when its receiver has acknowledged it';

export default defineProof({
  aggregates: { 'kakao.message': { decider: message, isTransient: (state: Message) => isWaiting(state) } },
  views: { 'kakao.kakaomsg': { of: 'kakao.message', rowOf } },
  commands: [],
  rules: {
    'each event that somebody is told of has one message': noticesAreMessages,
    [acknowledged]: sentIsAcknowledged,
  },
  planted: {
    'sent-without-sending': {
      module: new URL('proof/planted/sent-without-sending.ts', import.meta.url),
      faults: [],
      rules: [acknowledged],
    },
  },
});
