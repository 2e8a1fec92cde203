import { eventually } from '../../../test/support/eventually.ts';
import { type Demo, part } from '../demo.ts';

export const o6: Demo = {
  title: 'Configuration: payment is given a wrong address of NATS, and then the right one',
  shown: '500 while the address of the callee is wrong; here a clear 503',
  async play(show) {
    const { stage, seconds, tell, expect, expectFigure } = show;
    await stage.processes.remove('payment-1');
    // It looks for NATS where there is none, so that nobody finds it.
    const lost = stage.processes.add('payment-2', { NATS_URL: 'nats://127.0.0.1:9' });
    lost.catch(() => {});
    const wrong = await part(show, 'NATS_URL of payment is nats://127.0.0.1:9', {
      atOnce: 10,
      seconds: Math.ceil(seconds / 3),
    });
    const answer = await stage.reserve('somebody', 'demo-1');
    tell(
      `  the answer: ${answer.status} ${JSON.stringify(answer.body)}, Retry-After ${answer.headers.get('retry-after')}`,
    );
    expect(
      'everybody is turned away with 503, and told when to come again',
      wrong.share('shed') === 100 && answer.headers.has('retry-after'),
    );
    await stage.processes.remove('payment-2', 'SIGKILL');
    await stage.processes.add('payment-1');
    await eventually(async () => (await stage.reserve(stage.newMember(), 'demo-1')).status === 201, 20_000);
    const right = await part(show, 'NATS_URL is right', { atOnce: 10, seconds: Math.ceil(seconds / 3), isMain: true });
    expectFigure('all are accepted', right.share('accepted') === 100);
  },
};
