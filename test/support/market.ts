import assert from 'node:assert/strict';
import type { ServiceBroker } from 'moleculer';
import { eventually } from './eventually.ts';

/** Calls actions of one broker, and waits until a record is in a state. */
export function at(broker: ServiceBroker) {
  const call = (action: string, params: object) => broker.call<{ state: string }, object>(action, params);
  const becomes = (service: string, id: string, state: string) =>
    eventually(async () => (await call(`${service}.get`, { id })).state === state);
  return { call, becomes };
}

/** Orders of a market in which everything happens. */
export async function sell(broker: ServiceBroker): Promise<void> {
  const { call, becomes } = at(broker);
  const order = (id: string) => call('market.order.request', { id, bookId: '10', qty: 1, customerId: 'kim' });
  await call('payment.sandbox', { mode: 'approve' });
  await order('sent');
  await becomes('market.order', 'sent', 'shipped');
  await call('market.order.cancel', { id: 'sent' });
  await becomes('market.order', 'sent', 'refunded');
  await call('payment.sandbox', { mode: 'decline' });
  await assert.rejects(order('unpaid'), { type: 'market-payment-declined' });
  await call('payment.sandbox', { mode: 'fail' });
  await assert.rejects(order('given-up'), { type: 'market-payment-unavailable' });
  await becomes('market.order', 'given-up', 'abandoned');
  await call('payment.sandbox', { mode: 'approve' });
}

/** Requests for new titles in which everything happens. */
export async function register(broker: ServiceBroker): Promise<void> {
  const { call, becomes } = at(broker);
  const title = { bookId: '99', bookNm: 'mybook', publId: '100' };
  for (const [id, appYn, state] of [
    ['good', 'Y', 'approved'],
    ['bad', 'N', 'rejected'],
  ] as const) {
    await call('registration.request.ask', { id, ...title });
    await call('registration.approval.decide', { id, reqReqId: id, appYn, publId: title.publId });
    await becomes('registration.request', id, state);
  }
  await call('registration.request.cancel', { id: 'good' });
  await becomes('registration.approval', 'good', 'withdrawn');
  const asked = { ...title, requestedAt: '2026-01-02T09:00:00.000Z', due: 0 };
  await call('registration.request.follow', { id: 'silent', command: { type: 'ask', ...asked } });
  await becomes('registration.request', 'silent', 'abandoned');
}
