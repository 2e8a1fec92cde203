import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BookView } from '../../services/library/book/book.contract.ts';
import type { MypageView } from '../../services/library/mypage/mypage.contract.ts';
import type { RentalView, TransitionParams } from '../../services/library/rental/rental.contract.ts';
import type { PaymentView } from '../../services/payment/payment.contract.ts';

export interface Answer<Body = Partial<Problem>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
  /** From request to answer. */
  readonly ms: number;
}

/** What a refusal says (RFC 9457). */
export interface Problem {
  readonly type: string;
  readonly status: number;
  readonly title: string;
  readonly requestId: string;
  readonly detail?: string;
  readonly state?: string;
  readonly errors?: readonly { readonly field: string; readonly detail: string }[];
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly next?: string;
  readonly totalPages: number;
}

/** A running system as its clients see it: everything goes through HTTP. */
export abstract class Api {
  abstract readonly url: string;
  private named = 0;

  async send<Body = Partial<Problem>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<Body>> {
    const before = performance.now();
    const response = await fetch(this.url + path, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const ms = performance.now() - before;
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text), ms };
  }

  /** What a path shows, which must be there. */
  async get<Body>(path: string): Promise<Body> {
    return taken(200, await this.send<Body>('GET', path));
  }

  /** All rows of a list, page by page, each once whatever changes meanwhile. */
  async all<Row>(path: string): Promise<Row[]> {
    const rows: Row[] = [];
    const separator = path.includes('?') ? '&' : '?';
    for (let cursor = ''; ; ) {
      const { rows: more, next } = await this.get<Page<Row>>(`${path}${separator}pageSize=100${cursor}`);
      rows.push(...more);
      if (next === undefined) return rows;
      cursor = `&cursor=${next}`;
    }
  }

  reserve(memberId: string, bookId: string, headers?: Readonly<Record<string, string>>): Promise<Answer<RentalView>> {
    return this.send('POST', '/rentals', { memberId, bookId }, headers);
  }

  /** Reserves, which must succeed. */
  async reserved(memberId: string, bookId: string): Promise<RentalView> {
    return taken(201, await this.reserve(memberId, bookId));
  }

  /** Milliseconds that it takes to be turned away with 503: the best of eleven, since other things make a machine slower, and nothing quicker. */
  async turnedAway(bookId: string): Promise<number> {
    const times: number[] = [];
    while (times.length < 11) {
      const { status, ms } = await this.reserve(this.newMember(), bookId);
      assert.equal(status, 503);
      times.push(ms);
    }
    return Math.min(...times);
  }

  ask(id: string, reqState: TransitionParams['reqState']): Promise<Answer<RentalView>> {
    return this.send('PATCH', `/rentals/${id}`, { reqState });
  }

  /** Checks out, returns or cancels, which must succeed. */
  async asked(id: string, reqState: TransitionParams['reqState']): Promise<RentalView> {
    return taken(200, await this.ask(id, reqState));
  }

  rental(id: string): Promise<RentalView> {
    return this.get(`/rentals/${id}`);
  }

  payment(id: string): Promise<PaymentView> {
    return this.get(`/payments/${id}`);
  }

  book(id: string): Promise<BookView> {
    return this.get(`/books/${id}`);
  }

  /** A page that is not there yet is empty. */
  async mypage(id: string): Promise<Partial<MypageView>> {
    const { status, body } = await this.send<MypageView>('GET', `/mypages/${id}`);
    return status === 200 ? body : {};
  }

  /** All that a member's page shows. */
  mypages(memberId: string): Promise<MypageView[]> {
    return this.all(`/mypages?memberId=${memberId}`);
  }

  /** A member nobody else is. */
  newMember(): string {
    this.named += 1;
    return `member-${this.named}`;
  }

  /** A new title in the catalogue, with so many copies; its id. */
  async newTitle(copies = 1): Promise<string> {
    this.named += 1;
    const id = `title-${this.named}`;
    await this.catalogue({ id, title: `Title ${this.named}`, authors: 'Anon', copies });
    return id;
  }

  async catalogue(...titles: readonly object[]): Promise<void> {
    const outcomes = taken(200, await this.send('PUT', '/books', { titles }));
    assert.deepEqual(outcomes, Array(titles.length).fill('added'));
  }
}

function taken<Body>(status: number, answer: Answer<Body>): Body {
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  return answer.body;
}

/** Milliseconds that what follows from an event has: far more than it takes, for machines that are busy. */
const patience = 15_000;

/**
 * Reads again and again, until what is read is what is expected, or, of an object, has the fields that are expected.
 */
export function becomes<Read>(read: () => Promise<Read>, expected: Partial<NoInfer<Read>>): Promise<void> {
  const isRecord = Object.getPrototypeOf(expected) === Object.prototype;
  const check = isRecord ? assert.partialDeepStrictEqual : assert.deepStrictEqual;
  return passes(async () => check(await read(), expected));
}

/** Checks again and again, until it passes; also a service that has just started may fail first. */
export async function passes(check: () => Promise<void>, withinMs = patience): Promise<void> {
  const deadline = performance.now() + withinMs;
  for (let pause = 5; ; pause = Math.min(2 * pause, 80)) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await sleep(pause);
    }
  }
}
