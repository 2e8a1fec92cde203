import assert from 'node:assert/strict';
import { SandboxProvider } from './sandbox.ts';

const order = { key: 'pay-1', amount: 1_000, memberId: 'kim' };
const approving = { mode: 'approve', delayMs: 0 } as const;
const approval = { type: 'approved', reference: 'sandbox-pay-1' };

describe('The sandbox provider', () => {
  it('approves', async () => {
    const provider = new SandboxProvider(approving);
    assert.deepEqual(await provider.charge(order), approval);
    assert.deepEqual(await provider.inquire(order), { amount: 1_000, reference: 'sandbox-pay-1' });
  });

  it('declines, with a reason', async () => {
    const provider = new SandboxProvider({ mode: 'decline', delayMs: 0 });
    assert.equal((await provider.charge(order)).type, 'declined');
    assert.equal(await provider.inquire(order), undefined);
  });

  it('fails, having charged nothing', async () => {
    const provider = new SandboxProvider({ mode: 'fail', delayMs: 0 });
    await assert.rejects(provider.charge(order), /told to fail/);
    await assert.rejects(provider.refund(order), /told to fail/);
    await assert.rejects(provider.inquire(order), /told to fail/);
    provider.settings = approving;
    assert.equal(await provider.inquire(order), undefined);
  });

  it('answers a repeat as it did at first, whatever it is told since', async () => {
    const provider = new SandboxProvider(approving);
    await provider.charge(order);
    provider.settings = { mode: 'decline', delayMs: 0 };
    assert.deepEqual(await provider.charge(order), approval);
  });

  it('refuses a key that was used for another charge', async () => {
    const provider = new SandboxProvider(approving);
    await provider.charge(order);
    await assert.rejects(provider.charge({ ...order, amount: 999 }), /another amount or member/);
    await assert.rejects(provider.charge({ ...order, memberId: 'lee' }), /another amount or member/);
  });

  it('gives a charge back, however often it is asked to', async () => {
    const provider = new SandboxProvider(approving);
    await provider.charge(order);
    await provider.refund(order);
    await provider.refund(order);
    assert.equal(await provider.inquire(order), undefined);
  });

  it('answers after its delay', async () => {
    const provider = new SandboxProvider({ mode: 'approve', delayMs: 40 });
    const begun = performance.now();
    await provider.charge(order);
    assert.ok(performance.now() - begun >= 39);
  });

  it('has charged before a slow answer arrives, and fails what it has not answered when it is closed', async () => {
    const provider = new SandboxProvider({ mode: 'approve', delayMs: 300_000, jitterMs: 300_000 });
    const answers = Array.from({ length: 50 }, (_, index) => provider.charge({ ...order, key: `pay-${index}` }));
    provider.settings = approving;
    assert.ok(await provider.inquire({ key: 'pay-49' }));
    provider.close();
    for (const answer of await Promise.allSettled(answers)) assert.equal(answer.status, 'rejected');
  });

  it('remembers the newest ten thousand keys', async () => {
    const provider = new SandboxProvider(approving);
    for (let index = 0; index <= 10_000; index += 1) await provider.charge({ ...order, key: `pay-${index}` });
    assert.equal(await provider.inquire({ key: 'pay-0' }), undefined);
    assert.ok(await provider.inquire({ key: 'pay-1' }));
  });
});
