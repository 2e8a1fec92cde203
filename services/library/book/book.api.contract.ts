import { callsTo } from '../../../mixins/calls.ts';
import type { ActionContract } from '../../../mixins/contract/action.ts';
import { type Listing, listRules } from '../../../mixins/contract/list.rules.ts';
import { getRules, idRule } from '../../../mixins/contract/rules.ts';
import { answering, pageOf, type SchemaOf, text } from '../../../mixins/contract/schema.ts';
import { optional, timeRule } from '../../../mixins/contract/values.ts';
import { notFound } from '../../../mixins/kernel/decider.ts';
import { book, waitlist, withdrawal } from './book.answers.contract.ts';
import { type CatalogueOutcome, overrideRule, type Standing } from './book.contract.ts';
import { titleRules } from './details.contract.ts';

/** The actions of the book service that others may call: what they take, answer, and are refused with. */

const outcomes: SchemaOf<readonly CatalogueOutcome[]> = {
  title: 'CatalogueOutcomes',
  description: 'One for each title, in their order.',
  type: 'array',
  maxItems: 500,
  items: {
    oneOf: [
      { type: 'string', enum: ['added', 'changed', 'unchanged'] },
      { type: 'object', properties: { refused: text(1_000) }, required: ['refused'], additionalProperties: false },
    ],
  },
  examples: [['added', 'unchanged', { refused: '3 copies are held or lent: there cannot be 1.' }]],
};

export const bookListing: Listing = { filters: ['isbn'], sorts: ['title', 'authors'], search: true, ids: true };

export const bookActions = {
  'book.list': { about: 'The catalogue.', params: listRules(bookListing), answer: pageOf(book), refusals: [] },
  'book.get': {
    about: 'One title, how many of its copies are free, and how many wait for it.',
    params: getRules,
    answer: book,
    refusals: [notFound('book')],
  },
  'book.waitlist': {
    about: 'Who has the copies of a title, and who waits for one.',
    params: getRules,
    answer: waitlist,
    refusals: [notFound('book')],
  },
  'book.catalogueMany': {
    about:
      'Adds titles to the catalogue or brings them up to date. What is absent stays as it is, null removes it. The same again changes nothing.',
    params: {
      titles: { type: 'array', max: 500, items: { type: 'object', strict: true, props: titleRules } },
      $$strict: true,
    },
    example: {
      titles: [{ id: 'emma', title: 'Emma', authors: 'Jane Austen', year: 1815, language: 'eng', copies: 2 }],
    },
    answer: outcomes,
    refusals: [],
  },
  'book.withdraw': {
    about:
      'Takes a title out of the catalogue. Reservations of it are cancelled and refunded, copies that are lent come back as usual. It can be added again.',
    params: getRules,
    answer: withdrawal,
    refusals: [notFound('book')],
  },
} as const satisfies Record<string, ActionContract>;

/** What the rental service calls. */
export const bookCalls = {
  'book.get': bookActions['book.get'],
  'book.list': bookActions['book.list'],
  'book.catalogueMany': bookActions['book.catalogueMany'],
  'book.catalogue': {
    about: 'Adds a title or brings it up to date; answers what that changed.',
    params: { ...titleRules, $$strict: true },
    answer: answering<'added' | 'changed' | 'unchanged'>(),
    refusals: [],
  },
  'book.allocate': {
    about: 'Where a rental stands, decided now unless it was before; the same again answers how it stands by then.',
    params: {
      id: idRule,
      rentalId: idRule,
      requestedAt: timeRule,
      /** A copy is to be held, even one that is held for another, who then is the first to wait. */
      override: optional(overrideRule),
      $$strict: true,
    },
    answer: answering<Standing>(),
    refusals: [],
  },
} as const satisfies Record<string, ActionContract>;

export const { call: callBook } = callsTo(bookCalls);
