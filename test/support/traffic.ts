import { Api } from './system.api.ts';

/** What came of the requests of many clients. */
export interface Outcome {
  readonly requests: number;
  /** Of those that did not get the answer they should: what was asked, and what came instead. */
  readonly failures: readonly string[];
  /** Reservations that were accepted. */
  readonly rentals: readonly string[];
  /** Longest wait for an answer, in milliseconds. */
  readonly slowest: number;
}

/** Clients of a system that use it as members do, each on a kept-alive connection of its own, one request after another. */
export class Traffic extends Api {
  readonly url: string;
  private readonly titles: readonly string[];
  private readonly rentals: string[] = [];
  private readonly failures: string[] = [];
  private requests = 0;
  private slowest = 0;
  private stopped = false;
  private running: Promise<unknown> = Promise.resolve();

  /** `titles` have copies enough for all. */
  constructor(url: string, titles: readonly string[]) {
    super();
    this.url = url;
    this.titles = titles;
  }

  start(clients: number): void {
    this.running = Promise.all(Array.from({ length: clients }, (_, index) => this.client(`client-${index}`, index)));
  }

  /** Resolves when every client has the answer it waits for. */
  async stop(): Promise<Outcome> {
    this.stopped = true;
    await this.running;
    const { requests, failures, rentals, slowest } = this;
    return { requests, failures, rentals, slowest };
  }

  /** Resolves when so many more requests were answered. */
  async more(requests: number): Promise<void> {
    const goal = this.requests + requests;
    while (this.requests < goal && !this.stopped) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  private async client(memberId: string, index: number): Promise<void> {
    for (let turn = index; !this.stopped; turn += 1) {
      const bookId = this.titles[turn % this.titles.length];
      const rental = await this.expect<{ id: string }>(201, 'POST', '/rentals', { memberId, bookId });
      if (!rental) continue;
      this.rentals.push(rental.id);
      await this.expect(200, 'PATCH', `/rentals/${rental.id}`, { reqState: turn % 3 ? 'rental' : 'cancel' });
      if (turn % 3) await this.expect(200, 'PATCH', `/rentals/${rental.id}`, { reqState: 'return' });
      await this.expect(200, 'GET', `/payments/${rental.id}`);
      await this.expect(200, 'GET', `/books/${bookId}`);
      await this.expect(200, 'GET', `/mypages?memberId=${memberId}&pageSize=1`);
    }
  }

  private async expect<Body>(status: number, method: string, path: string, body?: object): Promise<Body | undefined> {
    const begun = performance.now();
    try {
      const answer = await this.send<Body>(method, path, body);
      if (answer.status === status) return answer.body;
      this.fail(method, path, `${answer.status} ${JSON.stringify(answer.body)}`);
    } catch (error) {
      const { message, cause } = error as Error;
      this.fail(method, path, `${message}: ${cause}`);
    } finally {
      this.requests += 1;
      this.slowest = Math.max(this.slowest, performance.now() - begun);
    }
    return undefined;
  }

  private fail(method: string, path: string, what: string): void {
    this.failures.push(`${new Date().toISOString()} ${method} ${path}: ${what}`);
  }
}
