import assert from 'node:assert/strict';
import { eventsOf, interleaved } from '../../test/support/events.ts';
import { eventually } from '../../test/support/eventually.ts';
import { Gate } from '../../test/support/gate.ts';
import { MemoryOutbox } from '../../test/support/memory-outbox.ts';
import { silent } from '../../test/support/silent.ts';
import type { Envelope } from '../kernel/event.ts';
import type { PendingEvent } from '../outbox/port.ts';
import { Relay, type RelayOptions } from './relay.ts';

describe('The relay', () => {
  const aggregates = Array.from({ length: 300 }, (_, index) => `a${index}`);
  let outbox: MemoryOutbox;
  let published: Envelope[];
  let relay: Relay | undefined;

  const start = (options: Partial<RelayOptions> = {}) => {
    relay = new Relay({ outbox, log: silent, publish: async (event) => void published.push(event), ...options });
    return relay;
  };
  const versionsOf = (subject: string) =>
    published.filter((event) => event.subject === subject).map(({ version }) => version);

  beforeEach(() => {
    outbox = new MemoryOutbox();
    published = [];
  });
  afterEach(() => relay?.stop());

  it('publishes what the outbox holds, what is added, and clears it', async () => {
    outbox.append(...eventsOf('r1', 3));
    start();
    outbox.append(...eventsOf('r2', 2));
    await eventually(() => outbox.size === 0);
    assert.deepEqual(versionsOf('r1'), [1, 2, 3]);
    assert.deepEqual(versionsOf('r2'), [1, 2]);
  });

  it('has one event of an aggregate on its way, and 256 aggregates at once', async () => {
    const gate = new Gate();
    const underWay: string[] = [];
    start({
      publish: async ({ subject }) => {
        underWay.push(subject);
        await gate.pass();
      },
    });
    outbox.append(...interleaved(aggregates, 2));
    await eventually(() => underWay.length >= 256);
    assert.equal(underWay.length, 256);
    assert.equal(new Set(underWay).size, 256);
    gate.open();
    await eventually(() => outbox.size === 0);
  });

  it('tries an event on until it is acknowledged, and lets only its own aggregate wait', async () => {
    let failures = 0;
    start({
      publish: async (event) => {
        if (event.subject === 'bad' && event.version === 1 && failures < 3) {
          failures += 1;
          throw new Error('TIMEOUT');
        }
        published.push(event);
      },
    });
    outbox.append(...eventsOf('bad', 2), ...eventsOf('good', 2));
    await eventually(() => versionsOf('good').length === 2);
    assert.deepEqual(versionsOf('bad'), []);
    await eventually(() => outbox.size === 0);
    assert.deepEqual(versionsOf('bad'), [1, 2]);
    assert.equal(failures, 3);
  });

  it('reads every event once and clears in batches: at every 256th, and ten times a second at most', async () => {
    const begun = performance.now();
    start({ scanEvery: 3_600_000 });
    for (const event of interleaved(aggregates, 10)) {
      outbox.append(event);
      if (event.subject === 'a0') await new Promise(setImmediate);
    }
    await eventually(() => outbox.size === 0);
    assert.equal(outbox.reads, 3_000);
    const most = Math.ceil(3_000 / 256) + Math.ceil((performance.now() - begun) / 100);
    assert.ok(outbox.cleared.length <= most, `cleared ${outbox.cleared.length} times, not ${most}`);
  });

  it('publishes each event once from a store that cannot read on from a place', async () => {
    class FromTheStart extends MemoryOutbox {
      override pending(limit: number): Promise<PendingEvent[]> {
        return super.pending(limit);
      }
    }
    outbox = new FromTheStart();
    start({
      publish: async (event) => {
        await new Promise(setImmediate);
        published.push(event);
      },
    });
    for (const event of interleaved(aggregates, 10)) {
      outbox.append(event);
      if (event.subject === 'a0') await new Promise(setImmediate);
    }
    await eventually(() => outbox.size === 0);
    assert.equal(published.length, 3_000);
  });

  it('publishes events of two services that have one id', async () => {
    start();
    outbox.append(...eventsOf('x1'), ...eventsOf('x1', 1, { type: 'payment.captured', source: '/payment' }));
    await eventually(() => outbox.size === 0);
    assert.equal(published.length, 2);
  });

  it('finds in time what nobody has announced, and leaves alone what is on its way', async () => {
    const gate = new Gate();
    start({
      scanEvery: 10,
      publish: async (event) => {
        published.push(event);
        await gate.pass();
      },
    });
    outbox.appendSilently(...eventsOf('r1'));
    await eventually(() => published.length === 1);
    outbox.appendSilently(...eventsOf('r2'));
    await eventually(() => published.length === 2);
    const { reads } = outbox;
    await eventually(() => outbox.reads > reads + 4);
    gate.open();
    await eventually(() => outbox.size === 0);
    assert.equal(published.length, 2);
  });

  it('goes on after a failure of the store', async () => {
    class Flaky extends MemoryOutbox {
      failures = 2;
      override async pending(limit: number, after?: PendingEvent): Promise<PendingEvent[]> {
        if (this.failures-- > 0) throw new Error('disk I/O error');
        return super.pending(limit, after);
      }
    }
    outbox = new Flaky();
    start({ scanEvery: 10 });
    outbox.append(...eventsOf('r1'));
    await eventually(() => outbox.size === 0);
  });

  it('publishes what is pending before it stops', async () => {
    const relaying = start({
      publish: async (event) => {
        await new Promise(setImmediate);
        published.push(event);
      },
    });
    outbox.append(...interleaved(aggregates, 5));
    await relaying.stop();
    assert.equal(published.length, 1_500);
    assert.equal(outbox.size, 0);
  });

  it('leaves in the outbox what it cannot publish before it stops, and lets nothing overtake it', async () => {
    const relaying = start({
      publish: async (event) => {
        if (event.id === 'bad-1') throw new Error('NATS is away');
        await new Promise(setImmediate);
        published.push(event);
      },
    });
    outbox.append(...eventsOf('bad', 3), ...eventsOf('good', 1));
    await relaying.stop();
    assert.deepEqual(versionsOf('bad'), []);
    assert.equal(outbox.size, 3);
  });
});
