import assert from 'node:assert/strict';
import type { ServiceBroker } from 'moleculer';
import identity from '../../services/identity/identity.service.ts';
import type { RentalView } from '../../services/library/rental/rental.contract.ts';
import rental from '../../services/library/rental/rental.service.ts';
import payment from '../../services/payment/payment.service.ts';
import { useNodes } from '../support/node.ts';

describe('A reservation that staff makes for a member', () => {
  const start = useNodes();
  const desk = { by: { id: 'choi', role: 'librarian' } };
  let asked = 0;
  const reserve = (broker: ServiceBroker, memberId: string, meta: object) => {
    asked += 1;
    const params = { id: `r${asked}`, memberId, bookId: 'dune' };
    return broker.call<RentalView, object>('rental.reserve', params, { meta });
  };

  describe('where members have accounts', () => {
    const meta = { ...desk, accounts: true };
    let broker: ServiceBroker;
    before(async () => {
      ({ broker } = await start([rental, payment, identity]));
      await broker.call('identity.register', { id: 'kim', role: 'member', password: 'correct horse battery' });
    });

    it('is taken for one who has an account', async () => {
      assert.equal((await reserve(broker, 'kim', meta)).memberId, 'kim');
    });

    it('is refused for one who has none, before anything is charged, and says what was meant', async () => {
      const payments = await broker.call<number, object>('payment.count', {});
      for (const [memberId, detail] of [
        ['Kim', /no member "Kim"\. Did you mean "kim"\?/],
        ['lee', /no member "lee"\. Add an account first/],
        ['auth0|507f', /no member "auth0\|507f"/],
        ['김민지', /no member "김민지"/],
      ] as const)
        await assert.rejects(reserve(broker, memberId, meta), (error: Error & { type?: string }) => {
          assert.equal(error.type, 'unknown-member');
          assert.match(error.message, detail);
          return true;
        });
      assert.equal(await broker.call('payment.count', {}), payments);
    });

    it('is not asked about a member who reserves themselves', async () => {
      const own = { by: { id: 'park', role: 'member' }, onlyFor: 'park', accounts: true };
      assert.equal((await reserve(broker, 'park', own)).memberId, 'park');
    });
  });

  it('is turned away when identity cannot be asked, and a repeat of one that was taken is not', async () => {
    const { broker } = await start([rental, payment]);
    const meta = { ...desk, accounts: true };
    const params = { id: 'again', memberId: 'kim', bookId: 'dune' };
    await broker.call('rental.reserve', params);
    assert.equal((await broker.call<RentalView, object>('rental.reserve', params, { meta })).id, 'again');
    await assert.rejects(reserve(broker, 'kim', meta), { type: 'members-unavailable', code: 503 } as object);
  });

  it('is taken where the library keeps no accounts, which the log says once', async () => {
    const { broker, warnings } = await start([rental, payment]);
    for (const memberId of ['Kim', 'lee']) assert.equal((await reserve(broker, memberId, desk)).memberId, memberId);
    assert.equal(warnings.filter((text) => text.includes('keeps no accounts')).length, 1);
  });
});
