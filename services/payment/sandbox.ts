import { pause } from '../../mixins/waiting/waiting.ts';
import type { SandboxSettings } from './payment.contract.ts';
import type { ChargeAnswer, ChargeOrder, PaymentProvider, RefundOrder, StandingCharge } from './provider.ts';

/** Outcomes that are remembered, the newest. */
const capacity = 10_000;

/**
 * A provider that moves no money. It approves, declines, or fails, after a delay: what is charged is charged
 * at once, so that an answer which misses its caller's deadline tells of a charge that has been made.
 */
export class SandboxProvider implements PaymentProvider {
  settings: SandboxSettings;
  private readonly outcomes = new Map<string, Outcome>();
  /** Their keys, each in the place of the one that it makes forgotten. */
  private readonly keys: string[] = [];
  private charges = 0;
  private readonly closing = new AbortController();

  constructor(settings: SandboxSettings) {
    this.settings = settings;
  }

  async charge(order: ChargeOrder): Promise<ChargeAnswer> {
    return this.answer(() => {
      const known = this.outcomes.get(order.key);
      if (known && (known.amount !== order.amount || known.memberId !== order.memberId))
        throw new Error(`${order.key} was charged for another amount or member.`);
      return (known ?? this.decide(order)).answer;
    });
  }

  async refund({ key, part }: RefundOrder): Promise<void> {
    await this.answer(() => {
      const known = this.outcomes.get(key);
      if (known && part === undefined) this.outcomes.set(key, { ...known, refunded: true });
    });
  }

  async inquire({ key }: { readonly key: string }): Promise<StandingCharge | undefined> {
    return this.answer(() => {
      const known = this.outcomes.get(key);
      if (known?.answer.type !== 'approved' || known.refunded) return undefined;
      return { amount: known.amount, reference: known.answer.reference };
    });
  }

  /** Fails what has not been answered yet. */
  close(): void {
    this.closing.abort(new Error('The sandbox provider is closed.'));
  }

  private async answer<T>(act: () => T): Promise<T> {
    const { mode, delayMs, jitterMs = 0 } = this.settings;
    const delay = delayMs + Math.round(jitterMs * Math.random());
    const result = mode === 'fail' ? undefined : { of: act() };
    if (delay > 0) await pause(delay, this.closing.signal);
    this.closing.signal.throwIfAborted();
    if (!result) throw new Error('The sandbox provider was told to fail.');
    return result.of;
  }

  private decide(order: ChargeOrder): Outcome {
    const { key, amount, memberId } = order;
    const answer: ChargeAnswer =
      this.settings.mode === 'decline'
        ? { type: 'declined', reason: 'the sandbox declines every charge' }
        : { type: 'approved', reference: `sandbox-${key}` };
    const outcome = { amount, memberId, answer, refunded: false };
    this.remember(key, outcome);
    return outcome;
  }

  private remember(key: string, outcome: Outcome): void {
    const place = this.charges % capacity;
    this.outcomes.delete(this.keys[place] ?? '');
    this.keys[place] = key;
    this.charges += 1;
    this.outcomes.set(key, outcome);
  }
}

interface Outcome {
  readonly amount: number;
  readonly memberId: string;
  readonly answer: ChargeAnswer;
  readonly refunded: boolean;
}
