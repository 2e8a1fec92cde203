import assert from 'node:assert/strict';
import type { DeadLetter, DeadLetterFilter, DeadLetters } from '../../mixins/outbox/dead-letter.ts';
import { filterOf, newestPage, selected } from './dead-letters.ts';

const letter = (number: number): DeadLetter => ({
  id: `${number}`,
  consumer: 'mypage',
  type: 'library.rental.reserved',
  error: 'it failed',
  attempts: 8,
  at: number * 1_000,
  size: 300,
});

async function* letters(count: number) {
  for (let number = 1; number <= count; number += 1) yield letter(number);
}

async function* each(all: readonly DeadLetter[]) {
  yield* [...all];
}

describe('A page of dead letters', () => {
  const page = async (count: number, number: number, size: number) => {
    const { rows, next: _, ...rest } = await newestPage(letters(count), {}, { page: number, pageSize: size });
    return { ids: rows.map(({ id }) => id).join(), ...rest };
  };

  it('has the newest first', async () => {
    assert.deepEqual(await page(5, 1, 2), { ids: '5,4', total: 5, page: 1, pageSize: 2, totalPages: 3 });
    assert.equal((await page(5, 2, 2)).ids, '3,2');
    assert.equal((await page(5, 3, 2)).ids, '1');
    assert.equal((await page(5, 4, 2)).ids, '');
  });

  it('is the same of however many there are', async () => {
    for (const count of [0, 1, 19, 20, 21, 39, 40, 41, 1_000]) {
      const all = Array.from({ length: count }, (_, index) => count - index);
      for (const number of [1, 2, 3]) {
        const expected = all.slice(20 * (number - 1), 20 * number).join();
        assert.equal((await page(count, number, 20)).ids, expected, `page ${number} of ${count}`);
      }
    }
  });

  it('is followed by the next one, whatever was discarded or came meanwhile', async () => {
    const all = Array.from({ length: 9 }, (_, index) => letter(index + 1));
    const seen: string[] = [];
    for (let cursor: string | undefined, part = 0; ; part += 1) {
      const { rows, next } = await newestPage(each(all), {}, { pageSize: 2, ...(cursor && { cursor }) });
      seen.push(...rows.map(({ id }) => id));
      if (!next) break;
      cursor = next;
      all.push({ ...letter(100 + part), id: `new${part}` });
      all.splice(
        all.findIndex(({ id }) => id === rows.at(-1)?.id),
        1,
      );
    }
    assert.deepEqual(seen, ['9', '8', '7', '6', '5', '4', '3', '2', '1']);
  });

  it('is refused by a cursor of another list, and with a page besides', async () => {
    const { next: cursor = '' } = await newestPage(letters(9), { consumer: 'a' }, { pageSize: 2 });
    const of = (list: object, page = {}) => newestPage(letters(9), list, { cursor, ...page });
    await assert.rejects(of({ consumer: 'b' }), { name: 'ValidationError' });
    await assert.rejects(of({ consumer: 'a' }, { page: 2 }), { name: 'ValidationError' });
    assert.equal((await of({ consumer: 'a' })).page, 2);
  });

  it('tells times as others do', async () => {
    const { rows } = await newestPage(letters(1), {}, { pageSize: 1 });
    assert.deepEqual(rows, [{ ...letter(1), at: '1970-01-01T00:00:01.000Z' }]);
  });
});

describe('A selection of dead letters', () => {
  const asked: DeadLetterFilter[] = [];
  beforeEach(() => asked.splice(0));
  const deadLetters = {
    list: (filter: DeadLetterFilter) => {
      asked.push(filter);
      return letters(600);
    },
    get: async (id: string) => (id === '7' ? { ...letter(7), message: '{}' } : undefined),
  } as Partial<DeadLetters> as DeadLetters;
  const select = async (params: Parameters<typeof selected>[1]) => {
    const parts: string[][] = [];
    for await (const part of selected(deadLetters, params)) parts.push(part.map(({ id }) => id));
    return parts;
  };

  it('is one by its id', async () => {
    assert.deepEqual(await select({ id: '7' }), [['7']]);
    await assert.rejects(select({ id: '8' }), { name: 'Refused', type: 'dead-letter-not-found' });
  });

  it('is those that fit, oldest first and in parts', async () => {
    const parts = await select({ consumer: 'mypage', before: '2026-01-01T09:00:00+09:00' });
    assert.deepEqual(asked, [{ consumer: 'mypage', type: undefined, after: undefined, before: Date.UTC(2026, 0, 1) }]);
    assert.deepEqual(
      parts.map((part) => part.length),
      [256, 256, 88],
    );
    assert.equal(parts.flat().join(), Array.from({ length: 600 }, (_, index) => index + 1).join());
  });

  it('is all of them only when that is said', async () => {
    assert.equal((await select({ all: true })).flat().length, 600);
    assert.deepEqual(asked, [filterOf({})]);
  });

  for (const params of [
    {},
    { id: '7', consumer: 'mypage' },
    { id: '7', all: true },
    { all: true, type: 'a' },
    { consumer: null, all: null },
  ] as const)
    it(`is not ${JSON.stringify(params)}`, async () => {
      await assert.rejects(select(params), { name: 'Refused', type: 'unclear-selection' });
      assert.deepEqual(asked, []);
    });
});
