import assert from 'node:assert/strict';
import { useJoined } from '../support/joined.ts';
import { Market } from '../support/market.client.ts';
import { becomes } from '../support/system.api.ts';

describe('A market of which a process is killed', function () {
  this.timeout(180_000);
  const joined = useJoined('market', 'registration');
  const [delivery, approval] = ['market.delivery', 'registration.approval'] as const;

  it('takes orders without delivery, and sends them when it is started again', async () => {
    const system = await joined.overNats('kakao', 'market.order market.customerview registration', delivery);
    const market = new Market(system.url);
    await market.isOpen();
    system.processes.get(delivery)?.signal('SIGKILL');
    await system.processes.get(delivery)?.ended;
    const { status, body } = await market.order(33);
    assert.deepEqual([status, body.state], [201, 'paid']);
    await system.start(delivery);
    await becomes(() => market.states('33'), ['shipped']);
  });

  it('withdraws what was cancelled when the reviewers’ service is started again', async () => {
    const system = await joined.overNats('market', 'registration.request registration.pubview', approval);
    const market = new Market(system.url);
    await market.isOpen();
    const { body } = await market.ask('99');
    system.processes.get(approval)?.signal('SIGTERM');
    await system.processes.get(approval)?.ended;
    const { status, retryAfter } = await market.ask('98');
    assert.equal(status, 503);
    assert.ok(Number(retryAfter) > 0);
    assert.equal((await market.withdraw(body.id)).status, 200);
    await system.start(approval);
    await becomes(() => market.approval(body.id), 'withdrawn' as never);
    const rows = await market.send<{ total: number }>('GET', '/market/regRequests?bookId=98');
    assert.equal(rows.body.total, 0);
  });
});
