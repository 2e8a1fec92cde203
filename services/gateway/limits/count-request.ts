import type { IncomingMessage, ServerResponse } from 'node:http';
import { addressOf } from '../address.ts';
import type { Admission } from '../admission.ts';
import { clientOf } from '../client.ts';
import type { RateLimit } from './rate-limit.ts';

/**
 * Counts a request against its client before it goes on.
 * @throws ProblemError 429, and what `admitted` rejects with
 */
export async function countRequest(
  limit: RateLimit,
  admitted: Promise<Admission>,
  request: IncomingMessage,
  response: ServerResponse,
  { proxies }: { readonly proxies: number },
): Promise<Admission> {
  const { caller } = await admitted.catch((): Partial<Admission> => ({}));
  await limit.count(clientOf(caller, addressOf(request, proxies)), response);
  return admitted;
}
