import iconv from 'iconv-lite';
import { openNative, type StreamDecoder } from '../../services/library/book/catalogue/encoding.ts';

/** A decoder for files on this machine. CP949 is read by iconv-lite, since Node itself knows a quarter of it only. */
export function openDecoder(encoding: string): StreamDecoder {
  if (encoding !== 'cp949') return openNative(encoding);
  const decoder = iconv.getDecoder('cp949');
  return { write: (bytes) => decoder.write(Buffer.from(bytes)), end: () => decoder.end() ?? '' };
}
