import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { burst, KeyBursts } from './key-bursts.ts';

describe('Keys of a scanner and of a hand', () => {
  const plain = { code: '', repeat: false, isComposing: false, ctrlKey: false, metaKey: false, altKey: false };

  /** Presses keys, so many milliseconds apart. @returns what acted, and the text that was scanned */
  async function pressAll(keys: readonly string[], apart: number, more = {}) {
    const bursts = new KeyBursts();
    const acted: string[] = [];
    let scanned: string | undefined;
    for (const [index, key] of keys.entries()) {
      scanned = bursts.see({ ...plain, key, timeStamp: index * apart, ...(index > 0 && more) }) ?? scanned;
      bursts.ifAlone(() => acted.push(key));
    }
    await sleep(burst + 20);
    return { acted, scanned };
  }

  it('a scanned number acts with none of its letters, its first and its last included', async () => {
    const { acted, scanned } = await pressAll([...'YWDR0O'], 8);
    assert.deepEqual(acted, []);
    assert.equal(scanned, 'YWDR0O');
  });

  it('one key acts, also when it is held down or has just followed a scan and its Enter', async () => {
    assert.deepEqual(await pressAll(['r'], 0), { acted: ['r'], scanned: undefined });
    assert.deepEqual((await pressAll(['o', 'o', 'o'], 30, { repeat: true })).acted, ['o']);
    assert.deepEqual((await pressAll(['A', '1', 'Enter', 'r'], 8)).acted, ['r']);
  });

  it('one key does not act when Enter ends it as a scan', async () => {
    const bursts = new KeyBursts();
    let isDone = false;
    bursts.see({ ...plain, key: 'r', timeStamp: 0 });
    bursts.ifAlone(() => {
      isDone = true;
    });
    bursts.see({ ...plain, key: 'Enter', timeStamp: 8 });
    await sleep(burst + 20);
    assert.equal(isDone, false);
  });

  it('keys that are as slow as a hand are no scan', async () => {
    assert.equal((await pressAll(['o', 'r'], burst + 1)).scanned, undefined);
  });
});
