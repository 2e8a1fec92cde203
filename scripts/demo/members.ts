import { setTimeout as sleep } from 'node:timers/promises';
import { type Answered, Answers, titles } from './answers.ts';

/** Milliseconds that a member waits for an answer. */
const patience = 10_000;
/** Milliseconds before somebody who was turned away comes again. */
const turnedAway = 200;

/** Members who reserve, one after another on each connection, as long as they are let. Each of them reserves once. */
export class Members extends Answers {
  private readonly url: string;
  private readonly prefix: string;
  private readonly headers: Readonly<Record<string, string>>;
  private came = 0;

  /** @param prefix of their names @param token with which they are let in, where not everybody is */
  constructor(url: string, { prefix = 'm', token }: { readonly prefix?: string; readonly token?: string } = {}) {
    super();
    this.url = url;
    this.prefix = prefix;
    this.headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  }

  /** Lets so many at once reserve for so long. Resolves when each has an answer. @param over called when the time is over */
  async reserve(atOnce: number, seconds: number, over: () => void): Promise<void> {
    const ending = AbortSignal.timeout(seconds * 1_000);
    ending.addEventListener('abort', over);
    await Promise.all(Array.from({ length: atOnce }, () => this.one(ending)));
  }

  private async one(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.came += 1;
      const { status } = await this.ask(`${this.prefix}${this.came}`, titles[this.came % titles.length]?.id ?? '');
      if (status !== 201) await sleep(turnedAway, undefined, { signal }).catch(() => {});
    }
  }

  private async ask(memberId: string, bookId: string): Promise<Answered> {
    const began = performance.now();
    const answered = await this.answer(memberId, bookId);
    const answer = { ...answered, memberId, ms: performance.now() - began };
    this.add(answer);
    return answer;
  }

  private async answer(memberId: string, bookId: string): Promise<Omit<Answered, 'memberId' | 'ms'>> {
    try {
      const response = await fetch(`${this.url}/rentals`, {
        method: 'POST',
        headers: this.headers,
        body: JSON.stringify({ memberId, bookId }),
        signal: AbortSignal.timeout(patience),
      });
      const { id, type = '' } = (await response.json()) as { id: string; type?: string };
      return { status: response.status, id, said: `${response.status} ${type}` };
    } catch (error) {
      const { name, message, cause } = error as Error & { readonly cause?: { readonly code?: string } };
      // Nobody took the connection: nothing was sent.
      if (cause?.code === 'ECONNREFUSED') return { status: 0, said: 'connection refused' };
      const why = name === 'TimeoutError' ? `none within ${patience / 1_000} s` : message;
      return { said: `no answer: ${cause?.code ?? why}` };
    }
  }
}
