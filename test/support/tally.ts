import type { Decider } from '../../mixins/kernel/decider.ts';

/** The smallest aggregate there is: a sum that must not fall below nought. */
export interface Tally {
  readonly sum: number;
}

export type TallyCommand = { readonly add: number } | { readonly throws: 'in decide' | 'in evolve' };

export interface TallyEvent {
  readonly type: 'tally.added';
  readonly data: { readonly by: number };
}

export const tally: Decider<Tally, TallyCommand, TallyEvent> = {
  initial: { sum: 0 },
  decide(command, { sum }) {
    if ('throws' in command) {
      if (command.throws === 'in decide') throw new Error(command.throws);
      return [{ type: 'tally.added', data: { by: Number.NaN } }];
    }
    const { add: by } = command;
    if (by === 0) return [];
    if (sum + by < 0)
      return { refused: 'tally-short', kind: 'conflict', detail: `There are only ${sum}.`, state: 'short' };
    return [{ type: 'tally.added', data: { by } }];
  },
  evolve({ sum }, { data }) {
    if (Number.isNaN(data.by)) throw new Error('in evolve');
    return { sum: sum + data.by };
  },
};
