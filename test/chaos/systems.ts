import type { System } from '../../mixins/system.ts';
import type { RunOptions } from './run.ts';

/** What a run takes of the systems that have a proof. */
export async function provedBy(systems: readonly System[]): Promise<Pick<RunOptions, 'proofs' | 'eventTypes'>> {
  const modules = await Promise.all(systems.flatMap(({ proof }) => (proof ? [proof()] : [])));
  return {
    proofs: modules.map(({ default: proof }) => proof),
    eventTypes: systems.flatMap(({ events }) => Object.keys(events)),
  };
}
