import assert from 'node:assert/strict';
import { Tally } from '../../mixins/trial/tally.ts';
import { resultTable } from './table.ts';

describe('The table of a demonstration', () => {
  it('shows each part, all of them, and what the documents measured', () => {
    const [before, main, all] = [new Tally(), new Tally(), new Tally()];
    for (const tally of [before, all]) tally.add('shed', 10);
    for (const tally of [main, all]) for (const ms of [600, 700, 800]) tally.add('accepted', ms);
    main.closeWindow(2);
    const verdict = { lost: ['a'], doubled: [], unpaid: [], balanced: true, unknownDone: 0, standing: 3 };
    const parts = [
      { tally: before, isMain: false },
      { tally: main, isMain: true },
    ];
    const documents = { availability: '100 %', rate: '147.12', time: '0.68 s' };
    assert.equal(
      resultTable(parts, all, verdict, documents),
      `
                      part 1      part 2         all   documents, part 2
accepted                   0           3           3
refused                    0           0           0
shed                       1           0           1
errors                     0           0           0
unknown                    0           0           0
availability          0.00 %    100.00 %     75.00 %   100 %
accepted/s               0.0         1.5               147.12
median time           0.01 s      0.70 s      0.60 s   0.68 s
lost                                               1
doubled                                            0
unpaid                                             0
ledger                                      balanced`.slice(1),
    );
  });
});
