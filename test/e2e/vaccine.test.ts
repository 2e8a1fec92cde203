import assert from 'node:assert/strict';
import { daysAfter, todayInKorea } from '../../mixins/days.ts';
import type { KakaomsgView } from '../../services/kakao/kakaomsg/kakaomsg.contract.ts';
import type { ReservationView } from '../../services/vaccine/reservation/reservation.contract.ts';
import type { StockView } from '../../services/vaccine/stock/stock.contract.ts';
import { type Answer, Client } from '../support/client.ts';
import { EventStream } from '../support/event-stream.ts';
import { eventually } from '../support/eventually.ts';
import { filesWith } from '../support/files.ts';
import { useJoined } from '../support/joined.ts';
import { becomes } from '../support/system.api.ts';

const today = todayInKorea(Date.now());
const reserveDate = daysAfter(today, 30);
const phone = '010-9837-0279';

/** What people and staff do at a vaccination. */
class Vaccination extends Client {
  constructor(url: string) {
    super(`${url}/vaccine`);
  }

  person(index: number, userName = 'Kim') {
    return { userName, userRegNumber: `900101-1${String(234_567 + index)}` };
  }

  reserve(index: number, date = reserveDate) {
    const booking = { ...this.person(index), userPhone: phone, reserveDate: date };
    return this.send<ReservationView>('POST', '/user/reserve', booking);
  }

  /** As programs do, who ask again while they are turned away. */
  reserveAs(key: string, index: number, date = reserveDate) {
    const booking = { ...this.person(index), userPhone: phone, reserveDate: date };
    return this.postUntilAnswered<ReservationView>('/user/reserve', booking, key);
  }

  rows = async (query: string) =>
    (await this.send<{ rows: ReservationView[] }>('GET', `/dashboard/list${query}`)).body.rows;

  /** What a person was told, by status. */
  async messagesTo(userId = ''): Promise<string[]> {
    const answer = await fetch(`${this.url}/../kakaomsgs?customerId=${userId}`);
    const { rows } = (await answer.json()) as { rows: KakaomsgView[] };
    return rows.map(({ status }) => status).toSorted();
  }

  /** Doses that nobody has, by type. */
  async stock(): Promise<Record<string, number>> {
    const { body } = await this.send<StockView>('GET', '/stock');
    return Object.fromEntries(body.vaccines.map(({ vaccineType, quantity }) => [vaccineType, quantity]));
  }

  async fill(doses: Readonly<Record<string, number>>): Promise<void> {
    for (const [vaccineType, quantity] of Object.entries(doses))
      assert.equal((await this.send('PUT', '/stock', { vaccineType, quantity })).status, 200);
  }
}

const codes = (answers: readonly Answer<object>[]) => {
  const count = (wanted: number) => answers.filter(({ status }) => status === wanted).length;
  return { booked: count(201), refused: count(409), other: answers.length - count(201) - count(409) };
};

