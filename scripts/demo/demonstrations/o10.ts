import { type Demo, part } from '../demo.ts';

export const o10: Demo = {
  title: 'Retirement: of a service that only follows others, and of one that others call',
  shown: 'no effect, and callers that fail clearly',
  async play(show) {
    const { stage, seconds, expect, expectFigure } = show;
    const half = Math.ceil(seconds / 2);
    const follower = await part(
      show,
      'My page retires: it only follows',
      { atOnce: 20, seconds: half, isMain: true },
      () => stage.processes.remove('mypage-1'),
    );
    expectFigure('nobody notices: all are accepted', follower.share('accepted') === 100);
    const called = await part(show, 'Payment retires: rental calls it', { atOnce: 20, seconds: half }, () =>
      stage.processes.remove('payment-1'),
    );
    expect('nobody gets an error', called.counts.error === 0);
    const answer = await stage.reserve('somebody', 'demo-1');
    expect(
      `callers are told clearly: ${answer.status}, Retry-After ${answer.headers.get('retry-after')}`,
      answer.status === 503 && answer.headers.has('retry-after'),
    );
    await Promise.all([stage.processes.add('payment-1'), stage.processes.add('mypage-1')]);
  },
};
