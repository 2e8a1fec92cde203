import type { Query, Searchable } from '../collection.ts';
import { fold } from './fold.ts';
import { type Misspelling, misspellingsOf } from './misspelling.ts';

/**
 * What a record must have to be found: of each term one of its texts, as a part of what `searchTextOf` made of the
 * record. `starts`: the same where a word has to begin with it.
 */
export interface SearchTerm {
  readonly texts: readonly string[];
  readonly starts: readonly string[];
  /** What is looked for in the title, which counts for more. */
  readonly word: string;
  /** What is found besides, where a mistake is forgiven. */
  readonly misspellings?: readonly Misspelling[];
}

/** Stands before a code, and in no word: the digits of an ISBN are found by an ISBN only. */
export const codeMark = ':';

/**
 * The terms of a search. A word may stand anywhere in a word, one of digits at its beginning: `2008` is not looked for
 * in longer numbers. Without a word there is no term, and nothing is to be found.
 */
export function searchTerms(
  { search = '', forgiving }: Pick<Query, 'search' | 'forgiving'>,
  { code }: Searchable,
): readonly SearchTerm[] {
  const whole = code?.read(search);
  if (whole !== undefined) return [codeTerm(whole, search)];
  const parts = search.split(/\s+/u).map((text) => ({ text, code: code?.read(text) }));
  const codes = parts.flatMap((part) => (part.code === undefined ? [] : [codeTerm(part.code, part.text)]));
  const rest = parts.filter((part) => part.code === undefined).map(({ text }) => text);
  const words = new Set(fold(rest.join(' ')).split(' '));
  words.delete('');
  const terms = [...words].map(wordTerm);
  return [
    ...codes,
    ...(forgiving ? terms.map((term) => ({ ...term, misspellings: misspellingsOf(term.word) })) : terms),
  ];
}

function wordTerm(word: string): SearchTerm {
  const start = ` ${word}`;
  return { texts: [/^\p{N}+$/u.test(word) ? start : word], starts: [start], word };
}

/** What reads like a code may be a number in a title after all. */
function codeTerm(code: string, typed: string): SearchTerm {
  const word = fold(typed);
  const texts = [codeMark + code, ...(word === '' || word.includes(' ') ? [] : [` ${word}`])];
  return { texts, starts: texts, word: code };
}
