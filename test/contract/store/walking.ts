import assert from 'node:assert/strict';
import type { Key, Query } from '../../../mixins/store/collection.ts';
import { change, type StoreHarness, useStore } from '../../support/store.ts';

/** Reading through a list while it changes. */
export function walkingContract(harness: StoreHarness): void {
  describe('a list that is read through', () => {
    const given = useStore(harness);
    const numbers = Array.from({ length: 30 }, (_, number) => number);
    const idOf = (number: number) => `r${String(number).padStart(2, '0')}`;

    /** Some records have the same values, some have none. */
    beforeEach(() =>
      given.given(
        ...numbers.map((number) =>
          change(idOf(number), 0, {
            owner: number % 2 ? 'kim' : 'lee',
            ...(number % 3 && { rank: number % 4 }),
            ...(number % 5 && { title: `Walk ${number % 6}` }),
          }),
        ),
      ),
    );

    async function walk(query: Query, between: (part: number) => Promise<void> = async () => {}): Promise<string[]> {
      const seen: string[] = [];
      let after: Key | undefined;
      for (let part = 0; ; part += 1) {
        const { rows, next } = await given.store.slice({ ...query, ...(after && { after }), limit: 4 });
        seen.push(...rows.map(({ id }) => id));
        if (!next) return seen;
        assert.ok(part < 30, 'it has an end');
        after = JSON.parse(JSON.stringify(next)) as Key;
        await between(part);
      }
    }

    const queries: Record<string, Query> = {
      'as created': {},
      'newest first': { sort: ['-created'] },
      'by id downwards': { sort: ['-id'] },
      'by a number that some have': { sort: ['rank'] },
      'by a number downwards': { sort: ['-rank'] },
      'by a text and a number': { sort: ['-title', 'rank'] },
      'of one owner': { query: { owner: 'kim' }, sort: ['title'] },
      'that is searched': { search: 'walk' },
      'that is searched and sorted': { search: 'walk', sort: ['-rank'] },
    };
    for (const [what, query] of Object.entries(queries))
      it(`is the same as at once: ${what}`, async () => {
        const all = (await given.store.find(query)).map(({ id }) => id);
        assert.ok(all.length > 8);
        assert.deepEqual(await walk(query), all);
      });

    for (const sort of [[], ['-created'], ['rank'], ['-title', 'rank']])
      it(`shows each record that stays once, whatever comes and changes, by ${sort.join() || 'creation'}`, async () => {
        const seen = await walk({ sort }, async (part) => {
          await given.given(
            change(`new${part}`, 0, { owner: 'new', rank: part % 4, title: 'Walk 0' }),
            change(idOf(part), 1, (await stateOf(idOf(part))) ?? {}),
          );
        });
        const old = seen.filter((id) => id.startsWith('r'));
        assert.deepEqual(old.toSorted(), numbers.map(idOf));
        assert.equal(new Set(seen).size, seen.length);
      });

    it('shows each record that stays once while others are removed, the last that was seen too', async () => {
      const due = (id: string, version: number, at?: number) => change(id, version, { ...(at && { due: at }) });
      await given.given(...numbers.map((number) => due(idOf(number), 1, number % 3 === 0 ? number + 1 : undefined)));
      const seen = await walk({}, async () => void (await given.store.removeDue(1_000, 3)));
      const staying = numbers.filter((number) => number % 3).map(idOf);
      assert.deepEqual(
        seen.filter((id) => staying.includes(id)),
        staying,
      );
      assert.equal(new Set(seen).size, seen.length);
    });

    async function stateOf(id: string) {
      const { id: _, ...state } = (await given.store.findById(id)) ?? { id };
      return state;
    }
  });
}
