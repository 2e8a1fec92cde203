import assert from 'node:assert/strict';
import { left } from '../../mixins/kernel/claims.ts';
import { firstFault, Simulated, World } from '../../test/support/simulation.ts';
import { calendar, type Day } from './calendar/calendar.ts';
import { followReservation, followStock, hospital } from './hospital/hospital.ts';
import { attemptKey, type ReservationEnvelope } from './reservation/reservation.contract.ts';
import { intentOf, type Known, type Reservation, reservation } from './reservation/reservation.ts';
import { stockId } from './stock/stock.contract.ts';
import { followHospital, type Stock, stock } from './stock/stock.ts';
import { type User, user } from './user/user.ts';

/** What a mutation leaves out or does wrong: each must be found. */
const mutations = ['none', 'keeps the day', 'keeps the person', 'keeps the dose', 'draws again', 'asks again'] as const;
type Mutation = (typeof mutations)[number];

const days = ['2027-09-09', '2027-09-10'];
const people = ['p1', 'p2', 'p3', 'p4', 'p5'];
const ids = Array.from({ length: 10 }, (_, index) => `r${index}`);
const filled = { Moderna: 2, Pfizer: 2 };
const live = ['reserved', 'assigned'];

/** @returns what is wrong at the end */
function run(seed: number, mutation: Mutation): string[] {
  const world = new World(seed);
  const due = new Set<string>();
  const forgetful = (state: Stock): Stock => (mutation === 'draws again' ? { ...state, over: [] } : state);
  const usual = 1 + Math.floor(world.random() * 3);

  const users = new Simulated(user, () => {});
  const calendars = new Simulated(calendar, () => {});
  const stocks = new Simulated(
    {
      ...stock,
      decide: (command, state) => stock.decide(command, forgetful(state)),
      evolve: (state, event) => stock.evolve(forgetful(state), event),
    } as typeof stock,
    (_id, event) => {
      const follow = followStock({ ...event } as never);
      if (follow) world.follow(() => void hospitals.tell(follow.id, follow.command as never));
    },
  );
  const hospitals: Simulated<never, never, never> = new Simulated(hospital, (subject: string, event: object) => {
    const follow = followHospital({ ...event, subject } as never);
    const isLeftOut = mutation === 'keeps the dose' && follow?.command.type === 'put-back';
    if (follow && !isLeftOut) world.follow(() => void stocks.tell(follow.id, follow.command));
    const { type, data } = event as { type: string; data: { vaccineType: string } };
    if (type === 'vaccine.hospital.assigned')
      world.follow(() => void reservations.tell(subject, { type: 'assign', vaccineType: data.vaccineType }));
    if (type === 'vaccine.hospital.refused')
      world.follow(() => void reservations.tell(subject, { type: 'exhaust', at: '' }));
  }) as never;
  const reservations = new Simulated(reservation, (subject, event) => {
    const told = { ...event, subject } as ReservationEnvelope;
    const follow = followReservation(told, Math.floor(world.random() * 1_000));
    if (follow) world.follow(() => void hospitals.tell(follow.id, follow.command as never));
    if (event.type === 'vaccine.reservation.asked' || event.type === 'vaccine.reservation.abandoning') due.add(subject);
    if (event.type === 'vaccine.reservation.cancelled' || event.type === 'vaccine.reservation.exhausted')
      world.follow(() => undo(subject, event.data as Known));
    if (event.type === 'vaccine.reservation.injected')
      world.follow(
        () => void users.tell(event.data.userId, { type: 'vaccinate', key: attemptKey(subject, event.data) }),
      );
  });

  /** May crash between the two, and is then done again. */
  function undo(id: string, state: Known): void {
    const key = attemptKey(id, state);
    if (mutation !== 'keeps the day') calendars.tell(state.reserveDate, { type: 'release', key });
    if (world.chance(0.2)) world.later(() => undo(id, state));
    else if (mutation !== 'keeps the person') users.tell(state.userId, { type: 'free', key });
  }

  function ask(id: string, userId: string, reserveDate: string): void {
    const before = reservations.get(id);
    const times = { requestedAt: '', due: world.now + 10 };
    reservations.tell(id, { type: 'request', userId, userRegNumber: '', reserveDate, ...times });
    const state = reservations.get(id);
    if (state.state !== 'asked' || (before === state && mutation !== 'asks again')) return;
    const key = attemptKey(id, state);
    const word = { key: String(state.attempt) };
    const giveUp = (reason?: string) =>
      void reservations.tell(id, { ...word, type: 'giveUp', due: world.now, ...(reason && { reason }) });
    world.call(
      () => users.tell(state.userId, { type: 'engage', key }),
      (answer) => {
        if (answer === undefined) return giveUp();
        if (answer !== 'done') return void reservations.tell(id, { ...word, type: 'deny', reason: answer.refused });
        if (world.chance(0.05)) return undefined;
        world.call(
          () => calendars.tell(state.reserveDate, { type: 'hold', key, usual }),
          (held) => {
            if (held === 'done') return void reservations.tell(id, { ...word, type: 'grant' });
            return giveUp(held?.refused);
          },
        );
      },
    );
  }

  function settle(id: string): void {
    const known = intentOf(reservations.get(id));
    if (known?.place !== 'asked' && known?.place !== 'abandoning') return void due.delete(id);
    reservations.tell(id, { type: 'giveUp', key: known.key, due: world.now });
    const state = reservations.get(id);
    if (state.state !== 'abandoning') return;
    const key = attemptKey(id, state);
    if (mutation !== 'keeps the day') calendars.tell(state.reserveDate, { type: 'release', key });
    if (world.chance(0.2)) return;
    if (mutation !== 'keeps the person') users.tell(state.userId, { type: 'free', key });
    if (world.chance(0.2)) return;
    reservations.tell(id, { type: 'settle', key: known.key });
  }

  for (const [vaccineType, quantity] of Object.entries(filled))
    stocks.tell(stockId, { type: 'fill', vaccineType, quantity });
  for (let step = 0; step < 160; step += 1) {
    const what = world.random();
    const id = world.pick(ids);
    if (what < 0.16) ask(id, people[ids.indexOf(id) % people.length] as string, days[ids.indexOf(id) % 2] as string);
    else if (what < 0.22) reservations.tell(id, { type: 'cancel', at: '', requestId: `${step}` });
    else if (what < 0.26) reservations.tell(id, { type: 'inject', at: '', today: world.pick(days), requestId: '' });
    else if (what < 0.32) for (const one of due) world.chance(0.5) && settle(one);
    else world.happen();
  }
  for (let round = 0; round < 2_000 && (world.happen() || due.size > 0); round += 1) for (const one of due) settle(one);
  return faultsOf({ users, calendars, stocks, reservations });
}

