import assert from 'node:assert/strict';
import { Gate } from '../../test/support/gate.ts';
import { Lanes } from './lanes.ts';

describe('Lanes', () => {
  /** Resolves when the task has run. */
  const run = (lanes: Lanes, key: string, task: () => Promise<void>) =>
    new Promise<void>((resolve) => {
      lanes.run(key, () => task().finally(resolve));
    });

  it('run the tasks of one key one after another, in the order they came', async () => {
    const lanes = new Lanes(8);
    const steps: string[] = [];
    const task = (name: string, turns: number) =>
      run(lanes, 'a', async () => {
        steps.push(`${name} begins`);
        for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
        steps.push(`${name} ends`);
      });
    await Promise.all([task('first', 5), task('second', 0), task('third', 2)]);
    const inOrder = ['first', 'second', 'third'].flatMap((name) => [`${name} begins`, `${name} ends`]);
    assert.deepEqual(steps, inOrder);
  });

  it('run different keys at once, up to the limit', async () => {
    const lanes = new Lanes(3);
    const gate = new Gate();
    let running = 0;
    const tasks = Array.from({ length: 10 }, (_, key) =>
      run(lanes, `${key}`, async () => {
        running += 1;
        await gate.pass();
      }),
    );
    assert.equal(running, 3);
    gate.open();
    await Promise.all(tasks);
    assert.equal(running, 10);
  });

  it('let no key take a place while it waits for itself', async () => {
    const lanes = new Lanes(2);
    const gate = new Gate();
    const slow = [1, 2, 3, 4].map(() => run(lanes, 'slow', () => gate.pass()));
    await run(lanes, 'quick', async () => {});
    gate.open();
    await Promise.all(slow);
  });

  it('are idle when nothing runs or waits', async () => {
    const lanes = new Lanes(1);
    await lanes.idle();
    const gate = new Gate();
    const ended: string[] = [];
    for (const key of ['a', 'b']) void run(lanes, key, () => gate.pass()).then(() => ended.push(key));
    const idle = lanes.idle().then(() => ended.push('idle'));
    gate.open();
    await idle;
    assert.deepEqual(ended, ['a', 'b', 'idle']);
  });
});
