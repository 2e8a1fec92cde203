import assert from 'node:assert/strict';
import type { JetStreamBus } from '../../mixins/bus/jetstream.ts';
import { lettersOf } from '../support/bus.ts';
import { eventsOf } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { Gate } from '../support/gate.ts';
import { Inbox } from '../support/inbox.ts';
import { JetStreamSystem } from '../support/jetstream.ts';
import { MemoryOutbox } from '../support/memory-outbox.ts';
import { type Nats, startNats } from '../support/nats.ts';

describe('Retries on JetStream', () => {
  const rentals = { group: 'mypage', pattern: 'library.rental.*', maxInFlight: 16 };
  const never = () => {
    throw Object.assign(new Error('never'), { retryable: false });
  };
  let nats: Nats;
  let system: JetStreamSystem;
  let operator: JetStreamBus;

  beforeEach(async () => {
    nats = await startNats();
    system = new JetStreamSystem(nats);
    operator = await system.start();
  });
  afterEach(async () => {
    await system.stop();
    await nats.stop();
  });

  /** Has a replica give up the first event of these aggregates, and stops it. */
  const givenUp = async (...aggregates: string[]) => {
    const outbox = new MemoryOutbox();
    operator.attach(outbox);
    const consumer = await operator.subscribe({ ...rentals, handle: never });
    outbox.append(...aggregates.flatMap((aggregate) => eventsOf(aggregate)));
    await eventually(async () => (await lettersOf(operator)).length === aggregates.length);
    await consumer.stop();
    return lettersOf(operator);
  };
  const ids = (letters: readonly { readonly id: string }[]) => letters.map(({ id }) => id);
  const orders = () =>
    system.asOperator(async (connection) => {
      const { streams } = await connection.jetstreamManager();
      return (await streams.info('RETRY')).state.messages;
    });

  it('are carried out when the consumer is back, whoever ordered them and is gone since', async () => {
    const letters = await givenUp('r1', 'r2');
    const other = await system.start();
    assert.equal(await other.deadLetters.retry(ids(letters)), 2);
    await other.stop();
    assert.equal(await orders(), 2);
    const inbox = new Inbox();
    await operator.subscribe({ ...rentals, handle: inbox.handle });
    await inbox.has(2);
    await eventually(async () => (await lettersOf(operator)).length === 0);
    await eventually(async () => (await orders()) === 0);
  });

  it('are made by one of several replicas, once, though ordered twice', async () => {
    const letters = await givenUp('r1', 'r2', 'r3');
    await operator.deadLetters.retry(ids(letters));
    await operator.deadLetters.retry(ids(letters));
    const inbox = new Inbox();
    for (const bus of [operator, await system.start(), await system.start()])
      await bus.subscribe({ ...rentals, handle: inbox.handle });
    await inbox.has(3);
    await eventually(async () => (await orders()) === 0);
    assert.deepEqual(inbox.ids.sort(), ['r1-1', 'r2-1', 'r3-1']);
  });

  it('are not made of what was discarded in between', async () => {
    const letters = await givenUp('r1', 'r2');
    await operator.deadLetters.retry(ids(letters));
    await operator.deadLetters.discard(ids(letters.slice(0, 1)));
    const inbox = new Inbox();
    await operator.subscribe({ ...rentals, handle: inbox.handle });
    await eventually(async () => (await orders()) === 0);
    assert.deepEqual(inbox.ids, [letters[1]?.event?.id]);
  });

  it('are handed over by a replica that stops, with what it has not begun', async () => {
    const letters = await givenUp('r1', 'r2', 'r3', 'r4');
    const gate = new Gate();
    const [first, second] = [new Inbox(), new Inbox()];
    const leaving = await operator.subscribe({
      ...rentals,
      maxInFlight: 1,
      handle: async (event) => {
        await first.handle(event);
        await gate.pass();
      },
    });
    await operator.deadLetters.retry(ids(letters));
    await first.has(1);
    const stopped = leaving.stop();
    gate.open();
    await stopped;
    await (await system.start()).subscribe({ ...rentals, handle: second.handle });
    await second.has(3);
    assert.deepEqual([...first.ids, ...second.ids].sort(), ['r1-1', 'r2-1', 'r3-1', 'r4-1']);
    await eventually(async () => (await lettersOf(operator)).length === 0);
  });

  it('cannot be ordered while NATS is away: the refusal says so, and later it works', async () => {
    const letters = await givenUp('r1');
    await nats.kill();
    await eventually(() => !operator.ready());
    const { deadLetters } = operator;
    for (const asked of [
      deadLetters.retry(['1']),
      deadLetters.discard(['1']),
      deadLetters.count(),
      lettersOf(operator),
    ])
      await assert.rejects(asked, { name: 'Refused', type: 'bus-unavailable', code: 503 });
    await nats.start();
    await eventually(() => operator.ready());
    assert.deepEqual(await lettersOf(operator), letters);
  });
});
