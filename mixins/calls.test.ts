import assert from 'node:assert/strict';
import { type Calling, callsTo, callsToEach } from './calls.ts';
import type { ActionContract } from './contract/action.ts';
import { idRule } from './contract/rules.ts';
import { answering } from './contract/schema.ts';
import { countRule, optional, wordRule } from './contract/values.ts';
import { notFound } from './kernel/decider.ts';

const { call, isRefused } = callsTo({
  'place.hold': {
    about: 'Holds a place.',
    params: { id: idRule, places: optional(countRule), kind: wordRule('whole', 'half'), $$strict: true },
    answer: answering<{ readonly left: number }>(),
    refusals: [notFound('place'), { refused: 'full', kind: 'conflict', detail: 'No place is left.' }],
  },
} as const satisfies Record<string, ActionContract>);

describe('A call by its contract', () => {
  const asked: unknown[] = [];
  const from: Calling = {
    async call(...all: unknown[]) {
      asked.push(all);
      return { left: 3 };
    },
  };

  it('passes on what is asked for, and answers what is answered', async () => {
    const { left } = await call(from, 'place.hold', { id: 'a', kind: 'whole' }, { timeout: 5 });
    assert.equal(left + 1, 4);
    assert.deepEqual(asked, [['place.hold', { id: 'a', kind: 'whole' }, { timeout: 5 }]]);
  });

  it('goes to the service that is named, of those that have the action', async () => {
    const callEach = callsToEach({
      count: {
        about: 'Counts.',
        params: { $$strict: true },
        answer: answering<{ readonly left: number }>(),
        refusals: [],
      },
    } as const satisfies Record<string, ActionContract>);
    asked.length = 0;
    const { left } = await callEach(from, 'place', 'count', {}, { retries: 0 });
    assert.equal(left + 1, 4);
    assert.deepEqual(asked, [['place.count', {}, { retries: 0 }]]);
    // @ts-expect-error there is no such action
    const mistake = () => callEach(from, 'place', 'add', {});
    assert.ok(mistake);
  });

  it('knows by what an error was refused', () => {
    const error = Object.assign(new Error(), { type: 'full' });
    assert.equal(isRefused(error, 'place.hold', 'full'), true);
    assert.equal(isRefused(error, 'place.hold', 'place-not-found'), false);
  });

  it('does not compile with a wrong name, parameter, answer or refusal', () => {
    const mistakes = [
      // @ts-expect-error there is no such action
      () => call(from, 'place.take', { id: 'a', kind: 'whole' }),
      // @ts-expect-error a parameter that is missing
      () => call(from, 'place.hold', { id: 'a' }),
      // @ts-expect-error a parameter that the action does not take
      () => call(from, 'place.hold', { id: 'a', kind: 'whole', color: 'red' }),
      // @ts-expect-error a parameter of another type
      () => call(from, 'place.hold', { id: 1, kind: 'whole' }),
      // @ts-expect-error a word that is none of those allowed
      () => call(from, 'place.hold', { id: 'a', kind: 'third' }),
      // @ts-expect-error a field that the answer does not have
      async () => (await call(from, 'place.hold', { id: 'a', kind: 'half' })).right,
      // @ts-expect-error a refusal that the contract does not name
      () => isRefused(new Error(), 'place.hold', 'closed'),
    ];
    assert.equal(mistakes.length, 7);
  });
});
