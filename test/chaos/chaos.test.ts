import assert from 'node:assert/strict';
import { removeDir } from '../support/tempdir.ts';
import { isFound, type PlantedName, runPlanted } from './planted.ts';
import { reportOf } from './report.ts';
import { runChaos } from './run.ts';
import { drawSchedule } from './schedule.ts';

describe('A system of many processes', function () {
  this.timeout(300_000);
  const stopping = new AbortController();
  const { signal } = stopping;
  after(() => stopping.abort());

  it('loses nothing and doubles nothing in a minute of chaos', async () => {
    const drawn = { seed: 7, seconds: 60 };
    const run = await runChaos({ ...drawn, schedule: drawSchedule(drawn), signal });
    assert.equal(run.violations.length, 0, reportOf(run));
  });

  // All of them: npm run chaos -- --planted
  for (const name of ['outbox-cleared-before-publish', 'inbox-off'] satisfies PlantedName[])
    it(`would lose or double something, and be found out: ${name}`, async () => {
      const run = await runPlanted(name, { seed: 7, signal });
      assert.ok(isFound(name, run.violations), reportOf(run));
      removeDir(run.folder);
    });
});
