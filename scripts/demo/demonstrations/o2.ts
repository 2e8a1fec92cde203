import { type Demo, part } from '../demo.ts';

export const o2: Demo = {
  title: 'Circuit breaker with a fallback: payment is stopped, and comes back',
  shown: '“100 %”, by keeping reservations that nobody had paid. Here they are turned away instead, and counted apart',
  figures: { availability: '100 %' },
  async play(show) {
    const { stage, seconds, expect, expectFigure } = show;
    const third = Math.ceil(seconds / 3);
    const before = await part(show, 'All is well', { atOnce: 20, seconds: third });
    expectFigure('all are accepted', before.share('accepted') === 100);
    const during = await part(show, 'Payment is killed', { atOnce: 20, seconds: third }, () =>
      stage.processes.remove('payment-1', 'SIGKILL'),
    );
    expect('nobody gets an error: who cannot be served is turned away', during.counts.error === 0);
    await stage.processes.add('payment-1');
    const after = await part(show, 'Payment is back', { atOnce: 20, seconds: third, isMain: true });
    expectFigure('most are accepted again', after.share('accepted') > 50);
  },
};
