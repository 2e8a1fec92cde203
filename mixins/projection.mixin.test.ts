import assert from 'node:assert/strict';
import type { ServiceSchema } from 'moleculer';
import { eventually } from '../test/support/eventually.ts';
import { useNodes } from '../test/support/node.ts';
import { change, type Sample, samples } from '../test/support/store.ts';
import type { EventContext } from './bus/channels.middleware.ts';
import type { EventDefinitions } from './contract/events.ts';
import type { Fields } from './contract/rules.ts';
import type { Envelope } from './kernel/event.ts';
import { callRebuild } from './projection/rebuild.ts';
import { projection } from './projection.mixin.ts';
import { reads } from './reads.mixin.ts';
import { runtimeOf } from './runtime.ts';
import { defineService } from './schema.ts';

interface Row {
  readonly owner?: string;
  readonly rank?: number;
}

type SampleEvent = Envelope & { readonly data: Sample };

const changedWith = (data: Fields): EventDefinitions => ({
  'sample.changed': { about: 'A sample has changed.', data },
});

/** The view of samples that have a rank. */
function view(name = 'ranking', data?: EventDefinitions): ServiceSchema {
  const { owner, rank } = samples.columns;
  assert.ok(owner && rank);
  return defineService({
    name,
    mixins: [
      reads<Row>({
        noun: name,
        collection: { name, columns: { owner, rank } },
        filters: ['owner'],
        sorts: ['rank'],
        present: (row) => row,
      }),
      projection<Row, SampleEvent>({
        pattern: 'sample.*',
        ...(data && { data }),
        project: ({ data }) => (data.rank === undefined ? undefined : { owner: data.owner, rank: data.rank }),
      }),
    ],
  });
}

/** Where the events come from. */
const source: ServiceSchema = defineService({
  name: 'sample',
  mixins: [reads<Sample>({ noun: 'sample', collection: samples, filters: [], sorts: [], present: (row) => row })],
  started(this: { broker: Parameters<typeof runtimeOf>[0]; adapter: { outbox: never } }) {
    runtimeOf(this.broker).bus.attach(this.adapter.outbox);
  },
});

