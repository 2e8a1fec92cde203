import assert from 'node:assert/strict';
import { BusFixture, type BusHarness, suiteRetryPolicy } from '../../support/bus.ts';
import { eventsOf, interleaved } from '../../support/events.ts';
import { eventually } from '../../support/eventually.ts';
import { Gate } from '../../support/gate.ts';
import { Inbox } from '../../support/inbox.ts';

export function deadLetterContract(start: () => Promise<BusHarness>): void {
  describe('keeps as dead letters what was given up, and', () => {
    const given = new BusFixture(start);
    const letters = () => given.system.bus().deadLetters;
    const never = () => {
      throw Object.assign(new Error('never'), { retryable: false });
    };
    /** Handles events as it is told at the moment. */
    const consumer = () => {
      const inbox = new Inbox();
      const told = { mood: never as () => void };
      const handle: Inbox['handle'] = async (event) => {
        told.mood();
        await inbox.handle(event);
      };
      return { inbox, told, handle };
    };
    const works = () => {};
    const ids = async (filter = {}) => (await given.dead(filter)).map(({ event }) => event?.id);

    it('tells of each the event, the consumer, the error, the attempts and the time', async () => {
      const began = Date.now();
      await given.subscribe(async () => {
        throw new Error('it cannot\nbe done');
      });
      await given.system.append(...eventsOf('r1'));
      const [letter] = await given.deadAre(1);
      assert.ok(letter);
      const { id, at, error, ...rest } = letter;
      const event = eventsOf('r1')[0];
      assert.deepEqual(rest, {
        consumer: 'mypage',
        type: 'library.rental.reserved',
        event: { id: 'r1-1', source: '/rental', subject: 'r1', correlationid: 'request-1' },
        attempts: suiteRetryPolicy.maxAttempts,
        size: Buffer.byteLength(JSON.stringify(event)),
      });
      assert.match(error, /it cannot\s+be done/);
      assert.ok(at >= began && at <= Date.now(), `at ${at}`);
      const whole = await letters().get(id);
      assert.deepEqual(JSON.parse(whole?.message ?? ''), event);
      const { message: _message, ...shown } = whole ?? {};
      assert.deepEqual(shown, letter);
    });

    it('lists them oldest first, and by consumer, type and time', async () => {
      const types = ['library.rental.reserved', 'library.rental.returned'];
      await given.subscribe(never);
      await given.system.append(...eventsOf('r1', 1, { type: types[0] ?? '' }));
      const [first] = await given.deadAre(1);
      await eventually(() => Date.now() > Number(first?.at));
      await given.system.append(...eventsOf('r2', 1, { type: types[1] ?? '' }));
      const [, second] = await given.deadAre(2);
      await given.subscribe(never, { group: 'archive.days' });
      await given.deadAre(4);

      assert.deepEqual((await ids()).slice(0, 2), ['r1-1', 'r2-1']);
      assert.deepEqual(await ids({ consumer: 'mypage' }), ['r1-1', 'r2-1']);
      assert.deepEqual((await ids({ consumer: 'archive.days' })).sort(), ['r1-1', 'r2-1']);
      assert.deepEqual(await ids({ consumer: 'archive' }), []);
      assert.deepEqual(await ids({ type: types[1] }), ['r2-1', 'r2-1']);
      assert.deepEqual(await ids({ type: 'library.rental' }), []);
      assert.deepEqual(await ids({ consumer: 'mypage', after: second?.at }), ['r2-1']);
      assert.deepEqual(await ids({ consumer: 'mypage', before: second?.at }), ['r1-1']);
      assert.deepEqual(await ids({ before: first?.at }), []);
    });

    it('counts them by consumer', async () => {
      assert.deepEqual(await letters().count(), new Map());
      await given.subscribe(never);
      await given.subscribe(never, { group: 'archive.days', pattern: 'library.rental.returned' });
      await given.system.append(...eventsOf('r1', 2), ...eventsOf('r2', 1, { type: 'library.rental.returned' }));
      await given.deadAre(4);
      assert.deepEqual(
        new Map([...(await letters().count())].sort()),
        new Map([
          ['archive.days', 1],
          ['mypage', 3],
        ]),
      );
    });

    it('lists more than are read at once', async () => {
      await given.subscribe(never, { maxInFlight: 64 });
      const events = interleaved(
        Array.from({ length: 300 }, (_, index) => `a${index}`),
        2,
      );
      await given.system.append(...events);
      await given.deadAre(600);
      assert.deepEqual(new Set(await ids()), new Set(events.map(({ id }) => id)));
    });

    it('hands one to its consumer again, to that one alone, and then forgets it', async () => {
      const [mypage, archive] = [consumer(), consumer()];
      archive.told.mood = works;
      await given.subscribe(mypage.handle);
      await given.subscribe(archive.handle, { group: 'archive' });
      await given.system.append(...eventsOf('r1'), ...eventsOf('r2'));
      const [letter, other] = await given.deadAre(2);
      await archive.inbox.has(2);
      mypage.told.mood = works;
      assert.equal(await letters().retry([letter?.id ?? '']), 1);
      await mypage.inbox.has(1);
      assert.deepEqual(mypage.inbox.ids, [letter?.event?.id]);
      assert.deepEqual(await given.deadAre(1), [other]);
      await given.system.append(...eventsOf('r3'));
      await archive.inbox.has(3);
      assert.deepEqual(archive.inbox.ids.sort(), ['r1-1', 'r2-1', 'r3-1']);
    });

    it('has one back that fails again, with all its attempts and the new error', async () => {
      const { handle, told } = consumer();
      await given.subscribe(handle);
      await given.system.append(...eventsOf('r1'));
      const [letter] = await given.deadAre(1);
      assert.equal(letter?.attempts, 1);
      for (const attempts of [2, 3]) {
        told.mood = () => {
          throw Object.assign(new Error(`not at attempt ${attempts}`), { retryable: false });
        };
        await letters().retry((await given.dead()).map(({ id }) => id));
        await eventually(async () => (await given.dead()).some((again) => again.attempts === attempts));
        const [again] = await given.deadAre(1);
        assert.equal(again?.error, `not at attempt ${attempts}`);
        assert.ok(again.at >= letter.at);
        assert.deepEqual(again.event, letter.event);
      }
    });

    it('tells a retry which attempt it is, and lays it aside for later as long as there are attempts', async () => {
      const attempts: number[] = [];
      let mood = never as () => void;
      await given.subscribe(async (_event, { attempt }) => {
        attempts.push(attempt);
        mood();
      });
      await given.system.append(...eventsOf('r1'));
      const [letter] = await given.deadAre(1);
      mood = () => {
        if (attempts.length === 2) throw new Error('not yet');
      };
      await letters().retry([letter?.id ?? '']);
      await eventually(() => attempts.length === 3);
      assert.deepEqual(attempts, [1, 2, 3]);
      await given.deadAre(0);
    });

    it('hands one over in its turn: never beside another event of its aggregate', async () => {
      const gate = new Gate();
      const { inbox, told, handle } = consumer();
      const busy = new Set<string>();
      const overlaps: string[] = [];
      await given.subscribe(async (event) => {
        if (busy.has(event.subject)) overlaps.push(event.id);
        busy.add(event.subject);
        if (event.version > 1) await gate.pass();
        await handle(event).finally(() => busy.delete(event.subject));
      });
      await given.system.append(...eventsOf('r1'));
      await given.deadAre(1);
      await given.system.append(...eventsOf('r2'));
      const letters = await given.deadAre(2);
      told.mood = works;
      await given.system.append(...eventsOf('r1', 1, { version: 2 }));
      await eventually(() => busy.has('r1'));
      for (const { id } of letters) await given.system.bus().deadLetters.retry([id]);
      await inbox.has(1);
      gate.open();
      await inbox.has(3);
      assert.deepEqual(inbox.ids, ['r2-1', 'r1-2', 'r1-1']);
      assert.deepEqual(overlaps, []);
    });

    it('does not lose one whose consumer is down', async () => {
      const first = consumer();
      const running = await given.subscribe(first.handle);
      await given.system.append(...eventsOf('r1'));
      const [letter] = await given.deadAre(1);
      await running.stop();
      await letters().retry([letter?.id ?? '']);
      assert.deepEqual(await given.dead(), [letter]);
      await given.system.restart();
      const second = consumer();
      second.told.mood = works;
      await given.subscribe(second.handle);
      await letters().retry([letter?.id ?? '']);
      await second.inbox.has(1);
      await given.deadAre(0);
      assert.deepEqual(second.inbox.ids, ['r1-1']);
    });

    it('keeps them over a restart, and does not deliver them by itself', async () => {
      await given.subscribe(never);
      await given.system.append(...eventsOf('r1'));
      const before = await given.deadAre(1);
      await given.system.restart();
      const { inbox, told, handle } = consumer();
      told.mood = works;
      await given.subscribe(handle);
      await given.system.append(...eventsOf('r2'));
      await inbox.has(1);
      assert.deepEqual(inbox.ids, ['r2-1']);
      assert.deepEqual(await given.dead(), before);
    });

    it('discards those that are named, for good', async () => {
      const { inbox, told, handle } = consumer();
      await given.subscribe(handle);
      await given.system.append(...eventsOf('r1'), ...eventsOf('r2'), ...eventsOf('r3'));
      const [first, second, third] = await given.deadAre(3);
      assert.equal(await letters().discard([first?.id ?? '', third?.id ?? '']), 2);
      assert.deepEqual(await given.dead(), [second]);
      assert.equal(await letters().get(first?.id ?? ''), undefined);
      told.mood = works;
      assert.equal(await letters().retry([first?.id ?? '', second?.id ?? '']), 1);
      await inbox.has(1);
      assert.deepEqual(inbox.ids, [second?.event?.id]);
    });

    it('knows no others', async () => {
      const knowsNone = async (...strangers: string[]) => {
        for (const id of strangers) assert.equal(await letters().get(id), undefined, id);
        assert.equal(await letters().retry(strangers), 0);
        assert.equal(await letters().discard(strangers), 0);
      };
      const strangers = ['999', 'nobody', '', '0', '-1', '1.5', '99999999999999999999', '__proto__', '예'];
      await knowsNone('1', ...strangers);
      await given.subscribe(never);
      await given.system.append(...eventsOf('r1'));
      await given.deadAre(1);
      await knowsNone(...strangers);
      await given.deadAre(1);
    });
  });
}
