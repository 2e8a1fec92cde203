import assert from 'node:assert/strict';
import { eventually } from '../../../test/support/eventually.ts';
import { MemoryStore } from '../../../test/support/memory-store.ts';
import type { Mark } from '../../outbox/marks.ts';
import { LossWatch } from './loss-watch.ts';

const made = '2026-01-02T09:00:00Z';
const log = { info() {}, warn() {}, error() {}, debug() {} };

describe('What is written down of a stream', () => {
  /** A watch whose looks at the stream end when the test says so. */
  const watching = () => {
    const marks = new MemoryStore<Mark>();
    const looks: ((found: Mark) => void)[] = [];
    const markOf = () => new Promise<Mark>((resolve) => looks.push(resolve));
    const restateAll = () => Promise.reject(new Error('nothing was lost'));
    const watch = new LossWatch({ recovery: { marks, restateAll }, streams: { markOf }, log });
    /** Lets a look end, which began before `meanwhile`. */
    const looked = async (sequence: number, meanwhile = () => {}) => {
      await eventually(() => looks.length > 0);
      meanwhile();
      looks.shift()?.({ made, sequence });
    };
    const known = async (sequence: number) =>
      marks.commit({ id: 'LIBRARY', expectedVersion: 0, version: 1, state: { made, sequence }, events: [] });
    const written = () => marks.records.get('LIBRARY')?.state.sequence;
    return { watch, looked, known, written };
  };

  it('counts what is acknowledged while it is compared after a start', async () => {
    const { watch, looked, known, written } = watching();
    await known(5);
    const checked = watch.check();
    await looked(5, () => watch.acknowledged('LIBRARY', 6));
    await checked;
    await watch.stop();
    assert.equal(written(), 6);
  });

  it('counts what is acknowledged while it is compared after a doubt', async () => {
    const { watch, looked, known, written } = watching();
    await known(5);
    const first = watch.check();
    await looked(5);
    await first;
    const second = watch.check();
    await looked(5, () => watch.acknowledged('LIBRARY', 6));
    await second;
    await watch.stop();
    assert.equal(written(), 6);
  });

  it('counts what is acknowledged while its first event is looked at', async () => {
    const { watch, looked, written } = watching();
    watch.acknowledged('LIBRARY', 1);
    watch.acknowledged('LIBRARY', 2);
    await looked(1);
    await eventually(() => written() !== undefined);
    await watch.stop();
    assert.equal(written(), 2);
  });
});
