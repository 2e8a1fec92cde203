import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** What a run came to, as mocha's reporter leaves it for `npm test`. */
export interface Report {
  readonly passed: number;
  /** Full titles. */
  readonly failed: readonly string[];
  readonly skipped: readonly string[];
}

/** How long what the tests have started may keep the process alive when they have ended. */
const graceMs = 5_000;

/** Mocha's spec output; the counts go to the file that the reporter option `output` names. */
export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const events = Mocha.Runner.constants;
    const failed: string[] = [];
    const skipped: string[] = [];
    let passed = 0;
    runner.on(events.EVENT_TEST_PASS, () => {
      passed += 1;
    });
    runner.on(events.EVENT_TEST_FAIL, (test) => failed.push(test.fullTitle()));
    runner.on(events.EVENT_TEST_PENDING, (test) => skipped.push(test.fullTitle()));
    runner.once(events.EVENT_RUN_END, () => {
      const leave = (report: Report) => writeFileSync(options.reporterOptions.output, JSON.stringify(report));
      leave({ passed, failed, skipped });
      setTimeout(() => {
        const running = process.getActiveResourcesInfo().join(', ');
        leave({ passed, failed: [...failed, `after the tests something still runs: ${running}`], skipped });
        process.exit();
      }, graceMs).unref();
    });
  }
}
