import assert from 'node:assert/strict';
import fc from 'fast-check';
import { randomly } from '../../test/support/random.ts';
import { type Claims, granted, left, lookUp, noClaims, released, used } from './claims.ts';
import { hear, type Place, type Word } from './intent.ts';

describe('Claims', () => {
  it('are granted while there is enough, whole or not at all, and once', () => {
    let claims = granted(noClaims(3), 'a', 2);
    assert.equal(lookUp(claims, 'a', 2), 'had');
    assert.equal(lookUp(claims, 'b', 2), 'short');
    assert.equal(lookUp(claims, 'b'), 'free');
    claims = granted(claims, 'b');
    assert.equal(left(claims), 0);
  });

  it('that are given back are there for others; those that are used are gone', () => {
    const claims = granted(granted(noClaims(3), 'a'), 'b', 2);
    assert.equal(left(released(claims, 'a')), 1);
    assert.deepEqual([left(used(claims, 'b')), used(claims, 'b').limit], [0, 1]);
  });

  it('that are given back before they are heard of are over when they come', () => {
    const claims = released(noClaims(3), 'late');
    assert.equal(lookUp(claims, 'late'), 'over');
    assert.equal(left(claims), 3);
  });

  it('never grant more than there is, whatever is asked, used and given back', () => {
    const step = fc.record({
      what: fc.constantFrom('claim', 'release', 'use'),
      id: fc.constantFrom(...'abcdefgh'),
      quantity: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 0, max: 6 }), (steps, limit) => {
        let claims = noClaims(limit);
        for (const { what, id, quantity } of steps) {
          if (what === 'claim' && lookUp(claims, id, quantity) === 'free') claims = granted(claims, id, quantity);
          if (what === 'release' && lookUp(claims, id) !== 'over') claims = released(claims, id);
          if (what === 'use' && lookUp(claims, id) === 'had') claims = used(claims, id);
          assert.ok(left(claims) >= 0 && claims.limit >= 0);
        }
      }),
      { seed: 20_261_126, numRuns: 2_000 },
    );
  });

  it('stay small, however many were refused and given up', () => {
    let claims = granted(noClaims(1), 'first');
    for (let count = 0; count < 3_000; count += 1) assert.equal(lookUp(claims, `refused-${count}`), 'short');
    for (let count = 0; count < 3_000; count += 1) claims = released(claims, `01M8C9RPJ1M7X20FPRV5B5${count}`);
    assert.ok(JSON.stringify(claims).length < 4_096);
  });

  /** What is sent may be lost, late or out of order; events come again; an asker that dies finds its intent again. */
  interface World {
    readonly ask: 'once' | 'again';
    readonly release: typeof released;
  }

  function simulate(seed: number, { ask, release }: World): string[] {
    const random = randomly(seed);
    const limit = 2;
    let claims: Claims = noClaims(limit);
    const askers = new Map<string, Place>(Array.from({ length: 5 }, (_, index) => [`v${index}`, 'asked' as Place]));
    const post: (() => void)[] = [];
    const tell = (key: string, word: Pick<Word, 'type'>) => {
      const next = hear({ ...word, key } as Word, { place: askers.get(key) as Place, key });
      if (next && next !== 'void') askers.set(key, next);
      if (next === 'abandoning') settle(key);
    };
    const settle = (key: string) => {
      const once = () => {
        if (lookUp(claims, key) !== 'over') claims = release(claims, key);
        post.push(() => tell(key, { type: 'settle' }));
      };
      post.push(once);
      if (random() < 0.3) post.push(once);
    };
    const hold = (key: string) => {
      post.push(() => {
        const found = lookUp(claims, key);
        if (found === 'free') claims = granted(claims, key);
        const type = found === 'free' || found === 'had' ? 'grant' : 'deny';
        if (random() < 0.8) post.push(() => tell(key, { type }));
      });
    };
    for (const key of askers.keys()) {
      hold(key);
      if (ask === 'again' && random() < 0.5) hold(key);
      post.push(() => tell(key, { type: 'giveUp' }));
    }
    while (post.length > 0) post.splice(Math.floor(random() * post.length), 1)[0]?.();
    const wrong: string[] = [];
    for (const [key, place] of askers) {
      const has = lookUp(claims, key) === 'had';
      if (has !== (place === 'granted')) wrong.push(`${key} is ${place}, and has ${has}`);
      if (place === 'asked' || place === 'abandoning') wrong.push(`${key} is ${place} for ever`);
    }
    if (left(claims) < 0) wrong.push('more is granted than there is');
    return wrong;
  }

  const seeds = Array.from({ length: 5_000 }, (_, index) => index + 1);
  const badRuns = (world: World) => seeds.filter((seed) => simulate(seed, world).length > 0).length;

  it('agree with those who claim, whatever is lost, late, repeated or out of order', () => {
    assert.equal(badRuns({ ask: 'once', release: released }), 0);
  });

  it('would not, if what comes late were forgotten, or somebody asked again', () => {
    const forgetful: typeof released = (claims, id) => (lookUp(claims, id) === 'had' ? released(claims, id) : claims);
    assert.ok(badRuns({ ask: 'once', release: forgetful }) > 0);
    assert.ok(badRuns({ ask: 'again', release: released }) > 0);
  });
});
