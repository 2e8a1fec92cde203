import assert from 'node:assert/strict';
import type { HospitalView } from '../../services/screening/hospital/hospital.contract.ts';
import type { ScreeningView } from '../../services/screening/screening/screening.contract.ts';
import { eventually } from '../support/eventually.ts';
import { type Nats, startNats } from '../support/nats.ts';
import { usePostgres } from '../support/postgres.ts';
import { isReady } from '../support/readiness.ts';
import { ScreeningClient } from '../support/screening.ts';
import { type Script, scripts } from '../support/script.ts';

describe('Health screening on PostgreSQL, two processes of each service', function () {
  this.timeout(180_000);
  const database = usePostgres();
  const run = scripts();
  let nats: Nats;
  let client: ScreeningClient;
  let hospitals: Script[];

  before(async () => {
    nats = await startNats();
  });
  after(() => nats.stop());
  beforeEach(async () => {
    const env = { NATS_URL: nats.url, STORE_URL: database.url, NAMESPACE: 'screening-postgres', LOG_LEVEL: 'error' };
    const others = ['screening.screening', 'screening.reservation', 'screening.mypage'];
    hospitals = [1, 2].map(() => run('scripts/node.ts', ['screening.hospital'], env));
    for (const _ of [1, 2]) run('scripts/node.ts', others, env);
    const gateway = run('scripts/node.ts', ['library', 'platform', 'gateway'], env);
    const [, url = ''] = await gateway.printed(/ runs .*, at (http:\S+?)\.\n/, 30_000);
    await eventually(() => isReady(url, 'screening'), 30_000);
    client = new ScreeningClient(url);
  });

  it('gives 10 places to exactly 10 of 200, though a hospital process is killed, and none twice', async () => {
    const day = await client.newDay(10);
    const people = Array.from({ length: 200 }, (_, index) => `c${index}`);
    const asked = Promise.all(people.map((custId) => client.requestUntilAnswered(day, custId)));
    await eventually(async () => (await client.available(day.id)) < 10);
    hospitals[0]?.signal('SIGKILL');
    const answers = await asked;
    const booked = answers.filter(({ status }) => status === 201);
    assert.equal(booked.length, 10);
    assert.ok(answers.every(({ status }) => status === 201 || status === 409));
    await eventually(async () => (await client.undecided(day)) === 0, 60_000);
    const completed = await client.rows<ScreeningView>(`/screenings?hospitalId=${day.hospitalId}&state=completed`);
    assert.deepEqual(completed.map(({ id }) => id).sort(), booked.map(({ body }) => body.id).sort());
    assert.equal(await client.available(day.id), 0);
    await client.agrees(day);
  });

  it('is one screening for one key, and ends in one way when it is cancelled beside the deletion of its day', async () => {
    const day = await client.newDay(12);
    const repeats = Array.from({ length: 20 }, () => client.request(day, 'kim', { 'idempotency-key': 'once' }));
    const ids = new Set((await Promise.all(repeats)).map(({ status, body }) => `${status} ${body.id}`));
    assert.equal(ids.size, 1);
    assert.equal(await client.available(day.id), 11);
    const others = Array.from({ length: 11 }, (_, index) => client.request(day, `lee${index}`));
    const booked = (await Promise.all(others)).map(({ body }) => body.id);
    const cancel = (id: string) => client.send('PATCH', `/screenings/${id}`, { status: 'CANCELED' });
    const [deleted, ...cancelled] = await Promise.all([
      client.send<HospitalView>('DELETE', `/hospitals/${day.id}`),
      ...booked.map(cancel),
    ]);
    assert.equal(deleted.status, 200);
    const states = async () => {
      const rows = await client.rows<ScreeningView>(`/screenings?hospitalId=${day.hospitalId}`);
      return new Map(rows.map(({ id, state }) => [id, state]));
    };
    await eventually(async () => [...(await states()).values()].every((state) => state !== 'completed'));
    const ended = await states();
    for (const [index, id] of booked.entries()) {
      const said = cancelled[index]?.status;
      assert.equal(ended.get(id), said === 200 ? 'cancelled' : 'force-cancelled', `${id}: ${said}`);
    }
    await client.agrees(day);
  });
});
