import { type Demo, part } from '../demo.ts';

export const o3: Demo = {
  title: 'Scale-out: payment takes 400 to 620 ms, with 1 process and with 3',
  shown: '100 %, 147.12 requests/s, 0.68 s (3 replicas, 100 users, 180 s)',
  env: { PAYMENT_SANDBOX_DELAY_MS: '400', PAYMENT_SANDBOX_JITTER_MS: '220' },
  async play(show) {
    const { stage, seconds, expect } = show;
    await part(show, 'One process of payment', { atOnce: 100, seconds: Math.ceil(seconds / 2) });
    await Promise.all([stage.add('payment-2'), stage.add('payment-3')]);
    const three = await part(show, 'Three processes of payment', { atOnce: 100, seconds });
    const rate = three.counts.accepted / seconds;
    expect('all are accepted', three.share('accepted') === 100);
    expect(`at least 165 requests/s of the 196 that the delay allows: ${rate.toFixed(1)}`, rate >= 165);
  },
};
