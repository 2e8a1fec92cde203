import assert from 'node:assert/strict';
import type { ServiceSchema } from 'moleculer';
import { parseEnv } from '../../config/env.ts';
import { loadService } from '../../config/services.ts';
import type { Envelope } from '../../mixins/kernel/event.ts';
import { callRebuild } from '../../mixins/projection/rebuild.ts';
import { runtimeOf } from '../../mixins/runtime.ts';
import type { RentalHistory } from '../../services/library/rental/rental.contract.ts';
import type { TrialBalance } from '../../services/payment/payment.contract.ts';
import { eventually } from '../support/eventually.ts';
import { useNodes } from '../support/node.ts';
import { useTempDirs } from '../support/tempdir.ts';
import { plain, viewOf } from './expectations.ts';
import { assertHolds, followers, goldenLives } from './golden.ts';

describe('A library that begins with records and events of an earlier version', function () {
  this.timeout(60_000);
  const start = useNodes();
  const newDir = useTempDirs();

  for (const { day, life, events, expected } of goldenLives)
    it(`of ${day}, ${life}, goes on with them`, async () => {
      const dir = newDir();
      const services = await Promise.all(followers.map((name) => loadService(name, parseEnv({}))));
      const old = await start(services.map(deaf), dir);
      for (const { source, id, version, state } of expected.records) {
        const records = old.records<object>(source.slice(1));
        const own = events.filter((event) => event.source === source && event.subject === id);
        assert.ok(await records.commit({ id, expectedVersion: 0, version, state, events: own }));
      }
      await old.stop();

      const node = await start(services, dir);
      const { bus } = runtimeOf(node.broker);
      await eventually(async () => {
        const backlogs = await bus.backlogs();
        return backlogs.every(({ waiting, underWay }) => waiting === 0 && underWay === 0);
      });
      assert.deepEqual([...(await bus.deadLetters.count())], []);
      for (const [index, { source, id }] of expected.records.entries()) {
        const record = await node.records<object>(source.slice(1)).load(id);
        assert.ok(record);
        assertHolds(plain(viewOf({ source, ...record })), expected.views[index], `${source}/${id}`);
      }

      const mypages = () => node.broker.call<{ rows: object[] }, object>('mypage.list', { sort: 'id', pageSize: 100 });
      const pages = expected.pages.map(withoutOldPlace).toSorted((one, other) => idOf(one).localeCompare(idOf(other)));
      await eventually(async () => (await mypages()).rows.length === pages.length);
      assertHolds((await mypages()).rows, pages, 'my page');
      const rebuilt = await callRebuild(node.broker, 'mypage', 'rebuild', {});
      assert.partialDeepStrictEqual(rebuilt, { rows: pages.length, differences: 0, skipped: [], carriedOver: 0 });
      assertHolds((await mypages()).rows, pages, 'my page, made anew');

      for (const { rentalId, steps } of expected.histories.filter(({ rentalId }) => !rentalId.includes('/'))) {
        const { steps: told } = await node.broker.call<RentalHistory, object>('rental.history', { id: rentalId });
        assertHolds(told, steps, `history of ${rentalId}`);
      }
      const { balanced, payments } = await node.broker.call<TrialBalance, object>('payment.trialBalance', {});
      assert.deepEqual({ balanced, payments }, { balanced: true, payments: paymentsOf(events) });
    });
});

/** The service without its consumers. */
function deaf(schema: ServiceSchema): ServiceSchema {
  const merged = (whole: ServiceSchema) => {
    whole.channels = {};
  };
  return { ...schema, merged } as ServiceSchema;
}

/** A place in the queue is read from the queue: one who has left it has none. */
function withoutOldPlace(row: object): object {
  const { position: _, ...rest } = row as { readonly position?: number; readonly state: string };
  return rest.state === 'waiting' ? row : rest;
}

function idOf(row: object): string {
  return (row as { id: string }).id;
}

function paymentsOf(events: readonly Envelope[]): number {
  return new Set(events.filter(({ source }) => source === '/payment').map(({ subject }) => subject)).size;
}
