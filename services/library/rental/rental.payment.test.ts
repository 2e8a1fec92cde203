import assert from 'node:assert/strict';
import type { Context } from 'moleculer';
import { terms } from '../../../test/support/rentals.ts';
import { charge } from './rental.payment.ts';

describe('The charge of a rental', () => {
  /** Payment answers each call in turn. */
  function payment(...answers: readonly (Error | 'paid')[]) {
    const asked: unknown[] = [];
    const call = async (_action: string, params: unknown) => {
      const answer = answers[asked.length];
      asked.push(params);
      if (answer instanceof Error) throw answer;
    };
    return { asked, ctx: { call } as unknown as Context };
  }
  const named = (name: string, more: object = {}) => Object.assign(new Error('no funds'), { name, ...more });

  it('confirms what was paid', async () => {
    const { ctx } = payment('paid');
    assert.deepEqual(await charge(ctx, 'r1', terms, 1), { type: 'confirm', paymentId: 'r1' });
  });

  it('declines what was declined', async () => {
    const { ctx } = payment(named('Refused', { type: 'payment-declined' }));
    assert.deepEqual(await charge(ctx, 'r1', terms, 1), { type: 'decline', paymentId: 'r1', reason: 'no funds' });
  });

  it('asks another node for the same payment when the one it asked is gone', async () => {
    const { ctx, asked } = payment(named('RequestRejectedError'), 'paid');
    assert.equal((await charge(ctx, 'r1', terms, 1)).type, 'confirm');
    assert.equal(asked.length, 2);
    assert.deepEqual(asked[0], asked[1]);
  });

  it('gives up when there is no answer in time', async () => {
    const { ctx, asked } = payment(named('RequestTimeoutError'), 'paid');
    assert.equal((await charge(ctx, 'r1', terms, 1)).type, 'abandon');
    assert.equal(asked.length, 1);
  });
});
