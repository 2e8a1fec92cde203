/** A syllable that is being typed begins with a lone jamo, which no title has: it is left out. */
export function searchable(typed: string): string {
  return typed
    .normalize('NFC')
    .replace(/[ㄱ-ㅎㅏ-ㅣ]$/u, '')
    .trim()
    .slice(0, 100);
}
