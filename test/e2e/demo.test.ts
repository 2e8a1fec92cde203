import assert from 'node:assert/strict';
import { demos } from '../../scripts/demo/list.ts';
import { scripts } from '../support/script.ts';

describe('npm run demo', function () {
  this.timeout(180_000);
  const run = scripts();
  const demo = (...args: readonly string[]) => run('scripts/demo.ts', args);

  it('lists the demonstrations, and says what it cannot do', async () => {
    const list = demo('--list');
    assert.equal(await list.ended, 0);
    for (const [name, { title }] of Object.entries(demos))
      assert.match(list.output, new RegExp(`^${name} +${title}$`, 'm'));
    for (const [args, message] of [
      [[], /^Name a demonstration: o1, o2/],
      [['o99'], /^Name a demonstration/],
      [['o1', '--seconds', 'x'], /^--seconds is "x", but must be a whole number/],
      [['--loud'], /^Unknown option '--loud'/],
    ] as const) {
      const wrong = demo(...args);
      assert.equal(await wrong.ended, 2);
      assert.match(wrong.output, message);
      assert.match(wrong.output, /Usage: npm run demo/);
    }
  });

  it('plays one, and finds everything as it must be', async () => {
    const played = demo('o10', '--seconds', '4');
    assert.equal(await played.ended, 0, played.output);
    assert.match(played.output, /✔ \d+ were told 201: lost 0, doubled 0, unpaid 0; the ledger is balanced/);
  });

  it('ends with all its processes at Ctrl-C', async () => {
    const played = demo('o10', '--seconds', '60');
    await played.printed(/20 members at once/, 90_000);
    played.signal('SIGINT');
    assert.equal(await played.ended, 1, played.output);
    assert.match(played.output, /Stopped\./);
  });
});
