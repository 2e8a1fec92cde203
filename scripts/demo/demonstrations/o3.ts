import { type Demo, part } from '../demo.ts';

export const o3: Demo = {
  title: 'Scale-out: payment takes 400 to 620 ms, with 1 process and with 3',
  shown: '100 %, 147.12 requests/s, 0.68 s (3 replicas, 100 users, 180 s)',
  figures: { availability: '100 %', rate: '147.12', time: '0.68 s' },
  isReplicated: true,
  env: { PAYMENT_SANDBOX_DELAY_MS: '400', PAYMENT_SANDBOX_JITTER_MS: '220' },
  async play(show) {
    const { stage, seconds, expect, expectFigure } = show;
    await part(show, 'One process of payment', { atOnce: 100, seconds: Math.ceil(seconds / 2) });
    await Promise.all([stage.processes.add('payment-2'), stage.processes.add('payment-3')]);
    const three = await part(show, 'Three processes of payment', { atOnce: 100, seconds, isMain: true });
    expect('nobody gets an error', three.counts.error === 0);
    expectFigure('all are accepted', three.share('accepted') === 100);
    expectFigure(
      `at least 165 requests/s of the 196 that the delay allows: ${three.rate.toFixed(1)}`,
      three.rate >= 165,
    );
  },
};
