import assert from 'node:assert/strict';
import { Provider } from './provider.ts';

describe('The payment provider of a chaos run', () => {
  const order = (key: string) => ({ key, amount: 1_000, memberId: 'kim' });
  const charged = (provider: Provider) =>
    provider.movements.filter((one) => one.charged > one.refunded).map(({ key }) => key);

  it('charges once for a key, and gives it back once', async () => {
    const provider = new Provider();
    for (let time = 1; time <= 2; time += 1) await provider.charge(order('r1'));
    for (let time = 1; time <= 2; time += 1) await provider.refund(order('r1'));
    assert.deepEqual(provider.movements, [{ key: 'r1', amount: 1_000, charged: 1, refunded: 1 }]);
    assert.equal(await provider.inquire({ key: 'r1' }), undefined);
  });

  it('has charged every second key when it fails', async () => {
    const provider = new Provider();
    provider.behaviour = { delayMs: 0, fails: true };
    for (const key of ['r1', 'r2']) await assert.rejects(provider.charge(order(key)));
    assert.deepEqual(charged(provider), ['r1']);
  });

  it('charges every second key before it answers late, and the others when it does', async () => {
    const provider = new Provider();
    provider.behaviour = { delayMs: 20, fails: false };
    const answers = ['r1', 'r2'].map((key) => provider.charge(order(key)));
    assert.deepEqual(charged(provider), ['r1']);
    await Promise.all(answers);
    assert.deepEqual(charged(provider), ['r1', 'r2']);
  });
});
