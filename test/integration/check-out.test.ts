import assert from 'node:assert/strict';
import type { ServiceSchema } from 'moleculer';
import type { Standing } from '../../services/library/book/book.contract.ts';
import type { RentalView } from '../../services/library/rental/rental.contract.ts';
import rental from '../../services/library/rental/rental.service.ts';
import payment from '../../services/payment/payment.service.ts';
import { useNodes } from '../support/node.ts';

/** Milliseconds that a request has, by default. */
const requestTimeout = 3_000;

describe('A check-out whose title', () => {
  const start = useNodes();
  const never = new Promise<Standing>(() => {});
  const bookThat = (answer: () => Promise<Standing>): ServiceSchema => ({
    name: 'book',
    actions: { allocate: { retryPolicy: { enabled: true }, handler: answer } } as never,
  });

  /** Reserves, and checks out at once. */
  async function checkOut(...books: readonly ServiceSchema[]) {
    const { broker } = await start([rental, payment, ...books]);
    const id = 'r1';
    await broker.call('rental.reserve', { id, memberId: 'kim', bookId: 'dune' });
    const began = performance.now();
    const [outcome] = await Promise.allSettled([
      broker.call<RentalView, object>('rental.transition', { id, reqState: 'rental' }),
    ]);
    const ms = performance.now() - began;
    return { outcome, ms, after: await broker.call<RentalView, object>('rental.get', { id }) };
  }

  it('does not answer is turned away within the time of the request, and changes nothing', async () => {
    const { outcome, ms, after } = await checkOut(bookThat(() => never));
    assert.ok(outcome.status === 'rejected');
    assert.equal(outcome.reason.type, 'allocation-unknown');
    assert.equal(outcome.reason.code, 503);
    assert.ok(ms < requestTimeout, `${ms} ms`);
    assert.equal(after.state, 'reserved');
  }).timeout(10_000);

  it('does not answer at first gets the second answer', async () => {
    const held: Standing = { state: 'held', copy: 1, title: 'Dune', version: 3 };
    const answers = [never, Promise.resolve(held)];
    const { outcome } = await checkOut(bookThat(() => answers.shift() ?? never));
    assert.ok(outcome.status === 'fulfilled');
    assert.partialDeepStrictEqual(outcome.value, { state: 'rented', copy: 1 });
  }).timeout(10_000);

  it('cannot be asked, since there is no book service, is accepted and marked', async () => {
    const { outcome, after } = await checkOut();
    assert.ok(outcome.status === 'fulfilled');
    assert.partialDeepStrictEqual(after, { state: 'rented', unchecked: true });
    assert.equal(after.copy, undefined);
  });
});
