import { randomUUID } from 'node:crypto';
import type { Command, Crowd } from '../../../mixins/proof.ts';
import { pause } from '../../../mixins/waiting/waiting.ts';

export interface MemberOptions extends Crowd {
  readonly memberId: string;
  readonly titles: readonly string[];
  /** Checks out as soon as it has reserved, and gives up what it does not get. */
  readonly hasty?: boolean;
}

/** Milliseconds that a member thinks between two commands, on average. */
const thinking = 350;
/** Rentals that a member has at once at most. */
const limit = 3;

/** A rental as its member knows it. */
interface Held {
  readonly id: string;
  taken: boolean;
}

/** A member who reserves, checks out, returns and cancels, until the signal ends it. */
export class Member {
  private readonly options: MemberOptions;
  private readonly rentals: Held[] = [];

  constructor(options: MemberOptions) {
    this.options = options;
  }

  async run(): Promise<void> {
    const { random, signal } = this.options;
    while (!signal.aborted) {
      await pause(2 * thinking * random(), signal);
      if (!signal.aborted) await this.act();
    }
  }

  /** Asks once for a reservation, and gives it up again. */
  async visit(): Promise<void> {
    const { caller } = this.options;
    const { body } = await caller.send(this.reservation());
    if (body) await caller.carryOut(this.change('cancel', String(body.id)));
  }

  private async act(): Promise<void> {
    const { random } = this.options;
    if (this.rentals.length === 0 || (this.rentals.length < limit && random() < 0.6)) return this.reserve();
    const held = this.rentals[Math.floor(random() * this.rentals.length)] as Held;
    if (held.taken) return this.end('return', held);
    if (random() < 0.6) return this.take(held);
    return this.end('cancel', held);
  }

  private async reserve(): Promise<void> {
    const { body } = await this.options.caller.carryOut(this.reservation());
    if (!body) return;
    const held = { id: String(body.id), taken: false };
    this.rentals.push(held);
    if (!this.options.hasty) return;
    await this.take(held);
    if (!held.taken) await this.end('cancel', held);
  }

  private async take(held: Held): Promise<void> {
    const { outcome } = await this.options.caller.carryOut(this.change('rental', held.id));
    if (outcome === 'accepted') held.taken = true;
  }

  /** What cannot be cancelled has been taken, as it turns out; what cannot be returned is over. */
  private async end(name: 'cancel' | 'return', held: Held): Promise<void> {
    const { outcome } = await this.options.caller.carryOut(this.change(name, held.id));
    if (outcome === 'accepted' || (outcome === 'refused' && name === 'return'))
      this.rentals.splice(this.rentals.indexOf(held), 1);
    if (outcome === 'refused' && name === 'cancel') held.taken = true;
  }

  private reservation(): Command {
    const { memberId, titles, random } = this.options;
    const bookId = titles[Math.floor(random() * titles.length)];
    const headers = { 'idempotency-key': randomUUID() };
    return { name: 'reserve', who: memberId, method: 'POST', path: '/rentals', body: { memberId, bookId }, headers };
  }

  private change(name: 'rental' | 'return' | 'cancel', subject: string): Command {
    const headers = { 'x-request-id': randomUUID() };
    const path = `/rentals/${subject}`;
    return { name, who: this.options.memberId, subject, method: 'PATCH', path, body: { reqState: name }, headers };
  }
}
