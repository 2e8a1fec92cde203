import type { ApprovalView } from '../../services/registration/approval/approval.contract.ts';

/** A request in the queue. It is `gone` when it waits no longer, and was not decided here. */
export type Queued = Omit<ApprovalView, 'state'> & { readonly state: ApprovalView['state'] | 'gone' };

/**
 * The queue after another look at what waits. What was in it stays where it is, whatever has become of it, so that nothing
 * moves under the hands of the reviewer; what is new comes to its end.
 */
export function withWaiting(queue: readonly Queued[], waiting: readonly ApprovalView[]): readonly Queued[] {
  const ids = new Set(waiting.map(({ id }) => id));
  const known = new Set(queue.map(({ id }) => id));
  const isOpen = ({ state }: Queued) => state === 'lodged' || state === 'gone';
  const before = queue.map((one) =>
    isOpen(one) ? ({ ...one, state: ids.has(one.id) ? 'lodged' : 'gone' } as const) : one,
  );
  return [...before, ...waiting.filter(({ id }) => !known.has(id))];
}

/** The queue after a decision. */
export function withState(queue: readonly Queued[], id: string, state: Queued['state']): readonly Queued[] {
  return queue.map((one) => (one.id === id ? { ...one, state } : one));
}
