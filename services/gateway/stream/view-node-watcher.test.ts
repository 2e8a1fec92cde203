import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../../../test/support/eventually.ts';
import { ViewNodeWatcher } from './view-node-watcher.ts';

describe('Who reads changes of my page', () => {
  const node = (...names: string[]) => ({ node: { services: names.map((name) => ({ name })) } });

  it('looks anew once when nodes with my page have come, and for no others', async () => {
    let looks = 0;
    const viewNodes = new ViewNodeWatcher(
      ['mypage'],
      () => {
        looks += 1;
      },
      20,
    );
    viewNodes.nodeConnected(node('rental', 'mypage'));
    viewNodes.nodeConnected(node('mypage'));
    await eventually(() => looks === 1);
    viewNodes.nodeConnected(node('rental'));
    await delay(50);
    assert.equal(looks, 1);
    viewNodes.nodeConnected(node('mypage'));
    viewNodes.end();
    await delay(50);
    assert.equal(looks, 1);
  });
});
