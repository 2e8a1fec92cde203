import assert from 'node:assert/strict';
import type { ServiceSchema } from 'moleculer';
import { eventually } from '../test/support/eventually.ts';
import { useNodes } from '../test/support/node.ts';
import { change, type Sample, samples } from '../test/support/store.ts';
import type { EventContext } from './bus/channels.middleware.ts';
import type { Envelope } from './kernel/event.ts';
import { lookup } from './lookup.mixin.ts';
import { reads } from './reads.mixin.ts';
import { runtimeOf, type StoreAdapter } from './runtime.ts';
import { defineService } from './schema.ts';

type SampleEvent = Envelope & { readonly data: Sample };
interface Row {
  readonly owner: string | undefined;
}

describe('A table of what another service has told', () => {
  const start = useNodes();

  const source: ServiceSchema = defineService({
    name: 'sample',
    mixins: [reads<Sample>({ noun: 'sample', collection: samples, filters: [], sorts: [], present: (row) => row })],
    started() {
      runtimeOf(this.broker).bus.attach(this.adapter.outbox);
    },
  });
  const heard: string[] = [];
  const reader = defineService({
    name: 'reader',
    mixins: [
      lookup<Row, SampleEvent, 'owners'>({
        name: 'reader_owner',
        as: 'owners',
        types: ['sample.changed'],
        data: { 'sample.changed': { about: 'A sample has changed.', data: { owner: { type: 'string' } } } },
        project: ({ data: { owner } }) => ({ owner }),
      }),
    ],
    channels: { 'sample.*': { handler: (ctx: EventContext) => void heard.push(ctx.params.id) } },
  });
  const ownersOf = (service: object) => (service as { owners: StoreAdapter<Row> }).owners;

  it('follows the newest of its events, beside the channels of its service', async () => {
    const { broker, records } = await start([source, reader]);
    const store = records<Sample>('sample');
    await store.commit(change('a', 0, { owner: 'kim' }));
    await store.commit(change('a', 1, { owner: 'lee' }));
    await store.commit(change('b', 0, { rank: 1 }));
    const owners = ownersOf(broker.getLocalService('reader'));
    await eventually(async () => (await owners.load('a'))?.version === 2);
    assert.deepEqual(await owners.findById('a'), { id: 'a', owner: 'lee' });
    await eventually(() => heard.length === 3);
    await eventually(async () => (await broker.bus.deadLetters.count()).get('reader') === 1);
    assert.equal(await owners.findById('b'), null);
  });

  it('is not put back by an event that comes late', async () => {
    const { broker } = await start([source, reader]);
    const service = broker.getLocalService('reader');
    const deliver = (version: number, owner: string) => {
      const params = { ...change('a', version - 1, { owner }).events[0] };
      return service.schema.channels?.['sample.changed']?.handler.call(service, { params } as EventContext);
    };
    await deliver(2, 'lee');
    await deliver(1, 'kim');
    assert.equal((await ownersOf(service).findById('a'))?.owner, 'lee');
  });
});
