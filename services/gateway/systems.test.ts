import assert from 'node:assert/strict';
import { reportOf } from './systems.ts';

describe('What is said of the systems', () => {
  const words = { en: 'x', ko: 'x' };
  const system = (name: string, services: readonly { name: string; required: boolean }[]) => ({
    name,
    title: words,
    about: words,
    mount: `/${name}`,
    services,
  });
  const systems = [
    system('lending', [
      { name: 'loan', required: true },
      { name: 'payment', required: false },
    ]),
    system('shop', [{ name: 'payment', required: true }]),
  ];
  const statusesWithout = (...down: string[]) => {
    const checks = ['gateway', 'bus', 'loan', 'payment'].map((name) => {
      const state = down.includes(name) ? ('down' as const) : ('up' as const);
      return { name, state, required: true };
    });
    return reportOf(systems, { checks }).systems.map(({ status }) => status);
  };

  it('is that they are ready when all that they need is up', () => {
    assert.deepEqual(statusesWithout(), ['ready', 'ready']);
  });

  it('is said of each by what it needs itself', () => {
    assert.deepEqual(statusesWithout('payment'), ['degraded', 'unready']);
    assert.deepEqual(statusesWithout('loan'), ['unready', 'ready']);
  });

  it('is that none works without the bus or the gateway', () => {
    assert.deepEqual(statusesWithout('bus'), ['unready', 'unready']);
    assert.deepEqual(statusesWithout('gateway'), ['unready', 'unready']);
  });
});
