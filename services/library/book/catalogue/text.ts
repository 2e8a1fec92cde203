import { encodingOfHead, guessEncoding, type OpenDecoder, openNative, otherKindOf } from './encoding.ts';
import type { Fault } from './reading.ts';

export interface TextOptions {
  /** As `encodingNamed` gives it. Without it the encoding is detected. A byte order mark overrules it. */
  readonly encoding?: string;
  readonly open?: OpenDecoder;
  /** Called once, when the encoding is known. ASCII is told as UTF-8. */
  readonly onEncoding?: (encoding: string) => void;
  /** Called, before any text, for a file that is no text. */
  readonly onOtherKind?: (fault: Fault) => void;
}

/** Bytes that show whether a file is text, and in UTF-16. */
const headSize = 4_096;
/** Bytes from the first one that is not ASCII on, by which UTF-8 and CP949 are told apart. */
const sampleSize = 65_536;

/** The text of a file, in pieces. Memory stays within a sample, however long the file is. */
export async function* readText(bytes: AsyncIterable<Uint8Array>, options: TextOptions = {}): AsyncGenerator<string> {
  const { open = openNative, onEncoding = () => {} } = options;
  const chunks = bytes[Symbol.asyncIterator]();
  const head = await gather(chunks, headSize);
  const otherKind = otherKindOf(head);
  if (otherKind) options.onOtherKind?.(otherKind);

  let encoding = hasByteOrderMark(head) ? encodingOfHead(head) : (options.encoding ?? encodingOfHead(head));
  let pending: Uint8Array | undefined = head;
  while (encoding === undefined && pending !== undefined) {
    if (isAscii(pending)) {
      yield new TextDecoder().decode(pending);
      pending = await gatherSome(chunks);
    } else {
      pending = joined([pending, await gather(chunks, sampleSize)]);
      encoding = guessEncoding(pending, open);
    }
  }
  onEncoding(encoding ?? 'utf-8');
  if (encoding === undefined || pending === undefined) return;

  const decoder = open(encoding);
  yield decoder.write(pending);
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield decoder.write(next.value);
  yield decoder.end();
}

function hasByteOrderMark([first, second, third]: Uint8Array): boolean {
  return (
    (first === 0xef && second === 0xbb && third === 0xbf) ||
    (first === 0xff && second === 0xfe) ||
    (first === 0xfe && second === 0xff)
  );
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80);
}

/** At least this many bytes, or all that are left. */
async function gather(chunks: AsyncIterator<Uint8Array>, size: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  while (length < size) {
    const next = await chunks.next();
    if (next.done) break;
    parts.push(next.value);
    length += next.value.length;
  }
  return joined(parts);
}

/** The next bytes; `undefined` at the end. */
async function gatherSome(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array | undefined> {
  const some = await gather(chunks, 1);
  return some.length === 0 ? undefined : some;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
