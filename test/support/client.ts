import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds until somebody asks again who was turned away. */
const turnedAway = 200;

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body & { readonly type?: string; readonly state?: string };
  readonly retryAfter: string | null;
}

/** A client of a system beside the library: sends JSON below a path, and reads what it is answered. */
export class Client {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async send<Body>(method: string, path: string, body?: object, headers = {}): Promise<Answer<Body>> {
    const json = { 'content-type': 'application/json', ...headers };
    const init = body ? { method, headers: json, body: JSON.stringify(body) } : { method, headers };
    const response = await fetch(this.url + path, init);
    return {
      status: response.status,
      body: (await response.json()) as Answer<Body>['body'],
      retryAfter: response.headers.get('retry-after'),
    };
  }

  /** Posts again while there is no answer, or none that counts, as programs do: the key stays. */
  async postUntilAnswered<Body>(path: string, body: object, key: string): Promise<Answer<Body>> {
    for (;;) {
      const answer = await this.send<Body>('POST', path, body, { 'idempotency-key': key }).catch(() => undefined);
      if (answer && answer.status !== 503) return answer;
      await sleep(turnedAway);
    }
  }
}
