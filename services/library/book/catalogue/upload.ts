import type { CatalogueOutcome, CatalogueParams } from '../book.contract.ts';
import type { Catalogue } from './import.ts';

/** What the gateway takes at once. */
const maxBodyBytes = 65_536;
const attempts = 5;
/** Milliseconds; a batch of titles takes far less, unless the system is starting or overloaded. */
const timeout = 30_000;

/** The gateway did not take titles; `body` is what it answered, where it did. */
export class UploadFailed extends Error {
  readonly body: string | undefined;

  constructor(message: string, body: string | undefined) {
    super(message);
    this.body = body;
  }
}

/** The catalogue behind a gateway, on Node, Deno and in browsers alike. `authorization`: the headers that show who asks. */
export function throughHttp(
  url: string,
  authorization: () => Promise<Record<string, string>> = async () => ({}),
): Catalogue {
  return put;

  async function put(titles: readonly CatalogueParams[]): Promise<CatalogueOutcome[]> {
    const body = JSON.stringify({ titles });
    const size = new TextEncoder().encode(body).length;
    if (size <= maxBodyBytes || titles.length === 1) return persistentPut(body);
    const half = Math.floor(titles.length / 2);
    return [...(await put(titles.slice(0, half))), ...(await put(titles.slice(half)))];
  }

  /** Putting the same titles again is harmless, so it is tried again while the system is away or overloaded. */
  async function persistentPut(body: string): Promise<CatalogueOutcome[]> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await tryPut(body);
      if ('outcomes' in answer) return answer.outcomes;
      if (!answer.retryable || attempt === attempts)
        throw new UploadFailed(`PUT ${url}: ${answer.failure}`, answer.body);
      await new Promise((resolve) => setTimeout(resolve, answer.waitMs));
    }
  }

  async function tryPut(body: string): Promise<Answer> {
    try {
      const headers = { 'content-type': 'application/json', ...(await authorization()) };
      const response = await fetch(url, { method: 'PUT', headers, body, signal: AbortSignal.timeout(timeout) });
      if (response.ok) return { outcomes: (await response.json()) as CatalogueOutcome[] };
      const seconds = Number(response.headers.get('retry-after') ?? 1);
      const retryable = response.status === 429 || response.status >= 500;
      const told = await response.text();
      return { failure: `${response.status} ${told}`, body: told, retryable, waitMs: seconds * 1000 };
    } catch (error) {
      return { failure: String((error as Error).cause ?? error), retryable: true, waitMs: 1000 };
    }
  }
}

type Answer =
  | { readonly outcomes: CatalogueOutcome[] }
  | { readonly failure: string; readonly body?: string; readonly retryable: boolean; readonly waitMs: number };
