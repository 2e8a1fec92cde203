import assert from 'node:assert/strict';
import { parseEnv } from '../../config/env.ts';
import { loadService } from '../../config/services.ts';
import type { BookView, CatalogueOutcome } from '../../services/library/book/book.contract.ts';
import { throughBroker } from '../../services/library/book/catalogue/broker.ts';
import { importCatalogue } from '../../services/library/book/catalogue/import.ts';
import { useNodes } from '../support/node.ts';

describe('A catalogue that is imported again', () => {
  const start = useNodes();

  async function shelf() {
    const { broker } = await start([await loadService('book', parseEnv({}))]);
    const catalogue = throughBroker(broker);
    return {
      load: (text: string) =>
        importCatalogue(
          (async function* () {
            yield Buffer.from(text);
          })(),
          catalogue,
        ),
      put: (title: object) => broker.call<CatalogueOutcome[], object>('book.catalogueMany', { titles: [title] }),
      get: (id: string) => broker.call<BookView, object>('book.get', { id }),
    };
  }

  const whole = 'id,title,authors,isbn,year,language,copies\nemma,Emma,Jane Austen,9788937460449,1815,eng,10\n';

  it('keeps what the file does not have: columns that are absent, cells that are empty', async () => {
    const { load, get } = await shelf();
    await load(whole);
    const before = await get('emma');
    assert.deepEqual([before.copies, before.isbn, before.year, before.language], [10, '9788937460449', 1815, 'eng']);
    assert.equal((await load('id,title\nemma,Emma\n')).unchanged, 1);
    assert.equal((await load('id,title,isbn,copies,authors\nemma,Emma,,,\n')).unchanged, 1);
    assert.equal((await load('id,title,year\nemma,Emma,1816\n')).changed, 1);
    assert.deepEqual(await get('emma'), { ...before, year: 1816 });
  });

  it('can be told to forget a value', async () => {
    const { load, put, get } = await shelf();
    await load(whole);
    assert.deepEqual(await put({ id: 'emma', title: 'Emma', isbn: null, year: null }), ['changed']);
    const { isbn, year, language } = await get('emma');
    assert.deepEqual([isbn, year, language], [undefined, undefined, 'eng']);
  });

  it('has its ISBNs as people write them, and refuses a wrong one by name', async () => {
    const { put, get } = await shelf();
    for (const isbn of ['978-89-374-6044-9', '9788937460449', '89-374-6044-6']) {
      await put({ id: 'emma', title: 'Emma', isbn });
      assert.equal((await get('emma')).isbn, '9788937460449', isbn);
    }
    const [outcome] = await put({ id: 'emma', title: 'Emma', isbn: '9788937460448' });
    assert.match(JSON.stringify(outcome), /refused.*9788937460448.* is no ISBN/);
    assert.equal((await get('emma')).isbn, '9788937460449');
  });
});
