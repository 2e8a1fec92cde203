import { setTimeout as sleep } from 'node:timers/promises';
import { Api } from './system.api.ts';

/** What came of the requests of many clients. */
export class Outcome {
  requests = 0;
  /** Of those that did not get the answer they should: what was asked, and what came instead. */
  readonly failures: string[] = [];
  /** Reservations that were accepted. */
  rentals = 0;
  /** Longest wait for an answer, in milliseconds. */
  slowest = 0;
}

/** Clients of a system that use it as members do, each on a kept-alive connection of its own, one request after another. */
export class Traffic extends Api {
  readonly url: string;
  /** A client rests so long after each answer. */
  pauseMs: number;
  private readonly titles: readonly string[];
  private current = new Outcome();
  private stopped = false;
  private running: Promise<unknown> = Promise.resolve();

  /** `titles` have copies enough for all. */
  constructor(url: string, titles: readonly string[], pauseMs = 0) {
    super();
    this.url = url;
    this.titles = titles;
    this.pauseMs = pauseMs;
  }

  start(clients: number): void {
    this.running = Promise.all(Array.from({ length: clients }, (_, index) => this.client(`client-${index}`, index)));
  }

  get sofar(): Outcome {
    return this.current;
  }

  /** What came since the start, or since it was asked for last. */
  outcome(): Outcome {
    const outcome = this.current;
    this.current = new Outcome();
    return outcome;
  }

  /** Resolves when every client has the answer it waits for. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  /** Resolves when so many requests were answered, or reservations accepted, since the last outcome. */
  async until(goal: Partial<Record<'requests' | 'rentals', number>>): Promise<void> {
    const { requests = 0, rentals = 0 } = goal;
    while (this.current.requests < requests || this.current.rentals < rentals) await sleep(5);
  }

  private async client(memberId: string, index: number): Promise<void> {
    for (let turn = index; !this.stopped; turn += 1) {
      const bookId = this.titles[turn % this.titles.length];
      const rental = await this.expect<{ id: string }>(201, 'POST', '/rentals', { memberId, bookId });
      if (!rental) continue;
      const { id } = rental;
      this.current.rentals += 1;
      const taken = turn % 3 > 0;
      await this.expect(200, 'PATCH', `/rentals/${id}`, { reqState: taken ? 'rental' : 'cancel' });
      if (taken) await this.expect(200, 'PATCH', `/rentals/${id}`, { reqState: 'return' });
      await this.look(memberId, id, String(bookId));
    }
  }

  private async look(memberId: string, id: string, bookId: string): Promise<void> {
    await this.expect(200, 'GET', `/payments/${id}`);
    await this.expect(200, 'GET', `/books/${bookId}`);
    await this.expect(200, 'GET', `/mypages?memberId=${memberId}&pageSize=1`);
  }

  private async expect<Body>(status: number, method: string, path: string, body?: object): Promise<Body | undefined> {
    const begun = performance.now();
    let taken: Body | undefined;
    try {
      const answer = await this.send<Body>(method, path, body);
      if (answer.status === status) taken = answer.body;
      else this.fail(method, path, `${answer.status} ${JSON.stringify(answer.body)}`);
    } catch (error) {
      const { message, cause } = error as Error;
      this.fail(method, path, `${message}: ${cause}`);
    }
    this.current.requests += 1;
    this.current.slowest = Math.max(this.current.slowest, performance.now() - begun);
    if (this.pauseMs > 0) await sleep(this.pauseMs);
    return taken;
  }

  private fail(method: string, path: string, what: string): void {
    this.current.failures.push(`${new Date().toISOString()} ${method} ${path}: ${what}`);
  }
}
