import { pause } from '../waiting/waiting.ts';
import { type Answered, Answers } from './answers.ts';
import type { Request, Trial } from './trial.ts';

/** Milliseconds that a member waits for an answer. */
const patience = 10_000;
/** Milliseconds before somebody who was turned away comes again. */
const turnedAway = 200;

interface Options {
  /** How their names begin. */
  readonly prefix?: string;
  /** With which they are let in, where not everybody is. */
  readonly token?: string;
}

/** Members who ask, one after another on each connection, as long as they are let. Each of them asks once. */
export class Members extends Answers {
  private readonly url: string;
  private readonly trial: Pick<Trial, 'ask'>;
  private readonly prefix: string;
  private readonly headers: Readonly<Record<string, string>>;
  private came = 0;

  /** @param url of the gateway */
  constructor(url: string, trial: Pick<Trial, 'ask'>, { prefix = 'm', token }: Options = {}) {
    super();
    this.url = url;
    this.trial = trial;
    this.prefix = prefix;
    this.headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  }

  /** Lets so many at once reserve for so long. Resolves when each has an answer. @param over called when the time is over */
  reserve(atOnce: number, seconds: number, over: () => void): Promise<void> {
    const ending = AbortSignal.timeout(seconds * 1_000);
    ending.addEventListener('abort', over);
    return this.come(atOnce, ending);
  }

  /** Lets so many at once ask until the signal. Resolves when each has an answer. */
  async come(atOnce: number, signal: AbortSignal): Promise<void> {
    await Promise.all(Array.from({ length: atOnce }, () => this.one(signal)));
  }

  private async one(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.came += 1;
      const memberId = `${this.prefix}${this.came}`;
      const began = performance.now();
      const answered = await this.answer(this.trial.ask(memberId, this.came));
      this.add({ ...answered, memberId, ms: performance.now() - began });
      if (answered.status !== 201) await pause(turnedAway, signal);
    }
  }

  private async answer({ path, body }: Request): Promise<Omit<Answered, 'memberId' | 'ms'>> {
    try {
      const response = await fetch(this.url + path, {
        method: 'POST',
        headers: this.headers,
        body: JSON.stringify(body),
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
