import assert from 'node:assert/strict';
import type { Context } from 'moleculer';
import { eventually } from '../test/support/eventually.ts';
import { Gate } from '../test/support/gate.ts';
import { useNodes } from '../test/support/node.ts';
import { actor } from './actor.mixin.ts';
import { type IntentService, intent } from './intent.mixin.ts';
import type { Decider, Refusal } from './kernel/decider.ts';
import { hear, type Intent, type Word } from './kernel/intent.ts';
import { reads } from './reads.mixin.ts';
import { defineService } from './schema.ts';

/** A visit that must have a place elsewhere. */
interface Visit {
  readonly place: Intent['place'] | 'new' | 'cancelled';
  readonly due?: number;
}
type Command = Word | { readonly type: 'ask' } | { readonly type: 'cancel' };
type Event = { readonly type: `visit.${Visit['place']}`; readonly data: { readonly due?: number } };

const pending: Refusal = { refused: 'pending', kind: 'unavailable', detail: 'It is not known yet.' };
const key = 'v1';
const intentOf = (visit: Visit | undefined): Intent | undefined =>
  !visit || visit.place === 'new' || visit.place === 'cancelled' ? undefined : { place: visit.place, key };

const visit: Decider<Visit, Command, Event> = {
  initial: { place: 'new' },
  decide(command, state) {
    if (command.type === 'ask')
      return state.place === 'new' ? [{ type: 'visit.asked', data: { due: Date.now() + 60_000 } }] : [];
    if (command.type === 'cancel') return [{ type: 'visit.cancelled', data: {} }];
    const heard = hear(command, intentOf(state) ?? { place: 'abandoned', key });
    if (heard === 'void') return pending;
    if (!heard) return [];
    return [
      { type: `visit.${heard}`, data: heard === 'abandoning' && command.type === 'giveUp' ? { due: command.due } : {} },
    ];
  },
  evolve: (_, { type, data }) => ({ place: type.slice('visit.'.length) as Visit['place'], ...data }),
};

describe('A record with an intent', () => {
  const start = useNodes();

  async function startWith(ask: () => Promise<Word>, remembers?: true) {
    const settled: string[] = [];
    const service = defineService({
      name: 'visit',
      mixins: [
        reads<Visit>({
          noun: 'visit',
          collection: { name: 'visit', columns: { due: { type: 'integer', index: 'present' } } },
          filters: [],
          sorts: [],
          present: (row) => row,
        }),
        actor(visit),
        intent<Visit, Command>({
          service: 'visit',
          intentOf,
          commandOf: (word) => word,
          settle: async (_ctx, id) => void settled.push(id),
          undoneBy: { type: 'visit.cancelled', data: {} },
          pending,
          ...(remembers && { remembers }),
        }),
      ],
      actions: {
        ask: (ctx: Context) =>
          (ctx.service as unknown as IntentService<Visit, Command>).intend(ctx, key, { type: 'ask' }, ask),
        cancel: (ctx: Context) =>
          (ctx.service as unknown as IntentService<Visit, Command>).execute(ctx, key, { type: 'cancel' }),
      },
    });
    const node = await start([service]);
    return { ...node, settled, ask: () => node.broker.call<{ state: Visit }, object>('visit.ask', {}) };
  }
  const refused = { name: 'Refused', type: 'pending' };

  it('is granted what it asked for, once: those who come meanwhile get the same answer', async () => {
    const gate = new Gate();
    let times = 0;
    const { ask } = await startWith(async () => {
      times += 1;
      await gate.pass();
      return { type: 'grant', key };
    });
    const answers = [ask(), ask(), ask()];
    gate.open();
    for (const { state } of await Promise.all(answers)) assert.deepEqual(state, { place: 'granted' });
    assert.equal((await ask()).state.place, 'granted');
    assert.equal(times, 1);
  });

  it('is refused when it is denied, and nothing is settled', async () => {
    const { ask, records, settled } = await startWith(async () => ({ type: 'deny', key, reason: 'full' }));
    await assert.rejects(ask(), refused);
    assert.equal((await records<Visit>('visit').load(key))?.state.place, 'denied');
    assert.deepEqual(settled, []);
  });

  it('is given up when nobody knows, and is over once nothing of it stays', async () => {
    const { ask, records, settled } = await startWith(async () => ({ type: 'giveUp', key, due: 0 }));
    await assert.rejects(ask(), refused);
    await eventually(async () => (await records<Visit>('visit').load(key))?.state.place === 'abandoned');
    assert.deepEqual(settled, [key]);
  });

  it('does not ask a second time for what was asked before a crash, unless the answer is remembered', async () => {
    for (const remembers of [undefined, true] as const) {
      let times = 0;
      const { broker, ask, records } = await startWith(async () => {
        times += 1;
        return { type: 'grant', key };
      }, remembers);
      const wiring = broker.getLocalService('visit') as unknown as IntentService<Visit, Command>;
      await wiring.execute({ requestID: 'r', id: 'r', meta: {} } as unknown as Context, key, { type: 'ask' });
      if (remembers) assert.equal((await ask()).state.place, 'granted');
      else await assert.rejects(ask(), refused);
      assert.equal(times, remembers ? 1 : 0);
      assert.equal((await records<Visit>('visit').load(key))?.state.place, remembers ? 'granted' : 'asked');
    }
  });

  it('gives back what was granted when it is undone', async () => {
    const { ask, broker, settled } = await startWith(async () => ({ type: 'grant', key }));
    await ask();
    await broker.call('visit.cancel');
    await eventually(() => settled.length === 1);
  });
});
