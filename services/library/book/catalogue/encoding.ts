import type { Fault } from './reading.ts';

/** Turns the bytes of one encoding into text; bytes that it does not know become U+FFFD. */
export interface StreamDecoder {
  write(bytes: Uint8Array): string;
  /** What is left at the end of the bytes. */
  end(): string;
}

export type OpenDecoder = (encoding: string) => StreamDecoder;

/** The platform cannot read this encoding without help. */
export class EncodingUnavailable extends Error {
  override readonly name = 'EncodingUnavailable';
}

/** Names that people and programs use for Unified Hangul Code, Windows code page 949. EUC-KR is a part of it. */
const cp949Names = ['cp949', 'ms949', 'uhc', 'euc-kr', 'euckr', 'windows-949', 'ksc5601', 'ks_c_5601-1987', 'korean'];

/**
 * The encoding that a name means: `cp949` for all names of the Korean one, otherwise the name in the WHATWG
 * Encoding standard. `undefined` when the name is unknown.
 */
export function encodingNamed(name: string): string | undefined {
  const wanted = name.trim().toLowerCase();
  if (cp949Names.includes(wanted)) return 'cp949';
  try {
    return new TextDecoder(wanted).encoding;
  } catch {
    return undefined;
  }
}

/**
 * Opens a decoder of the platform. Browsers and Deno read all of CP949 under the name `euc-kr`; Node knows only the
 * 2,350 syllables of KS X 1001, and would damage the other 8,822.
 * @throws EncodingUnavailable for CP949 where the platform knows only a part of it
 */
export function openNative(encoding: string): StreamDecoder {
  if (encoding === 'cp949' && !readsAllOfCp949())
    throw new EncodingUnavailable('CP949 cannot be read here: save the file as UTF-8');
  const decoder = new TextDecoder(encoding === 'cp949' ? 'euc-kr' : encoding);
  return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
}

/** `8C 63` is 똠 in CP949, and no character of KS X 1001. */
function readsAllOfCp949(): boolean {
  return new TextDecoder('euc-kr').decode(new Uint8Array([0x8c, 0x63])) === '똠';
}

/** The encoding that the first bytes of a file name: a byte order mark, or the zero bytes of UTF-16. */
export function encodingOfHead(head: Uint8Array): string | undefined {
  const [first, second, third] = head;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even + odd < Math.max(2, head.length / 50)) return undefined;
  if (odd > 9 * even) return 'utf-16le';
  return even > 9 * odd ? 'utf-16be' : undefined;
}

/**
 * UTF-8 or CP949, for bytes that hold more than ASCII. UTF-8 text is hardly ever valid by chance, so a few damaged
 * places do not make it something else.
 */
export function guessEncoding(bytes: Uint8Array, open: OpenDecoder): 'utf-8' | 'cp949' {
  const inUtf8 = damagedPlaces(bytes, open('utf-8'));
  if (inUtf8 === 0) return 'utf-8';
  try {
    return damagedPlaces(bytes, open('cp949')) * 20 < inUtf8 ? 'cp949' : 'utf-8';
  } catch (error) {
    if (error instanceof EncodingUnavailable && inUtf8 * 20 < bytes.filter((byte) => byte > 0x7f).length)
      return 'utf-8';
    throw error;
  }
}

/** A character that is cut off at the end counts as whole. */
function damagedPlaces(bytes: Uint8Array, decoder: StreamDecoder): number {
  return decoder.write(bytes).split('\uFFFD').length - 1;
}

/** Files that are known not to be text, by how they begin, and what they are. */
const otherKinds: readonly (readonly [begin: readonly number[] | RegExp, fault: Fault])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'this is an Excel workbook or a ZIP file: save the sheet as CSV UTF-8'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'this is an old Excel workbook: save the sheet as CSV UTF-8'],
  [[0x25, 0x50, 0x44, 0x46], 'this is a PDF: it takes a CSV file'],
  [[0x1f, 0x8b], 'this is a gzip file: unpack it first'],
  [/^\s*<(!doctype|html|\?xml)/i, 'this is a page or XML: it takes a CSV file'],
  [/^\d{5}[a-z][a-z]/, 'this is a MARC file: it takes a CSV file'],
  [/^\s*[[{]\s*["{[]/, 'this is JSON: it takes a CSV file'],
];

/** What a file is that cannot be a catalogue, as far as its first bytes tell. */
export function otherKindOf(head: Uint8Array): Fault | undefined {
  const text = String.fromCharCode(...head.subarray(0, 64)).replace('\u00ef\u00bb\u00bf', '');
  const kind = otherKinds.find(([begin]) =>
    begin instanceof RegExp ? begin.test(text) : begin.every((byte, index) => head[index] === byte),
  );
  return kind?.[1];
}
