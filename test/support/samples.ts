import type { ServiceBroker, ServiceSchema } from 'moleculer';
import { type ReadsOptions, reads } from '../../mixins/reads.mixin.ts';
import { useNodes } from './node.ts';
import { change, type Sample, samples } from './store.ts';

interface Page {
  readonly rows: { readonly id: string }[];
}

const shelf: Record<string, Sample> = {
  a: { owner: 'kim', status: 'new', rank: 2, title: '어린 왕자', note: 'not for others' },
  b: { owner: 'lee', status: 'new', rank: 1, title: 'The Little Prince' },
  c: { owner: 'kim', status: 'old', rank: 3, title: 'Dune' },
  d: { owner: 'kim', status: 'new', rank: 1, title: 'Demian' },
  e: { owner: 'lee', status: 'old', rank: 2, title: 'Walden' },
};

/** Inside a `describe`: nodes with a service that reads samples, those of a shelf unless others are given. */
export function useSamples() {
  const start = useNodes();
  const startNode = async (options: Partial<ReadsOptions<Sample>> = {}, found: Record<string, Sample> = shelf) => {
    const mixin = reads<Sample>({
      noun: 'sample',
      collection: samples,
      filters: ['owner', 'status'],
      sorts: ['rank', 'status'],
      present: ({ id, owner, rank }) => ({ id, owner, rank }),
      ...options,
    });
    const service: ServiceSchema = { name: 'sample', mixins: [mixin] };
    const node = await start([service]);
    await Promise.all(
      Object.entries(found).map(([id, sample]) => node.records<Sample>('sample').commit(change(id, 0, sample))),
    );
    return node;
  };
  const startSamples = async (...given: Parameters<typeof startNode>) => (await startNode(...given)).broker;
  return { startNode, startSamples };
}

/** The ids of a page of the list. */
export async function list(broker: ServiceBroker, params: object): Promise<string[]> {
  return (await broker.call<Page, object>('sample.list', params)).rows.map(({ id }) => id);
}
