import assert from 'node:assert/strict';
import type { MypageView } from '../../../services/library/mypage/mypage.contract.ts';
import { Changes } from './changes.ts';

describe('What a page tells its reader of their rentals', () => {
  const row = (state: MypageView['state']) => ({ id: 'r', state }) as MypageView;
  const told = (change: { rental: MypageView }[]) => change.map(({ rental }) => rental.state);
  let changes: Changes;

  beforeEach(() => {
    changes = new Changes();
  });

  it('is nothing of what it reads first', () => {
    assert.deepEqual(told(changes.of(row('requested'), undefined)), []);
    assert.deepEqual(told(changes.of(row('ready'), row('requested'))), []);
  });

  it('is each change after the first look, and no past that is read later', () => {
    changes.endFirstLook();
    assert.deepEqual(told(changes.of(row('ready'), undefined)), ['ready']);
    assert.deepEqual(told(changes.of(row('ready'), row('ready'))), []);
    assert.deepEqual(told(changes.of(row('returned'), undefined)), []);
  });

  it('is what was asked for here, if the answer comes before its rows', () => {
    assert.deepEqual(told(changes.ask(undefined, 'r')), []);
    assert.deepEqual(told(changes.of(row('requested'), undefined)), ['requested']);
    assert.deepEqual(told(changes.of(row('ready'), row('requested'))), ['ready']);
  });

  it('is what was asked for here, if a row comes before the answer and another before the first look ends', () => {
    changes.of(row('requested'), undefined);
    assert.deepEqual(told(changes.ask(row('requested'), 'r')), ['requested']);
    assert.deepEqual(told(changes.of(row('ready'), row('requested'))), ['ready']);
  });

  it('is the end of what was asked for here, if that is the first that the page reads', () => {
    changes.endFirstLook();
    changes.of(row('refunded'), undefined);
    assert.deepEqual(told(changes.ask(row('refunded'), 'r')), ['refunded']);
    changes.ask(undefined, 'other');
    assert.deepEqual(told(changes.of({ ...row('refunded'), id: 'other' }, undefined)), ['refunded']);
  });

  it('is told once', () => {
    changes.of(row('ready'), undefined);
    assert.deepEqual(told(changes.ask(row('ready'), 'r')), ['ready']);
    assert.deepEqual(told(changes.ask(row('ready'), 'r')), []);
    changes.endFirstLook();
    assert.deepEqual(told(changes.of(row('ready'), row('ready'))), []);
  });

  it('is nothing for whoever looks next', () => {
    changes.ask(undefined, 'r');
    changes.forget();
    assert.deepEqual(told(changes.of(row('ready'), undefined)), []);
  });
});
