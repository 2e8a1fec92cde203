import assert from 'node:assert/strict';
import { useNodes } from '../test/support/node.ts';
import { defineAggregate } from './aggregate.ts';
import { commandsOf } from './commands.ts';
import type { ActionContract } from './contract/action.ts';
import { defineAnswer } from './contract/answers.ts';
import { idRule } from './contract/rules.ts';
import { countRule } from './contract/values.ts';
import type { Decider } from './kernel/decider.ts';

interface Shelf {
  readonly books: number;
}
type Command = { readonly type: 'add'; readonly books: number } | { readonly type: 'clear' };
interface Changed {
  readonly type: 'shelf.changed';
  readonly data: Shelf;
}

const shelf: Decider<Shelf, Command, Changed> = {
  initial: { books: 0 },
  decide(command, { books }) {
    const after = command.type === 'add' ? books + command.books : 0;
    return after === books ? [] : [{ type: 'shelf.changed', data: { books: after } }];
  },
  evolve: (_before, { data }) => data,
};

const answer = defineAnswer('Shelf', { books: countRule }, { books: 1 });
const contracts = {
  add: { about: 'Adds books.', params: { id: idRule, books: countRule, $$strict: true }, answer, refusals: [] },
  clear: { about: 'Clears it.', params: { id: idRule, $$strict: true }, answer, refusals: [] },
} as const satisfies Record<string, ActionContract>;
const present = ({ books }: Shelf) => ({ books });
const command = commandsOf(shelf);

describe('An action that carries out a command', () => {
  const start = useNodes();

  it('hands what it takes to the rule, and answers what came of it', async () => {
    const shelves = defineAggregate({
      name: 'shelf',
      decider: shelf,
      records: {
        noun: 'shelf',
        collection: { name: 'shelf', columns: {} },
        filters: [],
        sorts: [],
        present,
      },
      actions: {
        add: command(contracts.add, 'add', present),
        clear: command(contracts.clear, 'clear', present),
      },
    });
    const { broker } = await start([shelves]);
    assert.deepEqual(await broker.call('shelf.add', { id: 'a', books: 2 }), { books: 2 });
    assert.deepEqual(await broker.call('shelf.clear', { id: 'a' }), { books: 0 });
    await assert.rejects(broker.call('shelf.add', { id: 'a' }), /Parameters validation error/);
  });

  it('does not compile with a contract, a command or an answer that does not fit', () => {
    // @ts-expect-error the contract lacks what the command takes
    command(contracts.clear, 'add', present);
    // @ts-expect-error the rule knows no such command
    command(contracts.clear, 'sort', present);
    // @ts-expect-error the contract answers how many books there are
    command(contracts.clear, 'clear', () => ({ empty: true }));
  });
});
