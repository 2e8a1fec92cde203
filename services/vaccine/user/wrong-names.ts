import { AttemptLimiter, type Attempts, attemptsIn } from '../../../mixins/attempts/attempts.ts';
import type { StoreAdapter } from '../../../mixins/runtime.ts';
import { blindIndexes, type PersonalKeys } from '../../../mixins/sealing/keys.ts';
import { digitsOf } from '../../../mixins/sealing/personal.ts';

export const nameAttempts = attemptsIn('name_attempts');

/** In a quarter of an hour, for one number: from one caller, and from all of them. */
const limits = { caller: 10, number: 100 };

/**
 * Counts the wrong names that are given with a number. Each caller has a count of their own for each number, so that
 * nobody locks out its owner, who asks from elsewhere. All callers together have a wider one: else many addresses could
 * guess a name. What is kept is keyed hashes of numbers and callers.
 */
export class WrongNames {
  private readonly byCaller: AttemptLimiter;
  private readonly byNumber: AttemptLimiter;
  private readonly keys: PersonalKeys;

  constructor(store: StoreAdapter<Attempts>, keys: PersonalKeys) {
    this.byCaller = new AttemptLimiter(store, 'caller', limits.caller);
    this.byNumber = new AttemptLimiter(store, 'number', limits.number);
    this.keys = keys;
  }

  /** Would the right name be refused now, as a wrong one is? */
  async areTooMany(number: string, caller: string): Promise<boolean> {
    const { own, all } = this.indexesOf(number, caller);
    return (await this.byCaller.isOver(own)) || (await this.byNumber.isOver(all));
  }

  /** Counts one. What a caller gives beyond their own limit says nothing, and does not count against the number. */
  async count(number: string, caller: string): Promise<void> {
    const { own, all } = this.indexesOf(number, caller);
    if (await this.byCaller.admit(own)) await this.byNumber.admit(all);
  }

  /** Whoever has just been registered cannot have been guessed before. */
  async forget(number: string, caller: string): Promise<void> {
    const { own, all } = this.indexesOf(number, caller);
    await Promise.all([this.byCaller.delete(own), this.byNumber.delete(all)]);
  }

  private indexesOf(number: string, caller: string) {
    const digits = digitsOf(number);
    const [own] = blindIndexes(this.keys, 'caller and resident number', `${caller} ${digits}`);
    const [all] = blindIndexes(this.keys, 'tried resident number', digits);
    return { own, all };
  }
}
