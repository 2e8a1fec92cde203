import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Context, Errors, type ServiceBroker } from 'moleculer';
import { brokers } from '../test/support/broker.ts';
import { owner, routedBy } from './rendezvous.ts';

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

  it('decides by name between nodes whose hashes are equal', () => {
    const alike = [{ id: 'costarring' }, { id: 'liquid' }];
    assert.equal(owner(alike, 'key'), owner(alike.toReversed(), 'key'));
  });
});

describe('Calls of an action that is routed by id', () => {
  const { start } = brokers();
  const network = { options: { transporter: 'Fake' as const }, env: { RETRY_DELAY_MS: '1' } };
  const ids = Array.from({ length: 30 }, (_, index) => `rental-${index}`);

  /** Three nodes of a service that answers with the name of the node; each can be told to fail. */
  async function threeNodes() {
    const failing = new Set<string>();
    const schema = {
      name: 'account',
      actions: {
        where: {
          ...routedBy('id'),
          retryPolicy: { enabled: true },
          handler({ broker }: Context) {
            if (failing.has(broker.nodeID)) throw new Errors.MoleculerRetryableError('away', 503);
            return broker.nodeID;
          },
        },
      },
    };
    const nodes = await Promise.all([1, 2, 3].map(() => start([schema], network)));
    const caller = await start([], network);
    const know = (broker: ServiceBroker) => broker.registry.actions.get('account.where')?.count() === 3;
    while (![...nodes, caller].every(know)) await sleep(10);
    const askEach = (broker: ServiceBroker) =>
      Promise.all(ids.map((id) => broker.call<string, { id: string }>('account.where', { id })));
    return { nodes, caller, failing, askEach };
  }

  it('go to one node, whoever calls', async () => {
    const { nodes, caller, askEach } = await threeNodes();
    const answers = await askEach(caller);
    assert.equal(new Set(answers).size, 3);
    for (const node of nodes) assert.deepEqual(await askEach(node), answers);
  });

  it('are tried again on another node', async () => {
    const { nodes, caller, failing, askEach } = await threeNodes();
    const [broken] = nodes as [ServiceBroker];
    const before = await askEach(caller);
    failing.add(broken.nodeID);
    for (const [index, answer] of (await askEach(caller)).entries()) {
      if (before[index] === broken.nodeID) assert.notEqual(answer, broken.nodeID);
      else assert.equal(answer, before[index]);
    }
  });
});
