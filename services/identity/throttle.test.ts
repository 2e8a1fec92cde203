import assert from 'node:assert/strict';
import type { Attempts } from '../../mixins/attempts/attempts.ts';
import { useCollection } from '../../test/support/collection.ts';
import { attempts, Throttle } from './throttle.ts';

describe('The throttle of sign-ins', () => {
  const given = useCollection<Attempts>(attempts);
  const times = async (count: number, attempt: (index: number) => Promise<boolean>) => {
    const admitted: boolean[] = [];
    for (let index = 0; index < count; index++) admitted.push(await attempt(index));
    return admitted.filter(Boolean).length;
  };

  it('admits ten attempts at an account, from wherever they come', async () => {
    const throttle = new Throttle(given.store);
    assert.equal(await times(12, (index) => throttle.admit('kim', `10.0.0.${index}`)), 10);
    assert.equal(await throttle.admit('lee', '10.0.0.1'), true);
  });

  it('admits fifty attempts from an address, at whichever accounts', async () => {
    const throttle = new Throttle(given.store);
    assert.equal(await times(52, (index) => throttle.admit(`member-${index}`, '10.0.0.1')), 50);
    assert.equal(await throttle.admit('member-0', '10.0.0.2'), true);
  });

  it('lets no more through that come at once', async () => {
    const throttle = new Throttle(given.store);
    const all = await Promise.all(Array.from({ length: 20 }, (_, index) => throttle.admit('kim', `10.0.0.${index}`)));
    assert.equal(all.filter(Boolean).length, 10);
  });

  it('locks nobody out for what a clock counted that was ahead', async () => {
    const year = 365 * 24 * 3_600_000;
    const state = { points: 99, due: Date.now() + year };
    await given.store.commit({ id: 'account:kim', expectedVersion: 0, version: 1, state, events: [] });
    assert.equal(await new Throttle(given.store).admit('kim', '10.0.0.1'), true);
  });

  it('counts on in a window that a clock began that is a little ahead', async () => {
    const state = { points: 10, due: Date.now() + 15 * 60_000 + 2_000 };
    await given.store.commit({ id: 'account:kim', expectedVersion: 0, version: 1, state, events: [] });
    assert.equal(await new Throttle(given.store).admit('kim', '10.0.0.1'), false);
  });

  it('forgives what was right', async () => {
    const throttle = new Throttle(given.store);
    const attempt = async () => {
      const admitted = await throttle.admit('kim', '10.0.0.1');
      await throttle.forgive('kim', '10.0.0.1');
      return admitted;
    };
    assert.equal(await times(60, attempt), 60);
    assert.equal(await times(12, () => throttle.admit('kim', '10.0.0.1')), 10);
  });

  it('counts what other processes have counted, and after a restart', async () => {
    const [one, other] = [new Throttle(given.store), new Throttle(given.store)];
    assert.equal(await times(6, () => one.admit('kim', '10.0.0.1')), 6);
    assert.equal(await times(6, () => other.admit('kim', '10.0.0.1')), 4);
  });

  it('counts anew once its time is over', async () => {
    const throttle = new Throttle(given.store);
    await given.store.commit({
      id: 'account:kim',
      expectedVersion: 0,
      version: 1,
      state: { points: 11, due: Date.now() - 1 },
      events: [],
    });
    assert.equal(await throttle.admit('kim', '10.0.0.1'), true);
  });
});
