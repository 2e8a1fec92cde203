import assert from 'node:assert/strict';
import { Gate } from '../../test/support/gate.ts';
import { MemoryStore } from '../../test/support/memory-store.ts';
import { type Tally, type TallyCommand, tally } from '../../test/support/tally.ts';
import { Mailbox } from './mailbox.ts';

describe('mailbox', () => {
  let store: MemoryStore<Tally>;
  beforeEach(() => {
    store = new MemoryStore();
  });

  const open = ({ fresh = false } = {}) => {
    const mailbox = new Mailbox('a', { decider: tally, store, source: '/tally' }, fresh);
    const post = (command: TallyCommand, at = 0) =>
      mailbox.post({ command, at, correlationId: `request-${at}`, causationId: `command-${at}` });
    return { mailbox, post, add: (amount: number) => post({ add: amount }) };
  };
  /** What another owner of the same aggregate has done. */
  const changedElsewhere = (version: number, sum: number) =>
    store.records.set('a', { id: 'a', version, state: { sum } });
  const sumsOf = (answers: object[]) =>
    answers.map((answer) => ('state' in answer ? (answer.state as Tally).sum : answer));

  it('answers the state that a command leaves, once it is committed', async () => {
    const { add } = open();
    assert.deepEqual(await add(5), { id: 'a', version: 1, state: { sum: 5 }, changed: true });
    assert.deepEqual(store.records.get('a'), { id: 'a', version: 1, state: { sum: 5 } });
  });

  it('answers before its commit to nobody', async () => {
    const gate = new Gate();
    store.beforeCommit = () => gate.pass();
    let answered = false;
    const answer = open()
      .add(5)
      .then(() => {
        answered = true;
      });
    await new Promise(setImmediate);
    assert.equal(answered, false);
    gate.open();
    await answer;
  });

  it('puts events in envelopes that tell when, from what and for whom', async () => {
    await open().post({ add: 5 }, 1_000);
    assert.deepEqual(store.commits[0]?.events, [
      {
        specversion: '1.0',
        id: 'a-1',
        source: '/tally',
        type: 'tally.added',
        subject: 'a',
        time: '1970-01-01T00:00:01.000Z',
        datacontenttype: 'application/json',
        version: 1,
        correlationid: 'request-1000',
        causationid: 'command-1000',
        data: { by: 5 },
      },
    ]);
  });

  it('decides one command after another, each on the state before it', async () => {
    const { add } = open();
    const answers = await Promise.all([1, 2, 3, 4].map(add));
    assert.deepEqual(sumsOf(answers), [1, 3, 6, 10]);
  });

  it('reads its record once', async () => {
    changedElsewhere(3, 10);
    const { add } = open();
    assert.deepEqual(sumsOf([await add(1), await add(1)]), [11, 12]);
    assert.deepEqual(store.loads, ['a']);
  });

  it('says of a command that was done before that it changed nothing, and writes nothing', async () => {
    changedElsewhere(3, 10);
    assert.deepEqual(await open().add(0), { id: 'a', version: 3, state: { sum: 10 }, changed: false });
    assert.equal(store.commits.length, 0);
  });

  it('answers a refusal as it is', async () => {
    const refusal = { refused: 'tally-short', kind: 'conflict', detail: 'There are only 0.', state: 'short' };
    assert.deepEqual(await open().add(-1), refusal);
    assert.equal(store.commits.length, 0);
  });

  describe('folding', () => {
    it('decides up to 64 waiting commands together and writes them at once', async () => {
      const { add } = open();
      const answers = await Promise.all(Array.from({ length: 100 }, () => add(1)));
      assert.deepEqual(
        sumsOf(answers),
        Array.from({ length: 100 }, (_, index) => index + 1),
      );
      assert.deepEqual(
        store.commits.map(({ expectedVersion, version, events }) => [expectedVersion, version, events.length]),
        [
          [0, 1, 1],
          [1, 65, 64],
          [65, 100, 35],
        ],
      );
    });

    it('numbers the events of a fold one after another', async () => {
      const { add } = open();
      await Promise.all([add(1), add(2), add(3)]);
      const ids = store.commits.flatMap(({ events }) => events.map(({ id }) => id));
      assert.deepEqual(ids, ['a-1', 'a-2', 'a-3']);
    });

    it('refuses one command without the others', async () => {
      const { add } = open();
      const [, , refusal, after] = await Promise.all([add(1), add(1), add(-5), add(3)]);
      assert.ok(refusal && 'refused' in refusal);
      assert.equal(refusal.detail, 'There are only 2.');
      assert.deepEqual(sumsOf([after ?? {}]), [5]);
    });

    for (const where of ['in decide', 'in evolve'] as const)
      it(`rejects the command that throws ${where}, and no other`, async () => {
        const { add, post } = open();
        const outcomes = await Promise.allSettled([add(1), add(1), post({ throws: where }), add(1)]);
        assert.deepEqual(
          outcomes.map(({ status }) => status),
          ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
        );
        assert.deepEqual(store.records.get('a'), { id: 'a', version: 3, state: { sum: 3 } });
      });
  });

  describe('when another owner has changed the record', () => {
    it('reloads and decides again', async () => {
      const { add } = open();
      await add(5);
      changedElsewhere(2, 100);
      assert.deepEqual(await add(1), { id: 'a', version: 3, state: { sum: 101 }, changed: true });
    });

    it('does not refuse by what it remembers', async () => {
      const { add } = open();
      await add(5);
      changedElsewhere(2, 100);
      assert.deepEqual(sumsOf([await add(-50)]), [50]);
    });

    it('does not say done before by what it remembers', async () => {
      const { add } = open();
      await add(5);
      changedElsewhere(2, 100);
      assert.deepEqual(await add(0), { id: 'a', version: 2, state: { sum: 100 }, changed: false });
    });

    it('goes on until it wins', async () => {
      const { add } = open();
      let losses = 0;
      store.beforeCommit = async () => {
        if (losses < 5) changedElsewhere(++losses, losses * 10);
      };
      assert.deepEqual(await add(1), { id: 'a', version: 6, state: { sum: 51 }, changed: true });
    });
  });

  describe('for an id that is believed to be new', () => {
    it('reads nothing', async () => {
      assert.deepEqual(sumsOf([await open({ fresh: true }).add(5)]), [5]);
      assert.deepEqual(store.loads, []);
    });

    it('finds out that it is not', async () => {
      changedElsewhere(3, 10);
      assert.deepEqual(sumsOf([await open({ fresh: true }).add(5)]), [15]);
    });

    it('does not refuse before it has looked', async () => {
      changedElsewhere(3, 10);
      assert.deepEqual(sumsOf([await open({ fresh: true }).add(-5)]), [5]);
    });
  });

  describe('when the store fails', () => {
    const unavailable = async () => {
      throw new Error('store unavailable');
    };

    it('rejects the commands of that write, and takes the next', async () => {
      const { add } = open();
      await add(1);
      store.beforeCommit = unavailable;
      const outcomes = await Promise.allSettled([add(1), add(1), add(1)]);
      assert.ok(outcomes.every(({ status }) => status === 'rejected'));
      store.beforeCommit = undefined;
      assert.deepEqual(sumsOf([await add(1)]), [2]);
    });

    it('reloads, since the write may have happened all the same', async () => {
      const { add } = open();
      await add(1);
      store.beforeCommit = async () => {
        changedElsewhere(2, 6);
        await unavailable();
      };
      await assert.rejects(add(5), /store unavailable/);
      let writes = 0;
      store.beforeCommit = async () => {
        writes += 1;
      };
      assert.deepEqual(sumsOf([await add(1)]), [7]);
      assert.equal(writes, 1);
    });

    it('rejects what waits for the record when it cannot be read', async () => {
      store.load = unavailable;
      await assert.rejects(open().add(1), /store unavailable/);
    });
  });
});
