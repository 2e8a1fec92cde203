import assert from 'node:assert/strict';
import type { RentalView } from '../../services/library/rental/rental.contract.ts';
import { eventually } from '../support/eventually.ts';
import { becomes } from '../support/system.api.ts';
import { newSystem } from '../support/system.scales.ts';

/** Milliseconds that a reservation waits for its payment, by default. */
const paymentTimeout = 1_500;

describe('A service is killed, which nobody is told', () => {
  const system = newSystem.inFourServices();
  let bookId: string;
  let fee: number;
  before(async function () {
    this.timeout(60_000);
    await system.start();
    bookId = await system.newTitle(1);
  });
  after(() => system.stop());

  it('book: members go on, and its state arrives when it is back', async () => {
    await system.killService('book');
    const { id, amount } = await system.reserved(system.newMember(), bookId);
    fee = amount;
    await system.asked(id, 'rental');
    await becomes(() => system.mypage(id), { state: 'rented' });
    await system.startService('book');
    await becomes(() => system.mypage(id), { state: 'rented', copy: 1 });
    await system.asked(id, 'return');
  }).timeout(60_000);

  it('payment: reserving answers 503 within the timeout, and within 20 ms once the breaker is open', async () => {
    await system.killService('payment');
    const first = await Promise.all(Array.from({ length: 8 }, () => system.reserve(system.newMember(), bookId)));
    for (const { status, headers, ms } of first) {
      assert.equal(status, 503);
      assert.ok(headers.get('retry-after'));
      assert.ok(ms < paymentTimeout + 500, `${ms} ms`);
    }
    const ms = await system.turnedAway(bookId);
    assert.ok(ms < 20, `the breaker is open, but it took ${ms} ms`);
  });

  it('and when it is back, no rental is left reserved and unpaid: all are settled', async () => {
    await system.startService('payment');
    const member = system.newMember();
    await eventually(async () => (await system.reserve(member, bookId)).status === 201, 20_000);
    const rentals = () => system.all<RentalView>('/rentals');
    const expected = new Set<RentalView['state']>(['returned', 'abandoned', 'ready']);
    await becomes(async () => new Set((await rentals()).map(({ state }) => state)), expected);
    for (const { paymentId, state } of await rentals())
      assert.equal((await system.payment(paymentId)).state, state === 'abandoned' ? 'voided' : 'captured');
    const { balanced, accounts } = await system.trialBalance();
    assert.ok(balanced);
    assert.equal(accounts['provider-receivable'].balance, 2 * fee);
  }).timeout(60_000);
});