describe('Vaccination', function () {
  this.timeout(120_000);
  const joined = useJoined('vaccine');
  const hospital = 'vaccine.hospital';
  const groups = [
    'kakao',
    'vaccine.user vaccine.calendar',
    'vaccine.reservation vaccine.dashboard',
    'vaccine.stock',
    hospital,
  ];
  const scales = {
    'in one process': () => joined.inOneProcess(),
    'over NATS': () => joined.overNats(...groups),
  };

  for (const [scale, started] of Object.entries(scales))
    describe(scale, () => {
      let client: Vaccination;
      let dir: string;
      beforeEach(async () => {
        const { url, dir: folder } = await started();
        [client, dir] = [new Vaccination(url), folder];
        const doses = { Pfizer: 100, Moderna: 0, Janssen: 0 };
        await client.fill(doses);
        // Each service has found the others once somebody is booked.
        await eventually(async () => (await client.reserve(500, daysAfter(today, 60))).status === 201, 30_000);
        await becomes(async () => (await client.rows('?state=assigned')).length, 1);
        await eventually(async () => (await client.send('POST', '/user/cancel', client.person(500))).status === 200);
        await becomes(() => client.stock(), doses);
      });

      it('gives 10 places a day to 10 of 200 people', async () => {
        const answers = await Promise.all(
          Array.from({ length: 200 }, (_, index) => client.reserveAs(`person-${index}`, index)),
        );
        assert.deepEqual(codes(answers), { booked: 10, refused: 190, other: 0 });
        await becomes(async () => (await client.rows('?state=assigned&pageSize=100')).length, 10);
        const days = await client.send<{ date: string }[]>('POST', '/user/date', client.person(0));
        assert.ok(!days.body.some(({ date }) => date === reserveDate));
        await becomes(() => client.stock(), { Pfizer: 90 });
      });

      it('binds nobody by a day that cannot be booked, and lets go whoever cancels at once', async () => {
        for (const [date, status] of [
          [daysAfter(today, -1), 422],
          ['9999-12-31', 422],
          [daysAfter(today, 3), 201],
        ] as const)
          assert.equal((await client.reserve(2, date)).status, status, date);
        for (const ahead of [4, 5, 6, 7]) {
          assert.equal((await client.send('POST', '/user/cancel', client.person(2))).status, 200);
          assert.equal((await client.reserve(2, daysAfter(today, ahead))).status, 201);
        }
        const { status, body } = await client.send<{ state: string }>('POST', '/user/cancel', client.person(2));
        assert.deepEqual([status, body.state], [200, 'cancelled']);
        const again = await client.send<{ state: string }>('POST', '/user/cancel', client.person(2));
        assert.deepEqual([again.status, again.body.state], [409, 'cancelled']);
      });

      it('books one of the days for a person who asks for many at once', async () => {
        const dates = Array.from({ length: 50 }, (_, index) => daysAfter(today, 1 + (index % 5)));
        const answers = await Promise.all(dates.map((date, index) => client.reserveAs(`wish-${index}`, 1, date)));
        assert.equal(codes(answers).booked, 1);
        const { body } = await client.send<{ rows: ReservationView[] }>('POST', '/user/status', client.person(1));
        assert.equal(body.rows.filter(({ status }) => status === 'RESERVE').length, 1);
      });

      it('draws 3 + 2 doses for 6 people, and refuses the sixth, who may book again', async () => {
        await client.fill({ Pfizer: 3, Moderna: 2 });
        const answers = await Promise.all(Array.from({ length: 6 }, (_, index) => client.reserve(index)));
        assert.equal(codes(answers).booked, 6);
        await becomes(async () => (await client.rows('?state=assigned')).length, 5);
        await becomes(async () => (await client.rows('?state=exhausted')).length, 1);
        const exhausted = await client.rows('?state=exhausted');
        assert.deepEqual(await client.stock(), { Pfizer: 0, Moderna: 0, Janssen: 0 });
        await becomes(() => client.messagesTo(exhausted[0]?.userId), ['Refused', 'Reserved']);
        assert.equal((await client.rows('/Moderna')).length, 2);
        await client.fill({ Pfizer: 1 });
        const sixth = answers.findIndex(({ body }) => body.id === exhausted[0]?.id);
        await eventually(async () => (await client.reserve(sixth)).status === 201);
      });

      it('vaccinates on the day alone, whoever has not cancelled', async () => {
        const { body } = await client.reserve(1);
        await becomes(async () => (await client.rows('?state=assigned')).length, 1);
        const inject = () => client.send<ReservationView>('POST', '/hospital/inject', { reservationId: body.id });
        assert.deepEqual((await inject()).body.type, 'urn:yeyak:problem:vaccine-not-today');
        const other = await client.reserve(2, todayInKorea(Date.now()));
        await becomes(async () => (await client.rows('?state=assigned')).length, 2);
        const injectOther = (headers = {}) =>
          client.send<ReservationView>('POST', '/hospital/inject', { reservationId: other.body.id }, headers);
        const keyed = { 'idempotency-key': 'needle-1' };
        for (const { status, body } of [await injectOther(keyed), await injectOther(keyed)])
          assert.deepEqual([status, body.status], [200, 'INJECT']);
        const again = await injectOther();
        assert.deepEqual([again.status, again.body.state], [409, 'injected']);
        assert.equal((await client.send('POST', '/user/cancel', client.person(2))).status, 409);
        await eventually(async () => (await client.reserve(2)).body.type === 'urn:yeyak:problem:vaccine-already-done');
        const cancelled = await client.send<ReservationView>('POST', '/user/cancel', client.person(1));
        assert.equal(cancelled.body.status, 'CANCEL');
        await becomes(() => client.stock(), { Pfizer: 99 });
        assert.equal((await inject()).status, 409);
      });

      it('tells the staff of a day alone what happens on it, without a name or a number', async () => {
        const stream = (query: string) => `${client.url}/dashboard/stream${query}`;
        const day = await new EventStream().open(stream(`?reserveDate=${reserveDate}`));
        try {
          const { body } = await client.reserve(1);
          const other = await client.reserve(2, daysAfter(reserveDate, 1));
          const told = () => day.messages.filter(({ event }) => event === 'change').map(({ data }) => JSON.parse(data));
          const states = () => told().map(({ state }) => state);
          await eventually(() => states().at(-1) === 'assigned');
          await becomes(
            async () => (await client.rows(`?reserveDate=${other.body.reserveDate}&state=assigned`)).length,
            1,
          );
          assert.equal((await client.send('POST', '/user/cancel', client.person(1))).status, 200);
          await eventually(() => states().at(-1) === 'cancelled');
          assert.deepEqual([...new Set(told().map(({ id }) => id))], [body.id]);
          assert.equal(told().at(-1)?.userRegNumber, '900101-1******');
          assert.doesNotMatch(JSON.stringify(day.messages), /Kim|234568|9837/);
        } finally {
          day.close();
        }
        for (const query of ['?reserveDate=2027-02-30', '?reserveDate=kim', ''])
          assert.equal((await client.send('GET', `/dashboard/stream${query}`)).status, 422, query);
      });

      it('changes the places of a day, to no fewer than are held, and says how many are free', async () => {
        const path = `/calendar/${reserveDate}`;
        const day = async () => (await client.send<object>('GET', path)).body;
        assert.deepEqual(await day(), { date: reserveDate, count: 10, places: 10 });
        for (const index of [1, 2]) assert.equal((await client.reserve(index)).status, 201);
        assert.deepEqual(await day(), { date: reserveDate, count: 8, places: 10 });
        const fewer = await client.send('PUT', path, { places: 1 });
        assert.deepEqual([fewer.status, fewer.body.type], [409, 'urn:yeyak:problem:vaccine-places-held']);
        assert.equal((await client.send('PUT', path, { places: 2 })).status, 200);
        assert.deepEqual(await day(), { date: reserveDate, count: 0, places: 2 });
        assert.equal((await client.reserve(3)).body.type, 'urn:yeyak:problem:vaccine-day-full');
      });

      it('tells nobody whether a name is wrong or a number unknown, and forgets who asks for it', async () => {
        await client.reserve(1);
        const status = (person: object) => client.send('POST', '/user/status', person);
        const [wrong, unknown] = [await status(client.person(1, 'Lee')), await status(client.person(9))];
        const same = ({ status: code, body: { type } }: Answer<unknown>) => [code, type];
        assert.deepEqual(same(wrong), [404, 'urn:yeyak:problem:vaccine-user-not-found']);
        assert.deepEqual(same(unknown), same(wrong));
        assert.equal((await client.send('POST', '/user/forget', client.person(1))).status, 409);
        assert.equal((await client.send('POST', '/user/cancel', client.person(1))).status, 200);
        await eventually(async () => (await client.send('POST', '/user/forget', client.person(1))).status === 200);
        assert.deepEqual(same(await status(client.person(1))), same(unknown));
        const resealed = await client.send<{ resealed: number }>('POST', '/user/reseal');
        assert.deepEqual([resealed.status, resealed.body.resealed], [200, 0]);
        assert.deepEqual(filesWith(dir, /9001011234568|900101-1234568|01098370279|010-9837-0279/), []);
      });
    });

  it('takes bookings while the hospital is away, and gives each a vaccine when it is back', async () => {
    const { url, processes, start } = await joined.overNats(...groups);
    const client = new Vaccination(url);
    await client.fill({ Pfizer: 5, Moderna: 1, Janssen: 0 });
    processes.get(hospital)?.signal('SIGKILL');
    await processes.get(hospital)?.ended;
    const { status, body } = await client.reserve(1);
    assert.deepEqual([status, body.vaccineType], [201, undefined]);
    await start(hospital);
    await becomes(async () => (await client.rows('?state=assigned')).map(({ id }) => id), [body.id]);
    const [{ vaccineType } = {}] = await client.rows('');
    assert.ok(vaccineType === 'Pfizer' || vaccineType === 'Moderna');
    const left = { Pfizer: 5, Moderna: 1 };
    await becomes(() => client.stock(), { ...left, [vaccineType]: left[vaccineType] - 1 });
  });

  it('does not start over NATS without keys for personal data', async () => {
    const script = await joined.withoutKeys('vaccine.user');
    assert.equal(await script.ended, 1);
    assert.match(script.output, /PERSONAL_KEYS must be set where services run apart/);
  });
});
