import { Refused } from '../../mixins/kernel/errors.ts';
import type { DeadLetter, DeadLetterFilter, DeadLetters } from '../../mixins/outbox/dead-letter.ts';
import { defaultPageSize, nextOf, type PageParams, pageOf } from '../../mixins/reads/list.ts';
import type { DeadLetterQuery, DeadLetterView, SelectDeadLetters } from './operations.contract.ts';

/** Letters that are dealt with at once. */
const batch = 256;

/** The order of letters: by the time they were given up, then by id. */
function isBefore(one: Pick<DeadLetter, 'at' | 'id'>, other: Pick<DeadLetter, 'at' | 'id'>): boolean {
  return one.at === other.at ? one.id < other.id : one.at < other.at;
}

function newestFirst(one: DeadLetter, other: DeadLetter): number {
  return isBefore(one, other) ? 1 : -1;
}

/**
 * The newest letters, page by page, and how many there are. `list` is what is asked for besides, as values of JSON.
 * @throws ValidationError when the cursor is none of that list, or a page is named besides
 */
export async function newestPage(letters: AsyncIterable<DeadLetter>, list: object, params: PageParams) {
  const { page, after } = pageOf(params, ['deadLetters', list], isLetterKey);
  const { pageSize = defaultPageSize } = params;
  const [at, id] = after ?? [];
  const end = at === undefined || id === undefined ? undefined : { at, id };
  const room = end ? pageSize : page * pageSize;
  let total = 0;
  let candidates = 0;
  let newest: DeadLetter[] = [];
  for await (const letter of letters) {
    total += 1;
    if (end && !isBefore(letter, end)) continue;
    candidates += 1;
    newest.push(letter);
    if (newest.length >= 2 * room) newest = newest.sort(newestFirst).slice(0, room);
  }
  const found = newest.sort(newestFirst).slice(room - pageSize, room);
  const last = found.at(-1);
  const next: { next?: string } =
    candidates > room && last ? nextOf(['deadLetters', list], page, [last.at, last.id]) : {};
  return { rows: found.map(present), total, page, pageSize, totalPages: Math.ceil(total / pageSize), ...next };
}

function isLetterKey(key: readonly unknown[]): key is [number, string] {
  return key.length === 2 && Number.isSafeInteger(key[0]) && typeof key[1] === 'string';
}

export function present<Letter extends DeadLetter>(letter: Letter): Omit<Letter, 'at'> & Pick<DeadLetterView, 'at'> {
  return { ...letter, at: new Date(letter.at).toISOString() };
}

/** Null is nothing: an optional parameter may be null. */
export function filterOf({ consumer, type, after, before }: Nullable<DeadLetterQuery>): DeadLetterFilter {
  return {
    consumer: consumer ?? undefined,
    type: type ?? undefined,
    after: after ? Date.parse(after) : undefined,
    before: before ? Date.parse(before) : undefined,
  };
}

type Nullable<Fields> = { readonly [Name in keyof Fields]: Fields[Name] | null };

/**
 * The letters that were selected, in parts, oldest first.
 * @throws {Refused} when there is none of that id, or nothing says which
 */
export async function* selected(deadLetters: DeadLetters, { id, all, ...query }: Nullable<SelectDeadLetters>) {
  const filter = filterOf(query);
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  if ([id, all, isFiltered].filter(Boolean).length !== 1) throw new Refused(unclear);
  if (id) {
    const letter = await deadLetters.get(id);
    if (!letter) throw new Refused(unknown);
    yield [letter];
    return;
  }
  let part: DeadLetter[] = [];
  for await (const letter of deadLetters.list(filter)) {
    part.push(letter);
    if (part.length < batch) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

export const unknown = {
  refused: 'dead-letter-not-found',
  kind: 'not-found',
  detail: 'There is no such dead letter.',
} as const;

export const withoutConsumer = {
  refused: 'dead-letter-without-consumer',
  kind: 'conflict',
  detail: 'Its consumer does not run, so nobody would try it.',
} as const;

const unclear = {
  refused: 'unclear-selection',
  kind: 'invalid',
  detail: 'Say which dead letters: an id alone, or some of consumer, type, after and before, or all: true alone.',
} as const;
