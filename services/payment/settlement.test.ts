import assert from 'node:assert/strict';
import fc from 'fast-check';
import { evolveAll, isRefusal } from '../../mixins/kernel/decider.ts';
import { agrees } from './ledger.ts';
import { type Payment, type PaymentCommand, payment, refusalOf } from './payment.ts';
import { SandboxProvider } from './sandbox.ts';
import { askProvider } from './settlement.ts';

const key = 'pay-1';
const order = { memberId: 'kim', orderId: 'r1' };
const charge = { ...order, amount: 1_000 };

/** One payment, its caller and its provider; what the provider answers takes its time, or gets lost. */
class World {
  readonly provider = new SandboxProvider({ mode: 'approve', delayMs: 0 });
  state: Payment = payment.initial;
  /** The caller was told that the payment is made. */
  private paid = false;
  private answers: PaymentCommand[] = [];

  async pay(): Promise<void> {
    if (this.state.state !== 'absent') return;
    const answer = await this.provider.charge({ key, ...charge }).catch(() => undefined);
    if (answer) this.answers.push({ ...answer, ...charge, at: 1 });
  }

  oldestAnswerArrives(): void {
    this.hear(this.answers.shift());
  }

  newestAnswerArrives(): void {
    this.hear(this.answers.pop());
  }

  answerArrivesTwice(): void {
    this.hear(this.answers[0]);
  }

  crash(): void {
    this.answers = [];
  }

  settle(): void {
    this.tell({ type: 'settle', ...order, at: 1, inquireAt: 2 });
  }

  async reconcile(): Promise<void> {
    const told = await askProvider(this.provider, key, this.state, Date.now());
    if (told && this.tell(told)) await this.reconcile();
  }

  async reconcileIfPossible(): Promise<void> {
    await this.reconcile().catch(() => {});
  }

  providerApproves(): void {
    this.provider.settings = { mode: 'approve', delayMs: 0 };
  }

  providerDeclines(): void {
    this.provider.settings = { mode: 'decline', delayMs: 0 };
  }

  providerFails(): void {
    this.provider.settings = { mode: 'fail', delayMs: 0 };
  }

  /** Every answer arrives, and the caller settles what it does not know to be paid. */
  async comeToRest(): Promise<void> {
    this.providerApproves();
    while (this.answers.length > 0) this.oldestAnswerArrives();
    if (!this.paid) this.settle();
    await this.reconcile();
  }

  private hear(answer: PaymentCommand | undefined): void {
    if (!answer) return;
    this.tell(answer);
    if (!refusalOf(charge, this.state)) this.paid = true;
  }

  /** Did it change anything? */
  private tell(command: PaymentCommand): boolean {
    const outcome = payment.decide(command, this.state);
    if (isRefusal(outcome)) return false;
    this.state = evolveAll(payment, this.state, outcome);
    return outcome.length > 0;
  }
}

const happening = fc.constantFrom(
  'pay',
  'oldestAnswerArrives',
  'newestAnswerArrives',
  'answerArrivesTwice',
  'crash',
  'settle',
  'reconcileIfPossible',
  'providerApproves',
  'providerDeclines',
  'providerFails',
);

describe('Whatever is repeated, reordered, late or lost', () => {
  it('money stays charged only for a payment that is captured', () =>
    fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 20 }), async (happenings) => {
        const world = new World();
        for (const happens of happenings) await world[happens]();
        await world.comeToRest();
        const standing = await world.provider.inquire({ key });
        assert.equal(standing !== undefined, world.state.state === 'captured');
        assert.ok(world.state.state !== 'absent' && agrees(world.state));
        assert.ok(!('due' in world.state), 'something is still due');
      }),
      { seed: 20_260_101, numRuns: 3_000 },
    ));
});

describe('A tombstone', () => {
  const settled = async (world: World) => {
    world.settle();
    await world.reconcile();
    return world.state.state;
  };

  it('is confirmed when the provider knows of no charge', async () => {
    assert.equal(await settled(new World()), 'voided');
  });

  it('gives back the charge whose answer was lost', async () => {
    const world = new World();
    await world.pay();
    world.crash();
    assert.equal(await settled(world), 'refunded');
    assert.equal(await world.provider.inquire({ key }), undefined);
  });
});
