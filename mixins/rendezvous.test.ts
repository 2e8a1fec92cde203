import assert from 'node:assert/strict';
import { owner } from './rendezvous.ts';

describe('Rendezvous hashing', () => {
  const nodes = ['rental-a1', 'rental-b2', 'rental-c3', 'rental-d4'].map((id) => ({ id }));
  const keys = Array.from({ length: 10_000 }, (_, index) => `rental-${index}`);
  const countBy = (list: typeof nodes) => {
    const counts = new Map(list.map((node) => [node.id, 0]));
    for (const key of keys) {
      const { id } = owner(list, key);
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return counts;
  };

  it('names one owner, in whatever order a caller knows the nodes', () => {
    const reversed = nodes.toReversed();
    for (const key of keys) assert.equal(owner(nodes, key), owner(reversed, key));
  });

  it('gives every node its share, to within a tenth', () => {
    for (const [id, count] of countBy(nodes)) {
      assert.ok(count > 2_250 && count < 2_750, `${id} owns ${count} of 10000 keys`);
    }
  });

  it('gives nodes whose names differ in one letter their share too', () => {
    const alike = Array.from({ length: 10 }, (_, index) => ({ id: `n${index}` }));
    for (const [id, count] of countBy(alike)) assert.ok(count > 850 && count < 1_150, `${id} owns ${count}`);
  });

  it('moves only the keys of a node that goes', () => {
    const [gone, ...left] = nodes;
    for (const key of keys) {
      const before = owner(nodes, key);
      if (before !== gone) assert.equal(owner(left, key), before);
    }
  });

  it('moves keys only to a node that comes', () => {
    const newcomer = { id: 'rental-e5' };
    const moved = keys.filter((key) => owner([...nodes, newcomer], key) !== owner(nodes, key));
    for (const key of moved) assert.equal(owner([...nodes, newcomer], key), newcomer);
    assert.ok(moved.length > 1_700 && moved.length < 2_300, `${moved.length} of 10000 keys moved`);
  });

  it('decides between nodes whose hashes collide by their names', () => {
    const same = [{ id: 'node' }, { id: 'node' }];
    assert.equal(owner(same, 'key').id, 'node');
  });
});
