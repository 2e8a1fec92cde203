import { setTimeout as sleep } from 'node:timers/promises';
import { type Outcome, outcomeOf, Tally } from './tally.ts';

/** Milliseconds that a member waits for an answer. */
const patience = 10_000;
/** Milliseconds before somebody who was turned away comes again. */
const turnedAway = 200;
/** Titles, with copies enough for all. */
export const titles = Array.from({ length: 50 }, (_, index) => `demo-${index + 1}`);

/** Members who reserve, one after another on each connection, as long as they are let. Each of them reserves once. */
export class Members {
  /** Of those who were told 201: their rentals. */
  readonly accepted = new Map<string, string>();
  /** Who got no answer. */
  readonly unknown: string[] = [];
  private readonly url: string;
  private came = 0;
  private parts: Tally[] = [];

  constructor(url: string) {
    this.url = url;
  }

  /** Lets so many at once reserve until the signal is aborted. Resolves when each has an answer. */
  async reserve(atOnce: number, signal: AbortSignal): Promise<void> {
    await Promise.all(Array.from({ length: atOnce }, () => this.one(signal)));
  }

  /** What became of the requests from now on. */
  watch(): Tally {
    const tally = new Tally();
    this.parts.push(tally);
    return tally;
  }

  /** Counts no more in it. */
  unwatch(tally: Tally): void {
    this.parts = this.parts.filter((part) => part !== tally);
  }

  private async one(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.came += 1;
      const outcome = await this.ask(`m${this.came}`, titles[this.came % titles.length] ?? '');
      if (outcome !== 'accepted') await sleep(turnedAway, undefined, { signal }).catch(() => {});
    }
  }

  private async ask(memberId: string, bookId: string): Promise<Outcome> {
    const began = performance.now();
    let status: number | undefined;
    let said = '';
    try {
      const response = await fetch(`${this.url}/rentals`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ memberId, bookId }),
        signal: AbortSignal.timeout(patience),
      });
      const body = (await response.json()) as { id: string; type?: string };
      ({ status } = response);
      said = `${status} ${body.type ?? ''}`;
      if (status === 201) this.accepted.set(memberId, body.id);
    } catch (error) {
      const { name, message, cause } = error as Error & { readonly cause?: { readonly code?: string } };
      said = `no answer: ${cause?.code ?? (name === 'TimeoutError' ? `none within ${patience / 1_000} s` : message)}`;
      // Nobody took the connection: nothing was sent.
      if (cause?.code === 'ECONNREFUSED') [status, said] = [0, 'connection refused'];
    }
    const outcome = outcomeOf(status);
    if (outcome === 'unknown') this.unknown.push(memberId);
    for (const part of this.parts) part.add(outcome, performance.now() - began, said);
    return outcome;
  }
}
