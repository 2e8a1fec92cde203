import assert from 'node:assert/strict';
import { silent } from '../log.ts';
import { WriteProbe } from './write-probe.ts';

describe('The probe of a store', () => {
  let writes: number;
  let write: () => Promise<unknown>;
  const probe = (every: number, within?: number) =>
    new WriteProbe({
      name: 'test.db',
      kind: 'SQLite',
      log: silent,
      write: () => {
        writes += 1;
        return write();
      },
      explain: (error) => (error as Error).message,
      every,
      ...(within === undefined ? {} : { within }),
    });
  beforeEach(() => {
    writes = 0;
    write = async () => {};
  });

  it('makes one write for all who ask at once, or soon after', async () => {
    const one = probe(60_000);
    const states = await Promise.all(Array.from({ length: 50 }, () => one.state()));
    assert.deepEqual(new Set(states.map(({ writable }) => writable)), new Set([true]));
    await one.state();
    assert.equal(writes, 1);
  });

  it('tells why nothing can be written, and that it can again', async () => {
    const one = probe(0);
    write = () => Promise.reject(new Error('its disk is full'));
    assert.deepEqual(await one.state(), { writable: false, kind: 'SQLite', why: 'its disk is full' });
    write = async () => {};
    assert.deepEqual(await one.state(), { writable: true });
  });

  it('waits no longer than it may', async () => {
    write = () => new Promise(() => {});
    assert.deepEqual(await probe(0, 10).state(), {
      writable: false,
      kind: 'SQLite',
      why: 'it does not answer in time',
    });
  });
});
