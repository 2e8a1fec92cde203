import assert from 'node:assert/strict';
import { Tally } from '../../../mixins/trial/tally.ts';
import { begun, counted, courseOf, judged } from './load.ts';

const now = Date.parse('2026-02-01T09:00:00.000Z');
const good = { lost: [], doubled: [], unpaid: [], balanced: true, unknownDone: 0, standing: 0 };

describe('The load of the outage laboratory', () => {
  const view = begun(courseOf({ members: 3, seconds: 5 }), now);

  it('is what was asked for, or a preset with its disturbances', () => {
    assert.deepEqual(courseOf({}), { members: 20, seconds: 20, steps: [] });
    assert.equal(view.until, '2026-02-01T09:00:05.000Z');
    assert.deepEqual(
      courseOf({ preset: 'o2', members: 1 }).steps.map(({ service, way }) => [service, way]),
      [['payment', 'stop']],
    );
  });

  it('counts what became of the requests, all of them and of each second, of which the newest ten are kept', () => {
    const tally = new Tally();
    let shown = view;
    for (let second = 1; second <= 12; second += 1) {
      for (let count = 0; count < second; count += 1) tally.add('shed', 10);
      tally.add('accepted', 30);
      shown = counted(shown, tally, now + second * 1_000);
    }
    assert.equal(shown.counts.shed, 78);
    assert.equal(shown.median, 10);
    assert.deepEqual(
      shown.seconds.map(({ shed, accepted }) => [shed, accepted]),
      [3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((shed) => [shed, 1]),
    );
  });

  it('ends with a verdict, which is good only when it could be read and nothing is under way', () => {
    assert.deepEqual(judged(view, good, true).verdict?.faults, []);
    assert.deepEqual(judged(view, { ...good, lost: ['a'] }, true).verdict, {
      ...{ lost: 1, doubled: 0, unpaid: 0, balanced: true },
      faults: ['lost: a'],
    });
    assert.deepEqual(judged(view, good, false).verdict?.faults, ['something is still under way']);
    assert.equal(judged(view, undefined, false).verdict?.faults.length, 2);
  });
});
