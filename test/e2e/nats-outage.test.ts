import assert from 'node:assert/strict';
import { type OutageOptions, type OutageReport, outage } from '../support/outage.ts';

/** The demonstration that takes a minute, `npm run outage`, in short. */
describe('NATS is away from a system in use', () => {
  const demonstrate = (layout: OutageOptions['layout'], nats: OutageOptions['nats'], seconds: number) =>
    outage({ layout, nats, seconds, clients: 8, pauseMs: 50, tell: () => {} });

  function isRecovered({ before, during, throughAfter, disordered, stale }: OutageReport) {
    assert.deepEqual(before.failures, []);
    for (const failure of during.failures) assert.match(failure, /: 503 \{/);
    assert.ok(throughAfter < 10_000, `the backlog was through after ${throughAfter} ms`);
    assert.deepEqual({ disordered, stale }, { disordered: [], stale: [] });
  }

  it('is killed: who needs it is turned away at once, and served again when it is back', async () => {
    const report = await demonstrate('apart', 'killed', 4);
    isRecovered(report);
    const { failures, slowest } = report.during;
    assert.ok(failures.length > 0);
    assert.ok(slowest < 2_000, `the longest wait was ${slowest} ms`);
    assert.ok(report.acceptedAfter < 5_000, `a reservation was accepted after ${report.acceptedAfter} ms`);
  }).timeout(90_000);

  it('is killed: reservations go on without it, and all follows from them within 10 s, in order', async () => {
    const report = await demonstrate('together', 'killed', 4);
    isRecovered(report);
    assert.ok(report.waiting > 100, `${report.waiting} events waited`);
    const refused = report.during.failures.filter((failure) => /(POST|PATCH) \/rentals/.test(failure));
    assert.deepEqual(refused, []);
  }).timeout(90_000);

  it('says nothing: nobody hangs on it, and all follows within 10 s of its return', async () => {
    const report = await demonstrate('apart', 'frozen', 8);
    isRecovered(report);
    assert.ok(report.during.slowest < 10_000, `the longest wait was ${report.during.slowest} ms`);
  }).timeout(90_000);
});
