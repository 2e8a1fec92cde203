import assert from 'node:assert/strict';
import { OpenTables, tableOf } from './names.ts';

describe('The names of tables', () => {
  it('tell the service and the collection, also of a service whose name has dots', () => {
    assert.equal(tableOf('mypage', 'mypage'), 'mypage/mypage');
    assert.equal(tableOf('screening.mypage', 'mypage'), 'screening.mypage/mypage');
  });

  const names: readonly (readonly [service: string, collection: string])[] = [
    ['a/b', 'c'],
    ['a', 'b/c'],
    ['screening', 'mypage.view'],
    ['mypage', 'mypage__1'],
    ['', 'mypage'],
    ['mypage', ''],
    ['a"b', 'c'],
    ['rental', 'outbox'],
    ['x'.repeat(64), 'c'],
  ];
  for (const [service, collection] of names) {
    it(`"${collection}" of "${service.slice(0, 20)}" is refused, since it could be taken for another`, () => {
      assert.throws(() => tableOf(service, collection), /cannot keep/);
    });
  }

  it('are open once each', () => {
    const open = new OpenTables();
    open.add('mypage', 'mypage');
    open.add('screening.mypage', 'mypage');
    assert.throws(() => open.add('mypage', 'mypage'), /table mypage\/mypage is open already/);
    assert.throws(() => open.add('MyPage', 'mypage'), /table MyPage\/mypage is open already/);
  });
});
