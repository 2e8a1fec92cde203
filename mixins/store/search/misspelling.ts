/**
 * Words in which a mistake is forgiven. In Korean, Chinese and Japanese a different character makes a different word, so none
 * is forgiven there.
 */
const forgivable = /^(?:(?![\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])\p{L}){4,24}$/u;

/** Words that a reader may have meant, given the word that they typed. */
export interface Misspelling {
  /** The part of the typed word that is right: its beginning or its end. */
  readonly kept: string;
  /** The words with that part, or their beginnings; `_` is any letter. */
  readonly meant: readonly string[];
}

/**
 * Undoes one mistake: a letter too many, one too few, a wrong one, or two neighbours swapped. It is in the end of the word,
 * or else in the beginning. Short words have none.
 */
export function misspellingsOf(word: string): readonly Misspelling[] {
  if (!forgivable.test(word)) return [];
  const letters = [...word];
  const middle = Math.floor(letters.length / 2);
  const inEnd = letters.flatMap((_, index) => (index >= middle ? mistakesAt(letters, index) : []));
  const inBeginning = letters.flatMap((_, index) => (index < middle ? mistakesAt(letters, index) : []));
  return [
    { kept: ` ${letters.slice(0, middle).join('')}`, meant: [...new Set(inEnd)] },
    { kept: letters.slice(middle + 1).join(''), meant: [...new Set(inBeginning)] },
  ];
}

function mistakesAt(letters: readonly string[], index: number): string[] {
  const [letter, next] = letters.slice(index);
  const before = letters.slice(0, index).join('');
  const after = letters.slice(index + 1).join('');
  const swapped = next === undefined ? [] : [`${before}${next}${letter}${letters.slice(index + 2).join('')}`];
  return [`${before}${after}`, `${before}_${after}`, `${before}${letter}_${after}`, ...swapped];
}
