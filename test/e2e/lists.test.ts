import assert from 'node:assert/strict';
import type { BookView } from '../../services/library/book/book.contract.ts';
import type { RentalView } from '../../services/library/rental/rental.contract.ts';
import { becomes, type Page } from '../support/system.api.ts';
import { eachScale } from '../support/system.scales.ts';

describe('Lists', () => {
  eachScale((system) => {
    const titles = ['Ca', 'Ab', 'Ed', 'De', 'Bc'];

    before(async () => {
      const details = { authors: '최은영', copies: 2 };
      await system.catalogue(...titles.map((title) => ({ id: `list-${title}`, title: `Listed ${title}`, ...details })));
    });

    it('page, sort and search', async () => {
      const path = '/books?search=listed&sort=-title';
      const second = await system.get<Page<BookView>>(`${path}&pageSize=2&page=2`);
      assert.partialDeepStrictEqual(second, { total: 5, page: 2, pageSize: 2, totalPages: 3 });
      assert.deepEqual(
        second.rows.map(({ title }) => title),
        ['Listed Ca', 'Listed Bc'],
      );
      assert.deepEqual(
        (await system.all<BookView>(path)).map(({ id }) => id),
        ['list-Ed', 'list-De', 'list-Ca', 'list-Bc', 'list-Ab'],
      );
      assert.equal((await system.get<Page<BookView>>(`${path}&page=9`)).rows.length, 0);
      assert.equal((await system.get<Page<BookView>>(`/books?search=${encodeURIComponent('최은영')}`)).total, 5);
    });

    it('go on by cursor', async () => {
      const path = '/books?search=listed&sort=-title&pageSize=3';
      const { next, rows } = await system.get<Page<BookView>>(path);
      const rest = await system.get<Page<BookView>>(`${path}&cursor=${next}`);
      assert.deepEqual(
        [...rows, ...rest.rows].map(({ title }) => title),
        ['Listed Ed', 'Listed De', 'Listed Ca', 'Listed Bc', 'Listed Ab'],
      );
      assert.equal(rest.next, undefined);
      const { status, body } = await system.send('GET', `/books?cursor=${next}`);
      assert.deepEqual([status, body.errors?.map(({ field }) => field)], [422, ['cursor']]);
    });

    it('refuse a search for NUL, and find nothing for punctuation', async () => {
      const { status, body } = await system.send('GET', '/books?search=%00');
      assert.deepEqual([status, body.errors?.map(({ field }) => field)], [422, ['search']]);
      assert.equal((await system.get<Page<BookView>>('/books?search=...')).total, 0);
    });

    it('filter: a member sees their own, newest first', async () => {
      const [kim, lee] = [system.newMember(), system.newMember()];
      const wanted: string[] = [];
      for (const title of titles) wanted.push((await system.reserved(kim, `list-${title}`)).id);
      await system.reserved(lee, 'list-Ab');
      await becomes(async () => (await system.mypages(kim)).length, 5);
      const pages = await system.all<RentalView>(`/mypages?memberId=${kim}&sort=-id`);
      assert.deepEqual(
        pages.map(({ id }) => id),
        wanted.toReversed(),
      );
      assert.deepEqual(new Set(pages.map(({ memberId }) => memberId)), new Set([kim]));
    });

    it('show all that is open of a member, and what is over apart', async () => {
      const kim = system.newMember();
      const { id: open } = await system.reserved(kim, await system.newTitle());
      const { id: over } = await system.reserved(kim, await system.newTitle());
      await system.asked(over, 'cancel');
      await becomes(() => system.mypage(over), { state: 'refunded' });
      await becomes(() => system.mypage(open), { state: 'ready' });
      const ids = async (part: string) =>
        (await system.all<RentalView>(`/mypages?memberId=${kim}&open=${part}`)).map(({ id }) => id);
      assert.deepEqual(await ids('true'), [open]);
      assert.deepEqual(await ids('false'), [over]);
    });

    it('give the titles that are named', async () => {
      const found = await system.all<BookView>('/books?ids=list-De,list-Ab,nobody');
      assert.deepEqual(
        found.map(({ id }) => id),
        ['list-Ab', 'list-De'],
      );
    });

    it('filter rentals by their state', async () => {
      const { id } = await system.reserved(system.newMember(), await system.newTitle());
      await system.asked(id, 'cancel');
      await becomes(() => system.rental(id), { state: 'refunded' });
      const refunded = await system.all<RentalView>('/rentals?state=refunded&sort=-created');
      assert.ok(refunded.some((rental) => rental.id === id));
      assert.deepEqual(new Set(refunded.map(({ state }) => state)), new Set(['refunded']));
    });

    const refused: readonly (readonly [query: string, field: string])[] = [
      ['colour=red', 'colour'],
      ['state[$ne]=x', 'state[$ne]'],
      ['query=%7B%7D', 'query'],
      ['sort=amount', 'sort'],
      ['sort=-id,', 'sort'],
      ['cursor=nonsense', 'cursor'],
      ['page=0', 'page'],
      ['page=1.5', 'page'],
      ['pageSize=101', 'pageSize'],
      ['pageSize=many', 'pageSize'],
      ['state=a&state=b', 'state'],
    ];
    for (const [query, field] of refused)
      it(`refuse ?${query}, naming ${field}`, async () => {
        const { status, body } = await system.send('GET', `/rentals?${query}`);
        assert.equal(status, 422);
        assert.deepEqual(
          body.errors?.map((error) => error.field),
          [field],
        );
      });
  });
});
