import assert from 'node:assert/strict';
import type { Context } from 'moleculer';
import { useNodes } from '../test/support/node.ts';
import { tally } from '../test/support/tally.ts';
import { actor } from './actor.mixin.ts';
import { defineAggregate } from './aggregate.ts';
import { deadlines } from './process.mixin.ts';
import { projection } from './projection.mixin.ts';
import { ready } from './ready.mixin.ts';
import { repair } from './repair.mixin.ts';
import { defineService, keeps } from './schema.ts';

const records = {
  noun: 'tally',
  collection: { name: 'tally', columns: {} },
  filters: [],
  sorts: [],
  present: ({ id, sum }: { readonly id: string; readonly sum: number }) => ({ id, total: sum }),
};

const tallies = defineAggregate({
  name: 'tally',
  decider: tally,
  records,
  mixins: [keeps<{ step: number }>()],
  created() {
    this.step = 2;
  },
  actions: {
    add: {
      async handler(ctx: Context<{ id: string }>) {
        await this.execute(ctx, ctx.params.id, { add: this.step });
        const [shown] = await this.presented([await this.visible(ctx, ctx.params.id)]);
        return this.doubled(shown?.total ?? 0);
      },
    },
  },
  methods: {
    doubled(sum: number): number {
      return sum * 2;
    },
  },
});

describe('The declaration of an aggregate', () => {
  const start = useNodes();

  it('is a service of its rule, its records, its mixins and its methods', async () => {
    const { broker } = await start([tallies]);
    assert.equal(await broker.call('tally.add', { id: 'a' }), 4);
    assert.deepEqual(await broker.call('tally.get', { id: 'a' }), { id: 'a', total: 2 });
  });

  it('does not compile with a wrong command, view, method or part', () => {
    defineAggregate({
      name: 'wrong',
      decider: tally,
      records,
      actions: {
        add: {
          async handler(ctx: Context<{ id: string }>) {
            // @ts-expect-error the rule knows no such command
            await this.execute(ctx, ctx.params.id, { subtract: 1 });
            const [shown] = await this.presented([await this.visible(ctx, ctx.params.id)]);
            // @ts-expect-error others see the total
            const { sum } = shown ?? {};
            // @ts-expect-error it has no such method
            this.doubled(sum);
            // @ts-expect-error no mixin gives it titles
            return this.titles;
          },
        },
      },
    });
  });
});

describe('A service without a part that it needs', () => {
  const start = useNodes();

  it('says at the start which one, and of which service', async () => {
    const view = projection({ pattern: 'tally.*', project: () => ({}) });
    const without = [
      [defineService({ name: 'ticket', mixins: [actor(tally)] }), /The service ticket lacks its records: `reads\(…\)`/],
      [defineService({ name: 'visit', mixins: [deadlines('visit.end')] }), /The service visit lacks the records/],
      [defineService({ name: 'board', mixins: [view] }), /The service board lacks the rows .*: `reads\(…\)`/],
      [defineService({ name: 'ledger', mixins: [repair(() => undefined)] }), /The service ledger lacks the records/],
      [defineService({ name: 'probe', mixins: [ready] }), /The service probe lacks the records/],
    ] as const;
    for (const [service, message] of without) await assert.rejects(start([service]), message);
  });
});
