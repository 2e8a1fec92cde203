import type { Context } from 'moleculer';
import { defineAggregate } from '../../../mixins/aggregate.ts';
import { nowOf } from '../../../mixins/clock.ts';
import { commandsOf } from '../../../mixins/commands.ts';
import type { ParamsOf } from '../../../mixins/contract/typed.ts';
import { Refused } from '../../../mixins/kernel/errors.ts';
import { routedBy } from '../../../mixins/rendezvous.ts';
import { idempotent } from '../../../mixins/schema.ts';
import { type RentalEnvelope, rentalEventDefinitions, rentalEvents } from '../rental/rental.contract.ts';
import { bookActions, bookCalls, bookListing, callBook } from './book.api.contract.ts';
import type {
  CatalogueManyParams,
  CatalogueOutcome,
  CatalogueParams,
  Standing,
  WaitlistView,
} from './book.contract.ts';
import { followedEvents, followRental } from './book.policy.ts';
import { bookSearch } from './book.search.ts';
import { book } from './book.ts';
import { presentBook, presentWaitlist, presentWithdrawal } from './book.view.ts';
import { isbn13Of } from './catalogue/isbn.ts';
import { standingOf } from './standing.ts';

const command = commandsOf(book);

export default defineAggregate({
  name: 'book',
  decider: book,
  records: {
    noun: 'book',
    collection: {
      name: 'book',
      columns: {
        listed: { type: 'integer' },
        title: { type: 'text', index: 'all' },
        authors: { type: 'text' },
        isbn: { type: 'text', index: 'present' },
      },
      search: bookSearch,
    },
    ...bookListing,
    shown: { listed: 1 },
    present: presentBook,
  },

  actions: {
    /** Adds a title or brings it up to date; answers what that changed. */
    catalogue: {
      ...routedBy('id'),
      params: bookCalls['book.catalogue'].params,
      async handler(ctx: Context<CatalogueParams>): Promise<CatalogueOutcome> {
        const { id, copies, newCopies, title, authors, isbn, year, language } = ctx.params;
        const details = { title, authors, isbn: isbn && readableIsbn(isbn), year, language };
        const { changed, version } = await this.execute(ctx, id, { type: 'catalogue', details, copies, newCopies });
        if (!changed) return 'unchanged';
        return version === 1 ? 'added' : 'changed';
      },
    },

    /** Where a rental stands, decided now unless it was before: a check-out does not wait for the events. */
    allocate: {
      ...routedBy('id'),
      ...idempotent,
      params: bookCalls['book.allocate'].params,
      async handler(ctx: Context<ParamsOf<(typeof bookCalls)['book.allocate']>>): Promise<Standing> {
        const { id, rentalId, requestedAt, override } = ctx.params;
        const follow = { rentalId, requestedAt: Date.parse(requestedAt), at: nowOf(this.broker), override };
        const { state, version } = await this.execute(ctx, id, { type: 'allocate', ...follow });
        return standingOf(rentalId, state, version);
      },
    },

    waitlist: {
      ...idempotent,
      params: bookActions['book.waitlist'].params,
      async handler(ctx: Context<{ id: string }>): Promise<WaitlistView> {
        return presentWaitlist(await this.visible(ctx, ctx.params.id));
      },
    },

    withdraw: command(bookActions['book.withdraw'], 'withdraw', presentWithdrawal),

    catalogueMany: {
      params: bookActions['book.catalogueMany'].params,
      handler(ctx: Context<CatalogueManyParams>): Promise<CatalogueOutcome[]> {
        const outcomes = ctx.params.titles.map((title) =>
          callBook(ctx, 'book.catalogue', title).catch((error: Error & { code?: number }) => {
            if (error.code !== 422) throw error;
            return { refused: error.message };
          }),
        );
        return Promise.all(outcomes);
      },
    },
  },

  channels: {
    [rentalEvents]: {
      types: followedEvents,
      data: rentalEventDefinitions,
      maxInFlight: 256,
      handler(ctx: Context<RentalEnvelope>) {
        return this.follow(ctx, followRental(ctx.params, nowOf(this.broker)));
      },
    },
  },
});

/** @throws Refused `isbn-invalid` */
function readableIsbn(given: string): string {
  const isbn = isbn13Of(given);
  if (isbn !== undefined) return isbn;
  const detail = `"${given}" is no ISBN: it takes 10 or 13 digits, the last of which checks the others.`;
  throw new Refused({ refused: 'isbn-invalid', kind: 'invalid', detail });
}
