import { type Demo, part } from '../demo.ts';

export const o1: Demo = {
  title: 'Circuit breaker: payment takes 400 to 620 ms, and is given 610; then it hangs',
  shown: '63.88 % available with Istio, 42.98 % with Hystrix; 13 to 42 requests/s (100 users, 60 s)',
  figures: { availability: '63.88 %, 42.98 %', rate: '13 to 42' },
  env: { PAYMENT_SANDBOX_DELAY_MS: '400', PAYMENT_SANDBOX_JITTER_MS: '220', PAYMENT_TIMEOUT_MS: '610' },
  async play(show) {
    const { stage, seconds, expect, expectFigure } = show;
    const slow = await part(show, 'Payment takes 400 to 620 ms', { atOnce: 100, seconds, isMain: true });
    expectFigure(
      `more are accepted than the documents’ 63.88 %: ${slow.share('accepted').toFixed(1)} %`,
      slow.share('accepted') > 63.88,
    );
    expect('nobody gets an error', slow.counts.error === 0);
    await stage.sandbox({ delayMs: 60_000 });
    const hangs = await part(show, 'Payment hangs', { atOnce: 100, seconds: Math.ceil(seconds / 4) });
    expectFigure('the breaker is open: half are turned away within 100 ms', hangs.time(0.5) <= 100);
    expectFigure('nobody waits longer than payment is given, and a second', hangs.time(1) <= 1_610);
    await stage.sandbox({ delayMs: 0, jitterMs: 0 });
    const again = await part(show, 'Payment is well again', { atOnce: 20, seconds: Math.ceil(seconds / 4) });
    expect('reservations are accepted again', again.counts.accepted > 0);
  },
};
