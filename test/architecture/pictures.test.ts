import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documents, redraw } from '../../scripts/architecture/document.ts';
import type { Facts } from '../../scripts/architecture/facts.ts';
import { factsHere } from '../../scripts/architecture/running.ts';
import { stormingPicture } from '../../scripts/architecture/storming.ts';

const root = join(import.meta.dirname, '../..');

describe('The pictures of the architecture', function () {
  this.timeout(60_000);
  let facts: Facts;
  before(async () => {
    facts = await factsHere();
  });

  for (const [path, language] of Object.entries(documents))
    it(`in ${path} are what the systems declare; else: npm run architecture`, () => {
      const text = readFileSync(join(root, path), 'utf8');
      assert.equal(redraw(text, facts, language), text);
    });

  it('show every system', () => {
    const shown = new Set(facts.services.map(({ system }) => system.name));
    for (const path of Object.keys(documents)) {
      const text = readFileSync(join(root, path), 'utf8');
      for (const name of shown)
        if (name !== 'platform') assert.ok(text.includes(`<!-- picture: system ${name} -->`), name);
    }
  });

  it('know who waits for whom, and who follows whom', () => {
    const between = (from: string, to: string) => facts.calls.find((call) => call.from === from && call.to === to);
    assert.deepEqual(between('rental', 'payment')?.actions, ['pay', 'settle']);
    assert.deepEqual(between('rental', 'history')?.actions, ['timeline']);
    assert.deepEqual(between('screening.screening', 'screening.hospital')?.actions, ['hold', 'release']);
    const register = facts.follows.find(({ by }) => by === 'screening.reservation');
    assert.deepEqual(register, {
      by: 'screening.reservation',
      of: 'screening.screening',
      events: ['cancelled', 'completed', 'force-cancelled'],
    });
    assert.deepEqual(facts.listeners, ['history', 'archive']);
  });

  for (const path of Object.keys(documents))
    it(`have in ${path} the reason of each relation, S and A, and of no other`, () => {
      const text = readFileSync(join(root, path), 'utf8');
      const explained = Array.from(text.matchAll(/^\| `(.+)` → `(.+)` \| ([SA]) \|/gm), ([, from, to, kind]) =>
        [from, kind, to].join(' '),
      );
      const calls = facts.calls.map(({ from, to }) => `${from} S ${to}`);
      const follows = facts.follows.flatMap(({ by, of }) => (by === of ? [] : [`${of} A ${by}`]));
      assert.deepEqual(explained.toSorted(), [...calls, ...follows].toSorted());
    });

  it('show of other systems only the events that a system follows', () => {
    const picture = stormingPicture(facts, 'marketing', 'en');
    assert.match(picture, /\["completed"\]|\["refused<br\/>completed"\]/);
    assert.doesNotMatch(picture, /screening_mypage|evicted/);
  });

  it('cannot be drawn where a marker has no end, or names what nobody draws', () => {
    assert.throws(() => redraw('<!-- picture: services -->\n', facts, 'en'), /has no <!-- end -->/);
    assert.throws(() => redraw('<!-- picture: moon -->\n<!-- end -->', facts, 'en'), /Nobody knows how to draw moon/);
  });
});
