import assert from 'node:assert/strict';
import type { Context } from 'moleculer';
import { askForPayment } from './charge.contract.ts';

const charge = { memberId: 'kim', amount: 1_000, orderId: 'r1' };

describe('A charge that is asked for', () => {
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

  it('grants what was paid', async () => {
    const { ctx } = payment('paid');
    assert.deepEqual(await askForPayment(ctx, 'r1', charge, 1), { type: 'grant', key: 'r1' });
  });

  it('denies what was declined', async () => {
    const { ctx } = payment(named('Refused', { type: 'payment-declined' }));
    assert.deepEqual(await askForPayment(ctx, 'r1', charge, 1), { type: 'deny', key: 'r1', reason: 'no funds' });
  });

  it('asks another node for the same payment when the one it asked is gone', async () => {
    const { ctx, asked } = payment(named('RequestRejectedError'), 'paid');
    assert.equal((await askForPayment(ctx, 'r1', charge, 1)).type, 'grant');
    assert.equal(asked.length, 2);
    assert.deepEqual(asked[0], asked[1]);
  });

  it('gives up when there is no answer in time', async () => {
    const { ctx, asked } = payment(named('RequestTimeoutError'), 'paid');
    assert.equal((await askForPayment(ctx, 'r1', charge, 1)).type, 'giveUp');
    assert.equal(asked.length, 1);
  });
});
