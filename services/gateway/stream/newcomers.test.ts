import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../../../test/support/eventually.ts';
import { Newcomers } from './newcomers.ts';

describe('Who reads changes of my page', () => {
  const node = (...names: string[]) => ({ node: { services: names.map((name) => ({ name })) } });

  it('looks anew once when nodes with my page have come, and for no others', async () => {
    let looks = 0;
    const newcomers = new Newcomers(
      ['mypage'],
      () => {
        looks += 1;
      },
      20,
    );
    newcomers.met(node('rental', 'mypage'));
    newcomers.met(node('mypage'));
    await eventually(() => looks === 1);
    newcomers.met(node('rental'));
    await delay(50);
    assert.equal(looks, 1);
    newcomers.met(node('mypage'));
    newcomers.end();
    await delay(50);
    assert.equal(looks, 1);
  });
});
