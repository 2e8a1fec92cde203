/** Apostrophes and accents that stand alone: people type one for the other, or none. */
const apostrophes = /['’‘‛ʼʹ`´′＇]/gu;
/** What is written and not seen: soft hyphens, zero-width spaces, marks of direction, control characters. */
const unseen = /[\p{Cf}\p{Cc}]/gu;
/** Alphabets in which a letter without its marks is the same letter to somebody who searches. */
const marked = /([\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu;
/** What is neither letter, digit nor mark parts words. `%`, `_`, `+`, `@` and `$` are part of names: `C++`, `100%`. */
const parting = /[^\p{L}\p{N}\p{M}%_+@$]+/gu;

/** Letters that have no mark to take away, and what is typed for them. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
  ё: 'е',
};
const special = new RegExp(`[${Object.keys(letters).join('')}]`, 'gu');

/**
 * The words of a text as they are searched, with one space between them: without case, without the accents of Latin and
 * Greek letters, full width as half width (NFKC), Hangul as whole syllables. Initials are one word: `J. K.` is `jk`.
 */
export function fold(text: string): string {
  return wordsOf(lettersOf(text)).join(' ');
}

/** Letters as they are compared, with what stands between the words. */
export function lettersOf(text: string): string {
  return text
    .toWellFormed()
    .replace(apostrophes, '')
    .replace(/\s/gu, ' ')
    .replace(unseen, '')
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(marked, '$1')
    .normalize('NFC')
    .replace(special, (letter) => letters[letter] ?? letter)
    .replaceAll('&', ' and ');
}

/** The words between which something else stands. Those without a letter or a digit are none. */
export function wordsOf(folded: string): string[] {
  const words = folded.split(parting).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words.reduce<string[]>((joined, word, index) => {
    const before = words[index - 1];
    if (isInitial(word) && before !== undefined && isInitial(before)) joined.push((joined.pop() ?? '') + word);
    else joined.push(word);
    return joined;
  }, []);
}

function isInitial(word: string): boolean {
  return /^\p{Script=Latin}$/u.test(word);
}
