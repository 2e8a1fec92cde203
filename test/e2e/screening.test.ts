import assert from 'node:assert/strict';
import type { Steps } from '../../services/history/steps.contract.ts';
import type { HospitalView } from '../../services/screening/hospital/hospital.contract.ts';
import type { ScreeningView } from '../../services/screening/screening/screening.contract.ts';
import { eventually } from '../support/eventually.ts';
import { type Nats, startNats } from '../support/nats.ts';
import { isReady } from '../support/readiness.ts';
import { ScreeningClient } from '../support/screening.ts';
import { type Script, scripts } from '../support/script.ts';
import { becomes } from '../support/system.api.ts';
import { useTempDirs } from '../support/tempdir.ts';

describe('Health screening', function () {
  this.timeout(120_000);
  const run = scripts();
  const newDir = useTempDirs();
  let nats: Nats;
  before(async () => {
    nats = await startNats();
  });
  after(() => nats.stop());

  async function inOneProcess() {
    const script = run('scripts/start.ts', [], { DATA_DIR: newDir() });
    const [, url = ''] = await script.printed(/runs at (http:\S+), ready/, 30_000);
    return { client: new ScreeningClient(url) };
  }

  async function overNats() {
    const env = { DATA_DIR: newDir(), NATS_URL: nats.url, NAMESPACE: `screening-${Date.now()}` };
    const node = (...names: readonly string[]) => run('scripts/node.ts', names, env);
    const gateway = node('library', 'platform', 'gateway');
    const own = ['screening.screening screening.mypage', 'screening.hospital', 'screening.reservation'];
    const started = new Map(own.map((names) => [names, node(...names.split(' '))]));
    const [, url = ''] = await gateway.printed(/ runs .*, at (http:\S+?)\.\n/, 30_000);
    await eventually(() => isReady(url, 'screening'), 30_000);
    const end = async (name: string, signal: NodeJS.Signals) => {
      started.get(name)?.signal(signal);
      await started.get(name)?.ended;
    };
    const start = async (name: string): Promise<Script> => {
      const script = node(name);
      await script.printed(new RegExp(` runs ${name}`), 30_000);
      started.set(name, script);
      return script;
    };
    return { client: new ScreeningClient(url), end, start };
  }

  for (const [scale, started] of Object.entries({ 'in one process': inOneProcess, 'over NATS': overNats }))
    it(`gives as many places as there are, and gives them back, ${scale}`, async () => {
      const { client } = await started();
      const day = await client.newDay(10);
      const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => client.request(day, `c${index}`)));
      const booked = answers.filter(({ status }) => status === 201).map(({ body }) => body);
      assert.equal(booked.length, 10);
      assert.ok(booked.every(({ status }) => status === 'REQUEST_COMPLETED'));
      assert.ok(answers.every(({ status, body }) => status === 201 || body.type === 'urn:yeyak:problem:hospital-full'));
      assert.equal(await client.available(day.id), 0);

      const [first, second] = booked as [ScreeningView, ScreeningView];
      const cancel = (id: string) => client.send<ScreeningView>('PATCH', `/screenings/${id}`, { status: 'CANCELED' });
      assert.equal((await cancel(first.id)).body.status, 'CANCELED');
      const again = await cancel(first.id);
      assert.deepEqual([again.status, again.body.state], [409, 'cancelled']);
      await eventually(async () => (await client.available(day.id)) === 1);
      await client.agrees(day);

      const change = (body: object) => client.send<HospitalView>('PUT', `/hospitals/${day.id}`, body);
      assert.equal((await change({ pcnt: 11 })).body.available, 2);
      const tooFew = await change({ pCnt: 8 });
      assert.deepEqual([tooFew.status, tooFew.body.type], [409, 'urn:yeyak:problem:screening-places-held']);
      assert.equal((await change({ pCnt: 10 })).body.available, 1);

      const [deleted, beside] = await Promise.all([
        client.send<HospitalView>('DELETE', `/hospitals/${day.id}`),
        cancel(second.id),
      ]);
      assert.equal(deleted.status, 200);
      assert.ok([200, 409].includes(beside.status));
      const states = async () => {
        const rows = await client.rows<ScreeningView>(`/screenings?hospitalId=${day.hospitalId}`);
        return rows.map(({ state }) => state);
      };
      const over = ['refused', 'cancelled', 'force-cancelled'];
      await eventually(async () => (await states()).every((state) => over.includes(state)));
      await client.agrees(day);
      const forced = (await states()).filter((state) => state === 'force-cancelled');
      assert.equal(forced.length, beside.status === 200 ? 8 : 9);
      const late = await client.request(day, 'late');
      assert.deepEqual([late.status, late.body.type], [409, 'urn:yeyak:problem:hospital-deleted']);

      const steps = async () => {
        const { body } = await client.send<Steps>('GET', `/screenings/${first.id}/history`);
        return body.steps.map(({ state }) => state);
      };
      await becomes(steps, ['asked', 'completed', 'cancelled']);
      const other = await client.newDay(5);
      const repeats = Array.from({ length: 20 }, () => client.request(other, 'kim', { 'idempotency-key': 'once' }));
      const ids = new Set((await Promise.all(repeats)).map(({ status, body }) => `${status} ${body.id}`));
      assert.equal(ids.size, 1);
      assert.equal(await client.available(other.id), 4);
      const page = () => client.rows<ScreeningView>('/myPages?custId=kim');
      await becomes(async () => (await page()).map(({ status }) => status), ['REQUEST_COMPLETED']);
    });

  it('goes on without the register, which catches up', async () => {
    const { client, end, start } = await overNats();
    const day = await client.newDay(5);
    await end('screening.reservation', 'SIGTERM');
    const { status, body } = await client.request(day, 'kim');
    assert.equal(status, 201);
    assert.equal((await client.send('PATCH', `/screenings/${body.id}`, { status: 'CANCELED' })).status, 200);
    await start('screening.reservation');
    await client.agrees(day);
  });

  it('turns customers away while the hospital is away, and holds nothing for them', async () => {
    const { client, end, start } = await overNats();
    const day = await client.newDay(5);
    await end('screening.hospital', 'SIGTERM');
    const began = performance.now();
    const { status, retryAfter } = await client.request(day, 'kim');
    assert.ok(performance.now() - began < 5_000);
    assert.equal(status, 503);
    assert.ok(Number(retryAfter) > 0);
    await start('screening.hospital');
    await eventually(async () => (await client.available(day.id)) === 5);
    assert.deepEqual(await client.rows('/screenings?custId=kim&state=asked'), []);
    await eventually(async () => (await client.request(day, 'kim')).status === 201);
  });

  it('gives no place twice when the hospital is killed, and nothing stays undecided', async () => {
    const { client, end, start } = await overNats();
    const day = await client.newDay(10);
    const requests = Promise.all(Array.from({ length: 200 }, (_, index) => client.request(day, `c${index}`)));
    await eventually(async () => (await client.available(day.id)) < 10);
    await end('screening.hospital', 'SIGKILL');
    await start('screening.hospital');
    const accepted = (await requests).filter(({ status }) => status === 201);
    await eventually(async () => (await client.undecided(day)) === 0, 40_000);
    const booked = await client.rows<ScreeningView>(`/screenings?hospitalId=${day.hospitalId}&state=completed`);
    assert.ok(booked.length <= 10);
    for (const { body } of accepted) assert.ok(booked.some(({ id }) => id === body.id));
    await eventually(async () => (await client.available(day.id)) === 10 - booked.length);
    await client.agrees(day);
  });
});
