import assert from 'node:assert/strict';
import { chmodSync, readdirSync } from 'node:fs';
import process from 'node:process';
import { demos } from '../../scripts/demo/list.ts';
import { eventually } from '../support/eventually.ts';
import { type Script, scripts } from '../support/script.ts';
import { useTempDirs } from '../support/tempdir.ts';

/** Milliseconds that a demonstration takes to begin, on a machine that is busy. */
const beginning = 90_000;

describe('npm run demo', function () {
  this.timeout(300_000);
  const run = scripts();
  const newDir = useTempDirs();
  let temporary: string;
  beforeEach(() => {
    temporary = newDir();
    chmodSync(temporary, 0o755); // PostgreSQL runs as another user.
  });
  const demo = (...args: readonly string[]) => run('scripts/demo.ts', args, { TMPDIR: temporary });

  /** Every process that it said it had started is gone, and nothing is left of its folders. */
  const leavesNothing = async ({ output }: Script, processes: number) => {
    const pids = Array.from(output.matchAll(/pid (\d+)/g), ([, pid]) => Number(pid));
    assert.ok(new Set(pids).size >= processes, output);
    await eventually(() => !pids.some(isRunning));
    assert.deepEqual(readdirSync(temporary), []);
  };

  it('lists the demonstrations, and says what it cannot do', async () => {
    const list = demo('--list');
    assert.equal(await list.ended, 0);
    for (const [name, { title }] of Object.entries(demos))
      assert.match(list.output, new RegExp(`^${name} +${title}$`, 'm'));
    for (const [args, message] of [
      [[], /^Name a demonstration: o1, o2/],
      [['o99'], /^There is no demonstration "o99", but o1, o2/],
      [['o8'], /^O8 is the pipeline/],
      [['o1', '--seconds', 'x'], /^--seconds is "x", but must be a whole number/],
      [['o1', '--kill', 'archive'], /^--kill is "archive", but o1 has processes of gateway, rental/],
      [['o1', '--with', 'ab'], /^--with is "ab", but must be siege or wrk/],
      [['o3', '--with', 'wrk', '--on', 'kubernetes'], /^--with is for processes of this machine/],
      [['--loud'], /^Unknown option '--loud'/],
    ] as const) {
      const wrong = demo(...args);
      assert.equal(await wrong.ended, 2);
      assert.match(wrong.output, message);
      assert.match(wrong.output, /Usage: npm run demo/);
    }
  });

  it('plays one while a process of it is killed, and finds everything as it must be', async () => {
    const played = demo('o10', '--seconds', '4', '--kill');
    assert.equal(await played.ended, 0, played.output);
    assert.match(played.output, /! rental-1, pid \d+, was killed; the supervisor starts it again/);
    assert.match(played.output, /^✔ Verdict: green$/m);
    await leavesNothing(played, 6);
  });

  it('goes on when somebody kills a process of it, and finds what somebody else has spoilt', async () => {
    const played = demo('o2', '--seconds', '9');
    const [, url] = await played.printed(/serves at (http:\S+),/, beginning);
    const [, gateway] = await played.printed(/gateway-1 runs, pid (\d+)/);
    const post = (memberId: string) =>
      fetch(`${url}/rentals`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ memberId, bookId: 'demo-50' }),
      });
    await played.printed(/20 members at once/);
    await eventually(async () => (await post('m1')).status === 201);
    process.kill(Number(gateway), 'SIGKILL');
    assert.equal(await played.ended, 1, played.output);
    assert.match(played.output, /! gateway-1, pid \d+, was killed/);
    assert.match(played.output, /^doubled +1$/m);
    assert.match(played.output, /^✖ doubled: m1 has two$/m);
    assert.match(played.output, /^✖ Verdict: red/m);
  });

  for (const [when, pattern, processes] of [
    ['while servers start', /^Starting NATS, PostgreSQL/m, 0],
    ['while services start', /-1 runs, pid/, 1],
    ['under load', /members at once/, 5],
  ] as const)
    it(`leaves nothing behind when it is stopped ${when}, even twice`, async () => {
      for (const times of [1, 2]) {
        const played = demo('o4', '--seconds', '60');
        await played.printed(pattern, beginning);
        played.signal('SIGINT');
        if (times === 2) {
          await played.printed(/^Stopped/m);
          setTimeout(() => played.signal('SIGINT'), 350);
        }
        assert.equal(await played.ended, 130, played.output);
        await leavesNothing(played, processes);
      }
    });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
