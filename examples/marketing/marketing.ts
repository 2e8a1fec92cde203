import type { Decider } from 'yeyak/mixins/kernel/decider.ts';
import type { MarketingEvent } from './marketing.contract.ts';

/** The rule of marketing: at every tenth person who is refused, the hospital is asked for ten more places. */
export interface Popularity {
  readonly completed: number;
  readonly refused: number;
  /** Places that the hospital was asked to add. */
  readonly asked: number;
  /** Events that were counted lately: one that comes twice counts once. */
  readonly seen: readonly string[];
}

export interface MarketingCommand {
  readonly type: 'count';
  readonly outcome: 'completed' | 'refused';
  readonly eventId: string;
  readonly at: string;
}

const step = 10;
const remembered = 256;

export const popularity: Decider<Popularity, MarketingCommand, MarketingEvent> = {
  initial: { completed: 0, refused: 0, asked: 0, seen: [] },

  decide({ outcome, eventId, at }, { completed, refused, seen }) {
    if (seen.includes(eventId)) return [];
    const now = { completed, refused, [outcome]: (outcome === 'refused' ? refused : completed) + 1 };
    const counted = { type: 'marketing.popularity.counted', data: { ...now, eventId } } as const;
    const isTenth = outcome === 'refused' && now.refused % step === 0;
    return isTenth ? [counted, { type: 'marketing.popularity.wanted', data: { ...now, more: step, at } }] : [counted];
  },

  evolve(state, { type, data }) {
    if (type === 'marketing.popularity.wanted') return { ...state, asked: state.asked + data.more };
    const { completed, refused, eventId } = data;
    return { ...state, completed, refused, seen: [...state.seen, eventId].slice(-remembered) };
  },
};
