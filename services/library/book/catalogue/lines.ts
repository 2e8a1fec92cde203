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

/** The lines of a text that comes in pieces. */
export async function* readLines(pieces: AsyncIterable<string>): AsyncGenerator<Line> {
  let number = 0;
  let rest = '';
  const line = (text: string): Line => {
    number += 1;
    return { number, text: text.slice(0, maxLineLength + 1), oddQuotes: hasOddQuotes(text) };
  };
  for await (const piece of pieces) {
    const texts = (rest + piece).split(lineEnd);
    rest = (texts.pop() ?? '').slice(0, maxLineLength + 1);
    yield* texts.map(line);
  }
  rest = rest.replace(/\r$/, '');
  if (rest !== '') yield line(rest);
}

function hasOddQuotes(text: string): boolean {
  let odd = false;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) odd = !odd;
  return odd;
}
