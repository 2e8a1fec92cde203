import { authorization, forget } from '../session/session.ts';
import { NoAnswer, Problem, type ProblemBody } from './problem.ts';

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly page: number;
  readonly totalPages: number;
  /** The cursor of the next page, where there is one. */
  readonly next?: string;
}

export interface Sent {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** None for DELETE. */
  readonly body?: object;
  /** The same for each repeat of one request, so that it is carried out once. */
  readonly key?: string;
}

/** Reads a path. @throws Problem, NoAnswer, or what aborted it */
export async function get<Body>(path: string, signal?: AbortSignal): Promise<Body> {
  return answerOf(path, { headers: await authorization(), ...(signal && { signal }) });
}

/**
 * Reads a list page after page by cursor: each row once, also when others come and go meanwhile.
 * @param list its path, with a query
 * @throws Problem, NoAnswer, or what aborted it
 */
export async function* pagesOf<Row>(list: string, signal: AbortSignal): AsyncGenerator<Page<Row>, void> {
  let cursor: string | undefined;
  do {
    const page = await get<Page<Row>>(cursor ? `${list}&cursor=${encodeURIComponent(cursor)}` : list, signal);
    yield page;
    cursor = page.next;
  } while (cursor);
}

/** Asks for a change. @throws Problem, NoAnswer */
export async function send<Body>({ method, path, body, key }: Sent): Promise<Body> {
  const repeatable: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key, 'x-request-id': key };
  const headers = { ...repeatable, ...(await authorization()) };
  if (body === undefined) return answerOf(path, { method, headers });
  const json = { 'content-type': 'application/json', ...headers };
  return answerOf(path, { method, headers: json, body: JSON.stringify(body) });
}

async function answerOf<Body>(path: string, request: RequestInit): Promise<Body> {
  const response = await fetch(path, request).catch((error: Error) => {
    throw error.name === 'AbortError' ? error : new NoAnswer(error.message);
  });
  const body = await bodyOf(response);
  if (response.ok) return body as Body;
  if (response.status === 401) forget();
  throw new Problem(body as ProblemBody, response.headers.get('retry-after'));
}

/** Something between here and the gateway may answer in its place: that is no answer. */
async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    throw new NoAnswer(String(error));
  }
}
