import assert from 'node:assert/strict';
import type { Answer } from './answer.ts';
import { ProblemError } from './problems.ts';
import { Replays } from './replays.ts';

describe('A write that is repeated with its Idempotency-Key', () => {
  const counting = () => {
    let times = 0;
    const run = async (): Promise<Answer> => {
      times += 1;
      return { status: 200, data: times };
    };
    return { run, times: () => times };
  };

  it('is answered as at first, and carried out once', async () => {
    const replays = new Replays();
    const { run, times } = counting();
    const answers = await Promise.all([replays.answer('a', {}, run), replays.answer('a', {}, run)]);
    answers.push(await replays.answer('a', {}, run));
    assert.deepEqual(
      answers.map(({ data }) => data),
      [1, 1, 1],
    );
    assert.equal(times(), 1);
    assert.equal((await replays.answer('b', {}, run)).data, 2);
  });

  it('is refused with other parameters', async () => {
    const replays = new Replays();
    const { run } = counting();
    await replays.answer('a', { role: 'member' }, run);
    assert.throws(
      () => replays.answer('a', { role: 'admin' }, run),
      (error: ProblemError) => error instanceof ProblemError && error.problem.code === 'key-reused',
    );
  });

  it('is tried again when it failed', async () => {
    const replays = new Replays();
    await assert.rejects(replays.answer('a', {}, () => Promise.reject(new Error('down'))));
    const { run } = counting();
    assert.equal((await replays.answer('a', {}, run)).data, 1);
  });

  it('is remembered for ten minutes, and no longer', async () => {
    const replays = new Replays();
    const { run, times } = counting();
    await replays.answer('a', {}, run, 0);
    await replays.answer('a', {}, run, 599_999);
    assert.equal(times(), 1);
    await replays.answer('a', {}, run, 600_000);
    assert.equal(times(), 2);
  });

  it('does not fill the memory', async () => {
    const replays = new Replays();
    const { run, times } = counting();
    for (let key = 0; key <= 10_000; key += 1) await replays.answer(String(key), {}, run, 0);
    await replays.answer('0', {}, run, 0);
    assert.equal(times(), 10_002);
  });
});
