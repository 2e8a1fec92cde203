import assert from 'node:assert/strict';
import { systems } from '../../services/systems.ts';
import { Layout } from './cluster/layout.ts';
import { drawSchedule, type Fault, nameOf } from './schedule.ts';
import { provedBy } from './systems.ts';

const layout = new Layout((await provedBy(systems)).proofs);

describe('The schedule of a chaos run', () => {
  const seeds = Array.from({ length: 200 }, (_, index) => index);
  const two = (seed: number) => drawSchedule({ layout, seed, seconds: 120 });
  const group = (name: string) => layout.group(name);

  it('is the same for the same seed, and another for another', () => {
    assert.deepEqual(two(7), two(7));
    assert.notDeepEqual(two(7), two(8));
  });

  it('cuts NATS off for 60 seconds in a run of two minutes, and for a quarter of a shorter one', () => {
    const cutIn = (faults: readonly Fault[]) =>
      faults.filter(({ kind }) => kind === 'cut').map(({ at, until }) => until - at);
    for (const seed of seeds) {
      assert.deepEqual(cutIn(two(seed)), [60_000]);
      assert.deepEqual(cutIn(drawSchedule({ layout, seed, seconds: 60 })), [15_000]);
    }
  });

  it('keeps within the time of the run', () => {
    for (const seed of seeds)
      for (const seconds of [10, 60, 120])
        for (const { at, until } of drawSchedule({ layout, seed, seconds }))
          assert.ok(1_000 <= at && at < until && until < seconds * 1_000);
  });

  it('leaves one of two replicas alone', () => {
    for (const seed of seeds) {
      const faults = two(seed).filter((fault) => 'target' in fault);
      for (const one of faults)
        for (const other of faults)
          if (one !== other && group(one.target) === group(other.target))
            assert.ok(one.until < other.at || other.until < one.at, `${nameOf(one)} and ${nameOf(other)}`);
    }
  });

  it('spares nobody for ever', () => {
    const names = new Set(seeds.flatMap(two).map(nameOf));
    for (const name of ['gateway-1', 'rental-2', 'mypage', 'nats', 'postgres'])
      assert.ok(names.has(`kill ${name}`), name);
    for (const name of ['rental-1', 'payment-2', 'book-1'])
      assert.ok(names.has(`freeze ${name}`) && names.has(`mute ${name}`), name);
    assert.ok(names.has('NATS cut off') && names.has('NATS silent'));
    for (const trouble of ['slow', 'failing', 'late']) assert.ok(names.has(`payment ${trouble}`));
  });
});
