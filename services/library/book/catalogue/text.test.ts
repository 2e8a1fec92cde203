import assert from 'node:assert/strict';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { openDecoder } from '../../../../scripts/import/decoding.ts';
import { encodingNamed } from './encoding.ts';
import { readText } from './text.ts';

/** What is read of bytes that arrive in chunks of this size, in which encoding. */
async function read(bytes: Uint8Array, { chunk = 5, encoding = '' } = {}) {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  let found: string | undefined;
  let text = '';
  const options = { open: openDecoder, ...(encoding && { encoding }) };
  const onEncoding = (name: string) => {
    found = name;
  };
  for await (const piece of readText(chunks(), { ...options, onEncoding })) text += piece;
  return { text, encoding: found };
}

const korean = 'id,제목,저자\n1,펭귄 똠방각하 쀼의 세계 뷁,햏\n'.repeat(40);

describe('The text of a file', () => {
  it('is read in the encoding that it is found to have, in chunks of any size', async () => {
    const written: [string, Uint8Array][] = [
      ['utf-8', Buffer.from(korean)],
      ['utf-8', Buffer.from(`\ufeff${korean}`)],
      ['cp949', iconv.encode(korean, 'cp949')],
      ['utf-16le', Buffer.from(korean, 'utf16le')],
      ['utf-16le', Buffer.from(`\ufeff${korean}`, 'utf16le')],
      ['utf-16be', Buffer.from(korean, 'utf16le').swap16()],
      ['utf-16be', Buffer.from(`\ufeff${korean}`, 'utf16le').swap16()],
    ];
    for (const [encoding, bytes] of written)
      for (const chunk of [1, 7, 4_096, 1_000_000])
        assert.deepEqual(await read(bytes, { chunk }), { text: korean, encoding }, `${encoding} by ${chunk}`);
  });

  it('is found to be CP949 however late its first Korean letter comes', async () => {
    const text = `id,title\n${'1,White\n'.repeat(20_000)}2,한강\n`;
    assert.deepEqual(await read(iconv.encode(text, 'cp949'), { chunk: 10_000 }), { text, encoding: 'cp949' });
  });

  it('is UTF-8 in spite of a few damaged places, and where it has but ASCII', async () => {
    const damaged = Buffer.concat([Buffer.from(korean), Buffer.from([0xb0, 0x20]), Buffer.from(korean)]);
    assert.equal((await read(damaged)).encoding, 'utf-8');
    assert.equal((await read(Buffer.from('id,title\n1,café, déjà vu\n', 'latin1'))).encoding, 'utf-8');
    assert.deepEqual(await read(Buffer.from('id,title\n')), { text: 'id,title\n', encoding: 'utf-8' });
    assert.deepEqual(await read(Buffer.from('')), { text: '', encoding: 'utf-8' });
  });

  it('is read in the encoding that is named, unless a byte order mark says otherwise', async () => {
    assert.equal((await read(Buffer.from('café', 'latin1'), { encoding: 'windows-1252' })).text, 'café');
    assert.equal((await read(iconv.encode(korean, 'cp949'), { encoding: 'cp949' })).text, korean);
    assert.equal((await read(Buffer.from('\ufeff한강'), { encoding: 'cp949' })).text, '한강');
  });

  it('keeps all 11,172 syllables and every other character of CP949', async () => {
    const syllables = Array.from({ length: 11_172 }, (_, index) => String.fromCharCode(0xac00 + index)).join('');
    const text = `${syllables}漢字ㄱㅏ①★`;
    assert.equal((await read(iconv.encode(text, 'cp949'), { chunk: 3 })).text, text);
  });

  it('gives back whatever was written, in each encoding', async () => {
    const unit = fc.constantFrom('a', ',', '\n', '가', '뷁', '힣', '漢');
    const texts = fc.string({ unit, minLength: 200, maxLength: 400 });
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 1, max: 9 }), async (text, chunk) => {
        assert.equal((await read(iconv.encode(text, 'cp949'), { chunk })).text, text);
        assert.equal((await read(Buffer.from(text), { chunk })).text, text);
      }),
      { seed: 5, numRuns: 50 },
    );
  });
});

describe('The name of an encoding', () => {
  it('is one of many for CP949', () => {
    const names = ['cp949', 'MS949', 'uhc', 'euc-kr', 'EUCKR', 'windows-949'];
    for (const name of names) assert.equal(encodingNamed(name), 'cp949');
    assert.equal(encodingNamed('UTF-16'), 'utf-16le');
    assert.equal(encodingNamed('latin1'), 'windows-1252');
    assert.equal(encodingNamed('klingon'), undefined);
  });
});
