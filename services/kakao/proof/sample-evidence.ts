import { evolveAll, isRefusal } from '../../../mixins/kernel/decider.ts';
import { envelop } from '../../../mixins/kernel/event.ts';
import type { Evidence } from '../../../mixins/proof.ts';
import { systems } from '../../systems.ts';
import { rowOf } from '../kakaomsg/kakaomsg.ts';
import type { MessageEnvelope, MessageEvent } from '../message/message.contract.ts';
import { requestOf } from '../message/message.notices.ts';
import { message } from '../message/message.ts';

/** The evidence of a system in which all is well, with the messages that its events ask for, all of them sent. */
export function withMessages(evidence: Evidence): Evidence {
  const lives = evidence.events.flatMap((event) => {
    const at = Date.parse(event.time);
    const request = requestOf(event, systems, at, { language: 'en', expiry: 1 });
    if (!request) return [];
    const events: MessageEvent[] = [];
    for (const command of [request.command, { type: 'sent', at, sender: 'webhook' } as const]) {
      const outcome = message.decide(command, evolveAll(message, message.initial, events));
      if (!isRefusal(outcome)) events.push(...outcome);
    }
    const origin = { source: '/kakao.message', subject: request.id, at, correlationId: 'c', causationId: 'c' };
    const state = evolveAll(message, message.initial, events);
    return [{ record: { id: request.id, version: events.length, state }, events: envelop(events, 0, origin) }];
  });
  const rows = lives.map(({ record: { id, version }, events }) => ({
    id,
    version,
    state: rowOf(events.at(-1) as MessageEnvelope),
  }));
  const records = { 'kakao.message': lives.map(({ record }) => record), 'kakao.kakaomsg': rows };
  return {
    ...evidence,
    records: { ...evidence.records, ...records },
    events: [...evidence.events, ...lives.flatMap(({ events }) => events)],
    told: lives.map(({ record }) => record.id),
    acknowledged: lives.map(({ record }) => record.id),
  };
}
