import assert from 'node:assert/strict';
import type { ServiceBroker, ServiceSchema } from 'moleculer';
import { runtimeOf } from '../../mixins/runtime.ts';
import historyService from '../../services/history/history.service.ts';
import type { RentalEnvelope, RentalView } from '../../services/library/rental/rental.contract.ts';
import rentalService from '../../services/library/rental/rental.service.ts';
import type { PaymentView, SettleParams, TrialBalance } from '../../services/payment/payment.contract.ts';
import paymentService from '../../services/payment/payment.service.ts';
import { eventOf } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { useNodes } from '../support/node.ts';

describe('A cancelled rental', () => {
  const start = useNodes();

  const reserve = (broker: ServiceBroker, id = 'r1') =>
    broker.call<RentalView, object>('rental.reserve', { id, memberId: 'kim', bookId: 'b1' });
  const cancel = (broker: ServiceBroker, requestID: string, id = 'r1') =>
    broker.call<RentalView, object>('rental.transition', { id, reqState: 'cancel' }, { requestID });
  const isRefunded = async (broker: ServiceBroker, id = 'r1') =>
    (await broker.call<RentalView, object>('rental.get', { id })).state === 'refunded';
  /** What was charged and given back, in won. */
  const turnover = async (broker: ServiceBroker) => {
    const { balanced, accounts } = await broker.call<TrialBalance, object>('payment.trialBalance', {});
    assert.ok(balanced);
    return [accounts['provider-receivable'].debit, accounts['provider-receivable'].credit];
  };

  it('has its payment settled, once, under the id of the request that cancelled it', async () => {
    const { broker, log } = await start([rentalService, paymentService]);
    await reserve(broker);
    await cancel(broker, 'request-cancel');
    await eventually(() => isRefunded(broker));
    assert.deepEqual(await turnover(broker), [1_000, 1_000]);
    const of = (type: string) =>
      log
        .read(0, 100)
        .map(eventOf)
        .find((event) => event.type === type);
    // A record can be read a moment before the log is told of its events.
    await eventually(() => of('library.rental.refunded') !== undefined);
    assert.equal(of('payment.refunding')?.correlationid, 'request-cancel');
    assert.equal(of('payment.refunding')?.causationid, of('library.rental.cancelled')?.id);
    assert.equal(of('library.rental.refunded')?.correlationid, 'request-cancel');
  });

  it('waits for a payment service that is away, and is refunded when it is back', async () => {
    const { broker } = await start([rentalService, paymentService]);
    await reserve(broker);
    await broker.destroyService('payment');
    assert.equal((await cancel(broker, 'request-1')).state, 'cancelled');
    const isWaiting = async () => (await runtimeOf(broker).bus.backlogs()).some(isHeld);
    await eventually(isWaiting);
    broker.createService(paymentService);
    await eventually(() => isRefunded(broker));
    assert.deepEqual(await turnover(broker), [1_000, 1_000]);
    assert.deepEqual([...(await runtimeOf(broker).bus.deadLetters.count())], []);
  });

  it('is refunded once while an earlier payment service still follows cancellations itself', async () => {
    const { broker, log } = await start([rentalService, earlierPayment]);
    for (const id of ['r1', 'r2']) {
      await reserve(broker, id);
      await cancel(broker, `request-${id}`, id);
    }
    for (const id of ['r1', 'r2']) await eventually(() => isRefunded(broker, id));
    const last = log.end();
    await eventually(() => log.cursor(`rental:${cancelled}`) >= last && log.cursor(`payment:${cancelled}`) >= last);
    assert.deepEqual(await turnover(broker), [2_000, 2_000]);
  });

  it('is refunded after the upgrade that it was cancelled before, and nothing stays of the earlier consumer', async () => {
    const before = await start([withoutChannels(rentalService), withoutChannels(paymentService)]);
    await reserve(before.broker);
    await cancel(before.broker, 'request-1');
    // Where the earlier consumer stood when it was stopped: behind the cancellation, which it had yet to handle.
    before.log.saveCursor(`payment:${cancelled}`, before.log.end());
    before.log.saveCursor('relay', before.log.end());
    const { event, seq } = before.log.read(0, 100).find((entry) => eventOf(entry).type === cancelled) ?? assert.fail();
    const parked = { event, seq, consumer: `payment:${cancelled}`, attempts: 3, error: 'not yet', dueAt: 0 };
    await before.log.parked.park(parked);
    await before.stop();

    const { broker, log } = await start([rentalService, paymentService], before.dir);
    await eventually(() => isRefunded(broker));
    assert.deepEqual(await turnover(broker), [1_000, 1_000]);
    assert.equal(log.cursor(`payment:${cancelled}`), 0);
    await eventually(() => log.parked.next(`payment:${cancelled}`) === undefined);
  });

  it('is the only thing that concerns it: refunds of other systems are passed over, and are no rentals', async () => {
    const { broker, log } = await start([rentalService, paymentService, historyService]);
    const order = { id: 'o1', memberId: 'kim', orderId: 'o1', orderKind: 'screening.hospital' };
    await broker.call('payment.pay', { ...order, amount: 700 });
    await broker.call<PaymentView, SettleParams>('payment.settle', order);
    await reserve(broker);
    await cancel(broker, 'request-1');
    await eventually(() => isRefunded(broker));
    const last = log.end();
    await eventually(() => log.cursor('rental:payment.refunded') >= last && log.cursor('history:payment.*') >= last);
    assert.deepEqual([...(await runtimeOf(broker).bus.deadLetters.count())], []);
    assert.deepEqual(await turnover(broker), [1_700, 1_700]);
    await assert.rejects(broker.call('history.story', { rentalId: 'o1' }), { type: 'story-not-found' });
    await broker.call('history.story', { rentalId: 'r1' });
  });
});

const cancelled = 'library.rental.cancelled';

function isHeld({ group, pattern, underWay }: { group: string; pattern: string; underWay: number }): boolean {
  return group === 'rental' && pattern === cancelled && underWay > 0;
}

/** Payment as it was when it named the events of the library. */
const earlierPayment = {
  ...paymentService,
  channels: {
    [cancelled]: {
      async handler(ctx: { params: RentalEnvelope; call(action: string, params: object): Promise<unknown> }) {
        const { subject, data } = ctx.params;
        await ctx.call('payment.settle', { id: data.paymentId, memberId: data.memberId, orderId: subject });
      },
    },
  },
} as ServiceSchema;

function withoutChannels(schema: ServiceSchema): ServiceSchema {
  return { ...schema, channels: {} };
}
