import assert from 'node:assert/strict';
import { systems } from '../../services/systems.ts';
import { removeDir } from '../support/tempdir.ts';
import { Layout } from './cluster/layout.ts';
import { isFound, plansOf, runPlanted } from './planted.ts';
import { reportOf } from './report.ts';
import { runChaos } from './run.ts';
import { drawSchedule } from './schedule.ts';
import { provedBy } from './systems.ts';

const proved = await provedBy(systems);
const layout = new Layout(proved.proofs);
const plans = plansOf(proved.proofs);

describe('A system of many processes', function () {
  this.timeout(300_000);
  const stopping = new AbortController();
  const { signal } = stopping;
  after(() => stopping.abort());

  it('loses nothing and doubles nothing in a minute of chaos', async () => {
    const drawn = { seed: 7, seconds: 60 };
    const run = await runChaos({ ...proved, ...drawn, schedule: drawSchedule({ ...drawn, layout }), signal });
    assert.equal(run.violations.length, 0, reportOf(run));
  });

  // All of them: npm run chaos -- --planted
  for (const name of ['outbox-cleared-before-publish', 'inbox-off'])
    it(`would lose or double something, and be found out: ${name}`, async () => {
      const plan = plans[name] ?? assert.fail(`there is no ${name}`);
      const run = await runPlanted(plan, { ...proved, seed: 7, signal });
      assert.ok(isFound(plan, run.violations), reportOf(run));
      removeDir(run.folder);
    });
});
