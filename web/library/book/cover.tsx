import './cover.css';

/** Colours of covers; each has 4.5 : 1 against white. */
const colours = 8;

/** A cover for a title that has no picture: a colour of its own, and its first letters. */
export function Cover({ title }: { readonly title: string }) {
  return (
    <div class={`cover cover-${hash(title) % colours}`} aria-hidden="true">
      {initials(title)}
    </div>
  );
}

function initials(title: string): string {
  const words = title.replace(/\(.*/, '').match(/[\p{L}\p{N}'’]+/gu) ?? [];
  const telling = words.filter((word) => !/^(the|a|an|of|and)$/i.test(word));
  return (telling.length > 0 ? telling : words)
    .slice(0, 2)
    .map((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? '')
    .join('')
    .toUpperCase();
}

function hash(text: string): number {
  return Array.from(text).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521, 7);
}
