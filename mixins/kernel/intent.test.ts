import assert from 'node:assert/strict';
import { type Ask, askInOrder, concluding, hear, type Intent, keyOf, type Place, type Word } from './intent.ts';

describe('An intent', () => {
  const key = 'r1';
  const words: readonly Word['type'][] = ['grant', 'deny', 'giveUp', 'settle'];
  /** Where each word leads, by where the intent is; `-`: nowhere. */
  const table: Readonly<Record<Place, string>> = {
    asked: 'granted denied abandoning -',
    granted: '- - - -',
    denied: 'void - - -',
    abandoning: 'void - - abandoned',
    abandoned: 'void - - -',
  };

  for (const [place, expected] of Object.entries(table) as [Place, string][])
    it(`that is ${place} hears each word once`, () => {
      const heard = words.map((type) => hear({ type, key }, { place, key }) ?? '-');
      assert.equal(heard.join(' '), expected);
    });

  it('takes no word of an earlier attempt: a yes to it is void', () => {
    for (const place of Object.keys(table) as Place[]) {
      const intent: Intent = { place, key: keyOf('r1', 2) };
      assert.deepEqual(
        words.map((type) => hear({ type, key }, intent)),
        ['void', undefined, undefined, undefined],
      );
    }
  });

  describe('that needs several things', () => {
    const grant: Word = { type: 'grant', key };
    const deny: Word = { type: 'deny', key, reason: 'full' };
    const giveUp: Word = { type: 'giveUp', key, due: 1 };
    const asked = (...answers: Word[]) => {
      const done: Word[] = [];
      const asks: Ask[] = answers.map((answer) => async () => {
        done.push(answer);
        return answer;
      });
      return { done, word: askInOrder(asks, () => 7) };
    };

    it('is granted when each of them is', async () => {
      const { done, word } = asked(grant, grant);
      assert.deepEqual(await word, grant);
      assert.equal(done.length, 2);
    });

    it('is denied by the first, and asks for no more', async () => {
      const { done, word } = asked(deny, grant);
      assert.deepEqual(await word, deny);
      assert.equal(done.length, 1);
    });

    it('is given up when a later one is denied, so that the first is given back', async () => {
      assert.deepEqual(await asked(grant, deny).word, { type: 'giveUp', key, due: 7, reason: 'full' });
    });

    it('is given up when nobody knows', async () => {
      assert.deepEqual(await asked(grant, giveUp, grant).word, giveUp);
    });
  });

  it('has a record say what follows from each word, and refuse a yes to what is over', () => {
    const over = { refused: 'over', kind: 'conflict', detail: '' } as const;
    const conclude = concluding((known: Intent) => known, {
      granted: () => ({ type: 'granted', data: {} }),
      denied: (_known, reason) => ({ type: 'denied', data: { reason } }),
      abandoning: (_known, due) => ({ type: 'abandoning', data: { due } }),
      abandoned: () => ({ type: 'abandoned', data: {} }),
      over: () => over,
    });
    const told = (word: Word, place: Place) => conclude(word, { place, key });
    assert.deepEqual(told({ type: 'grant', key }, 'asked'), [{ type: 'granted', data: {} }]);
    assert.deepEqual(told({ type: 'deny', key, reason: 'full' }, 'asked'), [
      { type: 'denied', data: { reason: 'full' } },
    ]);
    assert.deepEqual(told({ type: 'giveUp', key, due: 7 }, 'asked'), [{ type: 'abandoning', data: { due: 7 } }]);
    assert.deepEqual(told({ type: 'settle', key }, 'abandoning'), [{ type: 'abandoned', data: {} }]);
    assert.deepEqual(told({ type: 'settle', key }, 'granted'), []);
    assert.deepEqual(told({ type: 'grant', key }, 'abandoned'), over);
  });
});
