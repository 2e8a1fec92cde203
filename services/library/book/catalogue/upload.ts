import type { CatalogueOutcome, CatalogueParams } from '../book.contract.ts';
import { type Catalogue, CatalogueUnavailable } from './port.ts';

/** What the gateway takes at once. */
const maxBodyBytes = 65_536;
/** Milliseconds; a batch of titles takes far less, unless the system is starting or overloaded. */
const timeout = 30_000;

/** The gateway did not take titles, and will not take these; `body` is what it answered. */
export class UploadFailed extends Error {
  readonly body: string;

  constructor(message: string, body: string) {
    super(message);
    this.body = body;
  }
}

/**
 * The catalogue behind a gateway, on Node, Deno and in browsers alike. `authorization`: the headers that show who asks.
 * Throws `UploadFailed`, or `CatalogueUnavailable` while the gateway is down or overloaded.
 */
export function throughHttp(
  url: string,
  authorization: () => Promise<Record<string, string>> = async () => ({}),
): Catalogue {
  return put;

  async function put(titles: readonly CatalogueParams[]): Promise<CatalogueOutcome[]> {
    const body = JSON.stringify({ titles });
    const size = new TextEncoder().encode(body).length;
    if (size <= maxBodyBytes || titles.length === 1) return send(body);
    const half = Math.floor(titles.length / 2);
    return [...(await put(titles.slice(0, half))), ...(await put(titles.slice(half)))];
  }

  async function send(body: string): Promise<CatalogueOutcome[]> {
    const headers = { 'content-type': 'application/json', ...(await authorization()) };
    const response = await answerTo({ method: 'PUT', headers, body });
    if (response.ok) return (await response.json()) as CatalogueOutcome[];
    const answer = await response.text();
    const message = `PUT ${url}: ${response.status} ${answer}`;
    if (response.status !== 429 && response.status < 500) throw new UploadFailed(message, answer);
    throw new CatalogueUnavailable(message, Number(response.headers.get('retry-after') ?? 1) * 1_000);
  }

  async function answerTo(request: RequestInit): Promise<Response> {
    try {
      return await fetch(url, { ...request, signal: AbortSignal.timeout(timeout) });
    } catch (error) {
      throw new CatalogueUnavailable(`PUT ${url}: ${(error as Error).cause ?? error}`, 1_000, { cause: error });
    }
  }
}
