/** A physical line of a text file, from 1, without its line end. */
export interface Line {
  readonly number: number;
  readonly text: string;
  /** Whether it holds an odd number of double quotes. */
  readonly oddQuotes: boolean;
}

/** Characters; a longer line is cut to one more than this, so that no file can fill the memory. */
export const maxLineLength = 65_536;

/** LF, CR LF or CR; a CR at the very end may be the first half of a CR LF. */
const lineEnd = /\r\n|\n|\r(?!$)/;

/**
 * The lines of a text, without a byte order mark. Bytes that the encoding does not know become U+FFFD.
 * Throws a RangeError for an encoding that is unknown (WHATWG Encoding lists the names).
 */
export async function* readLines(bytes: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<Line> {
  const decoder = new TextDecoder(encoding);
  let number = 0;
  let rest = '';
  const line = (text: string): Line => {
    number += 1;
    return { number, text: text.slice(0, maxLineLength + 1), oddQuotes: hasOddQuotes(text) };
  };
  for await (const chunk of bytes) {
    const texts = (rest + decoder.decode(chunk, { stream: true })).split(lineEnd);
    rest = (texts.pop() ?? '').slice(0, maxLineLength + 1);
    yield* texts.map(line);
  }
  rest = (rest + decoder.decode()).replace(/\r$/, '');
  if (rest !== '') yield line(rest);
}

function hasOddQuotes(text: string): boolean {
  let odd = false;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) odd = !odd;
  return odd;
}