describe('projection', () => {
  const start = useNodes();

  it('shows of each aggregate what its newest event says', async () => {
    const { broker, records } = await start([source, view()]);
    const store = records<Sample>('sample');
    await store.commit(change('a', 0, { owner: 'kim', rank: 1 }));
    await store.commit(change('b', 0, { owner: 'lee', rank: 5 }));
    await store.commit(change('a', 1, { owner: 'kim', rank: 9 }));
    await eventually(async () => (await records<Row>('ranking').load('a'))?.version === 2);
    assert.deepEqual(await broker.call('ranking.list', { sort: '-rank' }), {
      rows: [
        { id: 'a', owner: 'kim', rank: 9 },
        { id: 'b', owner: 'lee', rank: 5 },
      ],
      total: 2,
      page: 1,
      pageSize: 20,
      totalPages: 1,
    });
  });

  it('ignores an event that is older than its row, or the same again', async () => {
    const { broker, records } = await start([source, view()]);
    const service = broker.getLocalService('ranking');
    const deliver = (version: number, rank: number) => {
      const params = { ...change('a', version - 1, { rank }).events[0] };
      return service.schema.channels?.['sample.*']?.handler.call(service, { params } as EventContext);
    };
    await deliver(2, 20);
    await deliver(1, 10);
    await deliver(2, 21);
    assert.deepEqual(await records<Row>('ranking').load('a'), { id: 'a', version: 2, state: { rank: 20 } });
    await deliver(3, 30);
    assert.equal((await records<Row>('ranking').load('a'))?.state.rank, 30);
  });

  it('shows the newest of those that come together, whatever their order', async () => {
    const { broker, records } = await start([source, view()]);
    const service = broker.getLocalService('ranking');
    const events = [
      ...change('a', 1, { rank: 2 }).events,
      ...change('b', 0, { rank: 1 }).events,
      ...change('a', 0, { rank: 1 }).events,
    ];
    await service.schema.channels?.['sample.*']?.handleAll?.call(service, events);
    assert.deepEqual(await records<Row>('ranking').load('a'), { id: 'a', version: 2, state: { rank: 2 } });
    assert.equal((await records<Row>('ranking').load('b'))?.version, 1);
  });

  it('has no row for an event that does not concern it', async () => {
    const { records, log } = await start([source, view()]);
    const store = records<Sample>('sample');
    await store.commit(change('a', 0, { owner: 'kim' }));
    await store.commit(change('b', 0, { owner: 'lee', rank: 1 }));
    await eventually(async () => (await records<Row>('ranking').count()) === 1);
    assert.equal(await records<Row>('ranking').load('a'), undefined);
    assert.equal(log.parked.next('ranking:sample.*'), undefined);
  });

  it('has no row for an event whose data it cannot use: not when it comes, not when the view is made anew', async () => {
    const { broker, records } = await start([
      source,
      view('ranking', changedWith({ owner: { type: 'string', min: 1 } })),
    ]);
    const store = records<Sample>('sample');
    await store.commit(change('a', 0, { owner: '', rank: 1 }));
    await store.commit(change('b', 0, { owner: 'kim', rank: 1 }));
    await eventually(async () => (await records<Row>('ranking').count()) === 1);
    await eventually(async () => (await broker.bus.deadLetters.count()).get('ranking') === 1);
    const rebuilt = await callRebuild(broker, 'ranking', 'rebuild', {});
    assert.partialDeepStrictEqual(rebuilt, { rows: 1, differences: 0, carriedOver: 0 });
    assert.equal(rebuilt.skipped[0]?.first, 'a-1');
    assert.equal(await records<Row>('ranking').load('a'), undefined);
  });

  it('that is made anew names the events its rules have come to refuse, and keeps the rows they had made', async () => {
    const first = await start([source, view()]);
    const store = first.records<Sample>('sample');
    await store.commit(change('old', 0, { rank: 1 }));
    await store.commit(change('old', 1, { rank: 2 }));
    await store.commit(change('lost', 0, { rank: 3 }));
    await store.commit(change('new', 0, { owner: 'kim', rank: 4 }));
    await eventually(async () => (await first.records<Row>('ranking').count()) === 3);
    await first.stop();

    const second = await start([source, view('ranking', changedWith({ owner: { type: 'string' } }))], first.dir);
    const rebuilt = await callRebuild(second.broker, 'ranking', 'rebuild', {});
    const reason = "The 'owner' field is required.";
    assert.partialDeepStrictEqual(rebuilt, {
      rows: 3,
      differences: 0,
      skipped: [{ type: 'sample.changed', reason, events: 3, first: 'old-1' }],
      carriedOver: 2,
    });
    assert.deepEqual(await second.records<Row>('ranking').load('old'), { id: 'old', version: 2, state: { rank: 2 } });
    assert.ok(
      second.warnings.some((line) => line.includes(`skipped 3 events of sample.changed, the first old-1: ${reason}`)),
    );
    assert.ok(second.warnings.some((line) => line.includes('2 rows are as they were before')));
  });

  it('catches up with what happened while it was away', async () => {
    const first = await start([source, view()]);
    await first.records<Sample>('sample').commit(change('a', 0, { rank: 1 }));
    await eventually(async () => (await first.records<Row>('ranking').count()) === 1);
    await first.stop();
    const second = await start([source], first.dir);
    await second.records<Sample>('sample').commit(change('b', 0, { rank: 2 }));
    await second.stop();
    const third = await start([view(), source], first.dir);
    await eventually(async () => (await third.records<Row>('ranking').count()) === 2);
  });

  it('is made from the beginning when it is new', async () => {
    const first = await start([source, view()]);
    for (const rank of [1, 2, 3]) await first.records<Sample>('sample').commit(change(`r${rank}`, 0, { rank }));
    await first.stop();
    const second = await start([source, view(), view('newcomer')], first.dir);
    await eventually(async () => (await second.records<Row>('newcomer').count()) === 3);
  });
});
