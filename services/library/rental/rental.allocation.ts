import type { Context } from 'moleculer';
import { canBeCalled } from '../../../mixins/callable.ts';
import { Refused } from '../../../mixins/kernel/errors.ts';
import { atMost } from '../../../mixins/waiting/waiting.ts';
import { callBook } from '../book/book.api.contract.ts';
import type { Override, Standing } from '../book/book.contract.ts';
import { allocationUnknown } from './refusals.ts';
import type { RentalTerms } from './rental.contract.ts';
import type { RentalCommand } from './rental.ts';

/**
 * Asks the title where a rental stands, and answers its word; none when the book service cannot be asked at all.
 * A title that does not answer in time may be deciding: then the rental must not be taken without it.
 * `requestTimeout`: milliseconds that the request has, of which a part is left to answer it.
 * @throws Refused `allocation-unknown` when it did not answer in time
 */
export async function askTitle(
  ctx: Context,
  id: string,
  { bookId, requestedAt }: RentalTerms,
  { override, requestTimeout }: { readonly override: Override | undefined; readonly requestTimeout: number },
): Promise<RentalCommand | undefined> {
  let standing: Standing | undefined;
  const params = { id: bookId, rentalId: id, requestedAt, ...(override && { override }) };
  // Twice, since a node that hangs or was killed is not asked again.
  const asked = callBook(ctx, 'book.allocate', params, {
    timeout: 0.4 * requestTimeout,
    retries: 1,
  });
  const answered = asked.then((answer) => {
    standing = answer;
  });
  await atMost(0.85 * requestTimeout, answered).catch(() => {});
  if (standing) return wordOf(standing);
  if (canBeCalled(ctx.broker, 'book.allocate')) throw new Refused(allocationUnknown);
  return undefined;
}

/** What the answer of a title means for the rental. */
export function wordOf(standing: Standing): RentalCommand {
  const { version: toldBy } = standing;
  switch (standing.state) {
    case 'held':
      return { type: 'hold', copy: standing.copy, title: standing.title, toldBy };
    case 'lent':
      return { type: 'lend', copy: standing.copy, title: standing.title, toldBy };
    case 'unlisted':
      return { type: 'lend', copy: null, title: standing.title, toldBy };
    case 'queued':
      return { type: 'queue', position: standing.position, title: standing.title, toldBy };
    case 'refused':
      return { type: 'refuse', reason: standing.reason };
  }
}
