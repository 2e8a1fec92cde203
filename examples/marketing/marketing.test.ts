import assert from 'node:assert/strict';
import { evolveAll, isRefusal } from 'yeyak/mixins/kernel/decider.ts';
import { type MarketingCommand, type Popularity, popularity } from './marketing.ts';

const at = '2026-01-02T09:00:00.000Z';
const count = (eventId: string, outcome: MarketingCommand['outcome']): MarketingCommand => ({
  type: 'count',
  outcome,
  eventId,
  at,
});

function told(state: Popularity, command: MarketingCommand): { state: Popularity; types: string[] } {
  const events = popularity.decide(command, state);
  if (isRefusal(events)) throw new Error(events.detail);
  return { state: evolveAll(popularity, state, events), types: events.map(({ type }) => type) };
}

describe('How popular a day of a hospital is', () => {
  it('counts each event once', () => {
    const once = told(popularity.initial, count('e1', 'completed')).state;
    assert.deepEqual(told(once, count('e1', 'completed')).types, []);
    assert.equal(once.completed, 1);
  });

  it('asks for ten more places at every tenth who is refused', () => {
    let state = popularity.initial;
    const wanted: number[] = [];
    for (let person = 1; person <= 20; person += 1) {
      const next = told(state, count(`e${person}`, 'refused'));
      if (next.types.includes('marketing.popularity.wanted')) wanted.push(person);
      state = next.state;
    }
    assert.deepEqual(wanted, [10, 20]);
    assert.equal(state.asked, 20);
  });
});
