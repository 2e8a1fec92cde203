import type { Searchable } from '../collection.ts';
import { fold, lettersOf } from './fold.ts';
import { codeMark } from './terms.ts';

/** What a record is searched by. It is kept with the record. */
export interface SearchText {
  /** The words of all fields, each with a space before it, and the code. */
  readonly words: string;
  /** The title alone, without spaces: what begins like a search comes first. */
  readonly heading: string;
}

/** The fields that a record keeps for the search. Their number goes up when `fold` changes: they are made again then. */
export const searchColumns = { words: 'searchWords1', heading: 'searchHeading1' } as const;

export function isSearchColumn(name: string): boolean {
  return name === searchColumns.words || name === searchColumns.heading;
}

export function searchTextOf(state: object, { fields, code }: Searchable): SearchText {
  const values = state as Readonly<Record<string, unknown>>;
  const texts = fields.map((field) => String(values[field] ?? ''));
  const codes = code && values[code.field] ? [`${codeMark}${values[code.field]}`] : [];
  const words = texts.flatMap((text) => [...fold(text).split(' '), ...otherSpellings(text)]);
  const all = [...new Set([...words, ...codes])].filter((word) => word !== '');
  return { words: all.map((word) => ` ${word}`).join(''), heading: headingOf(texts[0] ?? '') };
}

/** A title, or what is searched for, without its series in brackets and its article: `The Hobbit (…)` is `hobbit`. */
export function headingOf(title: string): string {
  const folded = fold(title.replace(/\s*\([^()]*\)\s*$/u, '')) || fold(title);
  return folded.replace(/^(?:the|an?) (?=.)/u, '').replaceAll(' ', '');
}

/** How else the words of a text are typed: `spider-man` as one word, `ä` as `ae`, Korean without its spaces. */
function otherSpellings(text: string): string[] {
  const compounds = lettersOf(text).match(/[\p{L}\p{N}]+(?:\p{Pd}[\p{L}\p{N}]+)+/gu) ?? [];
  const umlauts = text.normalize('NFC').match(/[\p{L}]*[äöüÄÖÜ][\p{L}]*/gu) ?? [];
  const words = fold(text).split(' ');
  const unspaced = words.filter((word) =>
    /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word),
  );
  return [
    ...compounds.map((word) => word.replace(/\p{Pd}/gu, '')),
    ...umlauts.map((word) => fold(word.replace(/[äöüÄÖÜ]/gu, (letter) => `${letter}e`))),
    ...(unspaced.length > 0 ? [unspaced.join(''), words.join('')] : []),
  ];
}
