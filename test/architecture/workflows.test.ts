import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Job {
  readonly 'timeout-minutes'?: number;
  readonly steps: readonly { readonly run?: string; readonly uses?: string }[];
}

for (const file of globSync('.github/workflows/*.yml')) {
  describe(file, () => {
    const source = readFileSync(file, 'utf8');
    const workflow = parse(source) as { permissions?: object; concurrency?: object; jobs: Record<string, Job> };
    const jobs = Object.values(workflow.jobs);

    it('declares permissions, concurrency and timeouts', () => {
      assert.ok(workflow.permissions && workflow.concurrency);
      assert.ok(jobs.every((job) => job['timeout-minutes']));
    });

    it('runs only scripts of this project', () => {
      for (const { run } of jobs.flatMap(({ steps }) => steps))
        if (run !== undefined) {
          assert.match(run, /^npm run [\w:.${} -]+$/);
          const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
          const name = run.split(' ')[2] ?? '';
          if (!run.includes('${{')) assert.ok(scripts[name], run);
          // What others choose, such as the name of a tag, would be run by the shell.
          assert.doesNotMatch(run, /\$\{\{ *(github|inputs|vars|secrets)/);
        }
    });

    it('pins each action by commit, with its version', () => {
      for (const [line] of source.matchAll(/uses:.*/g))
        assert.match(line, /^uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    });
  });
}
