import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { eventOf } from '../../test/support/events.ts';
import { eventually } from '../../test/support/eventually.ts';
import { useNodes } from '../../test/support/node.ts';
import type { PaymentStatus, PaymentView, PayParams, SandboxSettings, TrialBalance } from './payment.contract.ts';
import paymentService from './payment.service.ts';
import type { PaymentProvider } from './provider.ts';

const payment: PayParams = { id: 'r1', amount: 1_000, memberId: 'kim', orderId: 'r1' };
const settlement = { id: 'r1', memberId: 'kim', orderId: 'r1' };

describe('The payment service', () => {
  const newNode = useNodes();
  let node: Awaited<ReturnType<typeof newNode>>;
  beforeEach(async () => {
    node = await newNode([paymentService]);
  });
  afterEach(() => node.stop());

  const call = <Answer>(action: string, params: object = {}, options = {}) =>
    node.broker.call<Answer, object>(`payment.${action}`, params, options);
  const pay = (params: object = {}, options = {}) => call<PaymentView>('pay', { ...payment, ...params }, options);
  const settle = () => call<PaymentView>('settle', settlement);
  const reconcile = () => call('reconcile', { id: 'r1' });
  const get = () => call<PaymentView>('get', { id: 'r1' });
  const becomes = (state: PaymentStatus) => eventually(async () => (await get()).state === state);
  const provider = (settings: Partial<SandboxSettings>) => call('sandbox', settings);

  /** What the ledger says was charged, and what was given back, in won. */
  const turnover = async () => {
    const { balanced, accounts } = await call<TrialBalance>('trialBalance');
    assert.ok(balanced);
    const { debit: charged, credit: returned } = accounts['provider-receivable'];
    return { charged, returned };
  };

  describe('asked to pay', () => {
    it('answers the payment, which is then found', async () => {
      const { updatedAt, ...paid } = await pay();
      assert.deepEqual(paid, { ...payment, state: 'captured', reference: 'sandbox-r1' });
      assert.ok(Math.abs(Date.parse(updatedAt) - Date.now()) < 5_000);
      assert.deepEqual(await get(), { ...paid, updatedAt });
      const page = await call<{ rows: PaymentView[] }>('list');
      assert.deepEqual(page.rows, [{ ...paid, updatedAt }]);
    });

    it('charges once, however often it is repeated, and needs no provider for a repeat', async () => {
      const answers = await Promise.all([pay(), pay(), pay()]);
      await provider({ mode: 'fail' });
      for (const answer of [...answers, await pay()]) assert.deepEqual(answer, answers[0]);
      assert.deepEqual(await turnover(), { charged: 1_000, returned: 0 });
    });

    it('refuses what the provider declines, and a repeat of it', async () => {
      await provider({ mode: 'decline' });
      await assert.rejects(pay(), refused('payment-declined', 'payment-required'));
      await provider({ mode: 'approve' });
      await assert.rejects(pay(), refused('payment-declined', 'payment-required'));
      assert.deepEqual(await turnover(), { charged: 0, returned: 0 });
    });

    it('is not available while the provider fails, and is again afterwards', async () => {
      await provider({ mode: 'fail' });
      await assert.rejects(pay(), refused('payment-unavailable', 'unavailable'));
      await assert.rejects(get(), refused('payment-not-found', 'not-found'));
      await provider({ mode: 'approve' });
      assert.equal((await pay()).state, 'captured');
    });

    it('refuses an id that was used for another payment', async () => {
      await pay();
      for (const other of [{ amount: 999 }, { memberId: 'lee' }, { orderId: 'r2' }])
        await assert.rejects(pay(other), refused('key-reused', 'invalid'), JSON.stringify(other));
    });

    it('takes whole won above zero, plain ids and nothing else', async () => {
      for (const wrong of [
        { amount: 0 },
        { amount: -1 },
        { amount: 0.5 },
        { amount: 1e12 },
        { id: '../r1' },
        { tip: 1 },
      ])
        await assert.rejects(pay(wrong), { name: 'ValidationError' }, JSON.stringify(wrong));
    });
  });

  describe('asked to settle', () => {
    it('refunds what was charged, at once', async () => {
      await pay();
      assert.equal((await settle()).state, 'refunding');
      await becomes('refunded');
      assert.deepEqual(await turnover(), { charged: 1_000, returned: 1_000 });
      await assert.rejects(pay(), refused('payment-voided', 'conflict'));
    });

    it('refunds once, however often it is repeated', async () => {
      await pay();
      await Promise.all([settle(), settle(), reconcile()]);
      await becomes('refunded');
      await Promise.all([settle(), reconcile(), reconcile()]);
      assert.deepEqual(await turnover(), { charged: 1_000, returned: 1_000 });
    });

    it('leaves a tombstone where nothing was charged, which refuses a late payment', async () => {
      const { updatedAt, ...voided } = await settle();
      assert.deepEqual(voided, { ...settlement, amount: 0, state: 'voided' });
      await assert.rejects(pay(), refused('payment-voided', 'conflict'));
      await reconcile();
      assert.equal((await get()).state, 'voided');
      assert.deepEqual(await turnover(), { charged: 0, returned: 0 });
    });

    it('does not wait for a slow provider, whose late charge is given back', async () => {
      await provider({ delayMs: 150 });
      const late = pay();
      await assert.rejects(pay({}, { timeout: 20 }), { name: 'RequestTimeoutError' });
      await provider({ delayMs: 0 });
      assert.equal((await settle()).state, 'voided');
      await assert.rejects(late, refused('payment-voided', 'conflict'));
      await becomes('refunded');
      assert.deepEqual(await turnover(), { charged: 1_000, returned: 1_000 });
    });

    it('waits for a provider that hangs no longer than its callers do, so that none of its calls stays under way', async () => {
      await provider({ delayMs: 600_000 });
      await assert.rejects(pay({}, { timeout: 0 }), refused('payment-unavailable', 'unavailable'));
      await provider({ delayMs: 0 });
      assert.equal((await settle()).state, 'voided');
    });

    it('gives back a charge that it never heard of', async () => {
      const inside = node.broker.getLocalService('payment') as unknown as { provider: PaymentProvider };
      await inside.provider.charge({ key: 'r1', amount: 1_000, memberId: 'kim' });
      assert.equal((await settle()).state, 'voided');
      await reconcile();
      assert.equal((await get()).state, 'refunded');
      assert.deepEqual(await turnover(), { charged: 1_000, returned: 1_000 });
    });

    it('owes a refund until the provider has made it', async () => {
      const due = () => node.records('payment').due(Date.now() + 600_000, 10);
      await pay();
      await provider({ mode: 'fail' });
      await settle();
      await assert.rejects(reconcile(), refused('payment-unavailable', 'unavailable'));
      assert.equal((await get()).state, 'refunding');
      assert.deepEqual(await due(), ['r1']);
      await provider({ mode: 'approve' });
      await reconcile();
      assert.equal((await get()).state, 'refunded');
      assert.deepEqual(await due(), []);
    });
  });

  describe('asked to give a part back', () => {
    const refund = (refundId: string, amount: number) => call<PaymentView>('refund', { id: 'r1', refundId, amount });
    const isGivenBack = async (won: number) => (await get()).givenBack === won;

    it('gives each part back once, and what is left when it is settled', async () => {
      await pay();
      await Promise.all([refund('x1', 300), refund('x1', 300), refund('x1', 300)]);
      await eventually(() => isGivenBack(300));
      assert.equal((await get()).state, 'returned');
      assert.equal((await refund('x1', 300)).givenBack, 300);
      await assert.rejects(refund('x1', 200), refused('key-reused', 'invalid'));
      await assert.rejects(refund('x2', 701), refused('refund-too-much', 'invalid'));
      await refund('x2', 200);
      await eventually(() => isGivenBack(500));
      assert.deepEqual(await turnover(), { charged: 1_000, returned: 500 });
      await settle();
      await becomes('refunded');
      assert.deepEqual(await turnover(), { charged: 1_000, returned: 1_000 });
    });

    it('owes a part until the provider has given it back', async () => {
      await pay();
      await provider({ mode: 'fail' });
      assert.equal((await refund('x1', 300)).state, 'returning');
      await assert.rejects(reconcile(), refused('payment-unavailable', 'unavailable'));
      await assert.rejects(settle(), refused('refund-under-way', 'unavailable'));
      await provider({ mode: 'approve' });
      await reconcile();
      await eventually(() => isGivenBack(300));
      assert.deepEqual(await turnover(), { charged: 1_000, returned: 300 });
    });

    it('refuses what was not paid', async () => {
      await assert.rejects(refund('x1', 1), refused('payment-not-found', 'not-found'));
    });
  });

  describe('asked by another system than the library', () => {
    const orderKind = 'screening.hospital';

    it('tells whose order it is, in what it answers and in its events', async () => {
      assert.equal((await pay({ orderKind })).orderKind, orderKind);
      assert.equal((await call<PaymentView>('settle', { ...settlement, orderKind })).orderKind, orderKind);
      await becomes('refunded');
      const events = () =>
        node.log
          .read(0, 10)
          .map(eventOf)
          .map(({ type, data }) => [type, (data as { orderKind?: string }).orderKind]);
      const wanted = ['captured', 'refunding', 'refunded'].map((name) => [`payment.${name}`, orderKind]);
      await eventually(() => isDeepStrictEqual(events(), wanted));
    });

    it('never takes a charge of one system for an order of another', async () => {
      await pay({ orderKind });
      await assert.rejects(pay(), refused('key-reused', 'invalid'));
      await assert.rejects(settle(), refused('key-reused', 'invalid'));
      assert.deepEqual(await turnover(), { charged: 1_000, returned: 0 });
    });

    it('knows a rental by its name as well as without one', async () => {
      await pay();
      assert.equal((await pay({ orderKind: 'library.rental' })).state, 'captured');
      assert.equal(
        (await call<PaymentView>('settle', { ...settlement, orderKind: 'library.rental' })).state,
        'refunding',
      );
    });

    it('keeps the owner on a tombstone, and on the charge that comes late', async () => {
      const inside = node.broker.getLocalService('payment') as unknown as { provider: PaymentProvider };
      await inside.provider.charge({ key: 'r1', amount: 1_000, memberId: 'kim' });
      assert.equal((await call<PaymentView>('settle', { ...settlement, orderKind })).orderKind, orderKind);
      await reconcile();
      assert.partialDeepStrictEqual(await get(), { state: 'refunded', orderKind });
    });
  });
});

function refused(type: string, kind: string) {
  return (error: { type?: string; data?: { kind?: string } }) => {
    assert.deepEqual({ type: error.type, kind: error.data?.kind }, { type, kind });
    return true;
  };
}
