import assert from 'node:assert/strict';
import { becomes, passes } from '../support/system.api.ts';
import { audit } from '../support/system.audit.ts';
import { newSystem } from '../support/system.scales.ts';

describe('NATS has lost its streams', function () {
  this.timeout(120_000);
  const system = newSystem.inFourServices();
  before(() => system.start());
  after(() => system.stop());

  /** Rentals in each state that others must hear of, and have not heard of: book does not run. */
  async function unheard() {
    const titles = [await system.newTitle(1), await system.newTitle(1), await system.newTitle(1)] as const;
    const [ending, taken] = [await system.reserved(system.newMember(), titles[0]), await system.newTitle(1)];
    const loan = await system.reserved(system.newMember(), taken);
    for (const { id } of [ending, loan]) await becomes(() => system.mypage(id), { state: 'ready' });
    await system.stopService('book');
    const first = await system.reserved(system.newMember(), titles[1]);
    const second = await system.reserved(system.newMember(), titles[1]);
    const none = await system.reserved(system.newMember(), 'no-such-title');
    await system.asked(ending.id, 'cancel');
    await system.asked(loan.id, 'rental');
    await becomes(() => system.mypage(ending.id), { state: 'refunded' });
    return { titles, taken, ending, loan, first, second, none };
  }

  async function agree({ titles, taken, ending, loan, first, second, none }: Awaited<ReturnType<typeof unheard>>) {
    await becomes(() => system.mypage(first.id), { state: 'ready', copy: 1 });
    await becomes(() => system.mypage(second.id), { state: 'waiting' });
    await becomes(() => system.mypage(none.id), { state: 'refunded' });
    await becomes(() => system.mypage(ending.id), { state: 'refunded' });
    await becomes(() => system.mypage(loan.id), { state: 'rented' });
    await becomes(() => system.book(titles[0]), { available: 1 });
    await becomes(() => system.book(taken), { available: 0, bookStatus: 'rentaled' });
    await passes(async () => void (await audit(system)));
  }

  it('while all stood still: after the restart all follows that had not yet, by itself', async () => {
    const made = await unheard();
    await system.processes.kill();
    await system.processes.loseStreams();
    await system.processes.restart();
    await agree(made);
  });

  it('while the services run: all follows that had not yet, by itself', async () => {
    const made = await unheard();
    await system.processes.loseStreams();
    await system.startService('book');
    await agree(made);
  });

  it('and nobody has noticed: `repair` in the console makes up for it', async () => {
    const before = await system.console.call<{ restated: Record<string, number> }>('operations.repair', {});
    assert.ok((before.restated.rental ?? 0) > 0 && (before.restated.payment ?? 0) > 0);
    await passes(async () => void (await audit(system)));
  });
});