interface Systems {
  readonly users: Records<User>;
  readonly calendars: Records<Day>;
  readonly stocks: Records<Stock>;
  readonly reservations: Pick<Simulated<Reservation, never, never>, 'records'>;
}

interface Records<State> {
  get(id: string): State;
}

function faultsOf({ users, calendars, stocks, reservations }: Systems): string[] {
  const known = [...reservations.records].map(([id, record]) => ({ id, ...(record as Known) }));
  const { doses, drawn } = stocks.get(stockId);
  const places = days.flatMap((day) => Object.keys(calendars.get(day).places.granted));
  const injected = known.filter(({ state }) => state === 'injected').length;
  const held = sum(Object.values(doses)) + Object.keys(drawn).length + injected;
  const checks: readonly (readonly [string, boolean])[] = [
    ['a dose is lost or there twice', held !== sum(Object.values(filled))],
    ['a dose that is not there was drawn', Object.values(doses).some((count) => count < 0)],
    ['too many places were given', days.some((day) => left(calendars.get(day).places) < 0)],
    ['a place belongs to nobody', places.some((key) => !known.some((one) => attemptKey(one.id, one) === key))],
    ...known.flatMap((one) => checksOf(one, users.get(one.userId), places, drawn)),
  ];
  return checks.filter(([, isFound]) => isFound).map(([fault]) => fault);
}

function checksOf(
  one: Known & { readonly id: string },
  person: User,
  places: readonly string[],
  drawn: Stock['drawn'],
) {
  const key = attemptKey(one.id, one);
  const isLive = live.includes(one.state);
  const isEngaged = person.state === 'engaged' && person.key === key;
  return [
    [`it is ${one.state} for ever`, ['asked', 'abandoning', 'reserved'].includes(one.state)],
    [`${one.state}: has it a place?`, places.includes(key) !== (isLive || one.state === 'injected')],
    [`${one.state}: its person is ${person.state}`, isLive !== isEngaged],
    ['injected, and not vaccinated', one.state === 'injected' && person.state !== 'vaccinated'],
    [`${one.state}: has it a dose?`, Object.hasOwn(drawn, one.id) !== (one.state === 'assigned')],
  ] as const;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

describe('Vaccination, whatever is repeated, reordered, late or lost', function () {
  this.timeout(60_000);
  it('gives places, doses and people back, and none twice', () =>
    assert.equal(firstFault(run, 'none', 10_000), undefined));
  for (const mutation of mutations.filter((one) => one !== 'none'))
    it(`is found out when it ${mutation}`, () => assert.ok(firstFault(run, mutation, 10_000)));
});
