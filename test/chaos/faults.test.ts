import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../support/eventually.ts';
import type { Cluster } from './cluster/cluster.ts';
import { carryOut } from './faults.ts';
import { Journal } from './journal.ts';
import type { Fault } from './schedule.ts';

describe('A fault that leaves the other replicas alone', () => {
  const fault: Fault = { kind: 'kill', target: 'rental-1', at: 0, until: 20, alone: true };
  const { signal } = new AbortController();

  function clusterOf(state: { othersRun: boolean; isCut: boolean }) {
    const done: string[] = [];
    const node = { kill: async () => void done.push('kill'), start: async () => void done.push('start') };
    const cluster = { network: state, othersRun: () => state.othersRun, process: () => node };
    return { done, cluster: cluster as unknown as Cluster };
  }

  it('waits for them to run, and then lasts as long as it should', async () => {
    const state = { othersRun: false, isCut: false };
    const { done, cluster } = clusterOf(state);
    const journal = new Journal();
    const carriedOut = carryOut([fault], cluster, journal, signal);
    await sleep(50);
    assert.deepEqual(done, []);
    state.othersRun = true;
    await carriedOut;
    assert.deepEqual(done, ['kill', 'start']);
    const [{ from, to = 0 } = assert.fail()] = journal.injected;
    assert.ok(to - from >= 19, `it lasted ${to - from} ms`);
  });

  it('does not wait while NATS is cut off, when nothing can start', async () => {
    const state = { othersRun: false, isCut: true };
    const { done, cluster } = clusterOf(state);
    await carryOut([fault], cluster, new Journal(), signal);
    assert.deepEqual(done, ['kill', 'start']);
  });

  it('is not meant by one that says nothing of it', async () => {
    const { done, cluster } = clusterOf({ othersRun: false, isCut: false });
    void carryOut([{ kind: 'kill', target: 'rental-1', at: 0, until: 20 }], cluster, new Journal(), signal);
    await eventually(() => done.includes('start'));
  });
});
