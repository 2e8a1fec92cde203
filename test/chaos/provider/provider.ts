import { setTimeout as sleep } from 'node:timers/promises';
import type {
  ChargeAnswer,
  ChargeOrder,
  PaymentProvider,
  RefundOrder,
  StandingCharge,
} from '../../../services/payment/provider.ts';

/** How it behaves: milliseconds before it answers, and whether its answers are errors. */
export interface Behaviour {
  readonly delayMs: number;
  readonly fails: boolean;
}

/** What it has done under a key. */
export interface Movement {
  readonly key: string;
  readonly amount: number;
  readonly charged: number;
  readonly refunded: number;
}

/**
 * The company that moves the money. It outlives the processes that call it, so its books are what a ledger is held
 * against. A slow one moves the money of every second order before it waits, and of the others after; one that fails
 * has done so for every second order all the same.
 */
export class Provider implements PaymentProvider {
  behaviour: Behaviour = { delayMs: 0, fails: false };
  private readonly books = new Map<string, Movement>();

  get movements(): Movement[] {
    return [...this.books.values()];
  }

  charge({ key, amount }: ChargeOrder): Promise<ChargeAnswer> {
    return this.carryOut(key, () => {
      const known = this.books.get(key);
      if (!known) this.books.set(key, { key, amount, charged: 1, refunded: 0 });
      return { type: 'approved', reference: `chaos-${key}` };
    });
  }

  /** A part that goes back leaves the charge standing. */
  async refund({ key, part }: RefundOrder): Promise<void> {
    await this.carryOut(key, () => {
      const known = this.books.get(key);
      if (known && part === undefined && known.refunded < known.charged)
        this.books.set(key, { ...known, refunded: known.refunded + 1 });
    });
  }

  inquire({ key }: { readonly key: string }): Promise<StandingCharge | undefined> {
    return this.carryOut(key, () => {
      const known = this.books.get(key);
      if (!known || known.refunded === known.charged) return undefined;
      return { amount: known.amount, reference: `chaos-${key}` };
    });
  }

  private async carryOut<Result>(key: string, act: () => Result): Promise<Result> {
    const { delayMs, fails } = this.behaviour;
    const first = isOdd(key);
    if (fails) {
      if (first) act();
      throw new Error('The provider has failed.');
    }
    const done = first ? { result: act() } : undefined;
    if (delayMs > 0) await sleep(delayMs, undefined, { ref: false });
    return done ? done.result : act();
  }
}

function isOdd(key: string): boolean {
  return (key.codePointAt(key.length - 1) ?? 0) % 2 === 1;
}
