import type { Context } from 'moleculer';
import type { Calling } from '../../mixins/calls.ts';
import type { ActionContract } from '../../mixins/contract/action.ts';
import { defineAnswer } from '../../mixins/contract/answers.ts';
import { getRules, idRule } from '../../mixins/contract/rules.ts';
import { listRule, objectRule, timeRule, wordRule } from '../../mixins/contract/values.ts';
import type { Refusal } from '../../mixins/kernel/decider.ts';
import type { ReadingService } from '../../mixins/reads.mixin.ts';
import { defineMixin, idempotent, type Mixin } from '../../mixins/schema.ts';
import { callHistory, isRefusedByHistory, mostHappenings } from './history.api.contract.ts';
import type { HistoryEntry } from './history.contract.ts';

/** What happened to a record, for whom it belongs to: a service declares the action, and has it by the mixin. */

/** What a record was, and from when. */
export interface Steps<State extends string = string> {
  readonly id: string;
  readonly steps: readonly { readonly state: State; readonly at: string }[];
}

/** The action `<service>.history`, whose steps are these states. */
export function stepsAction<const Service extends string, const States extends readonly string[]>(
  service: Service,
  { title, states, missing }: { readonly title: string; readonly states: States; readonly missing: Refusal },
) {
  const steps = listRule(mostHappenings, objectRule({ state: wordRule(...states), at: timeRule }));
  const action = {
    about: 'What happened to one of them, oldest first.',
    params: getRules,
    answer: defineAnswer(title, { id: idRule, steps }, { id: 'C4YNWHYYD0SAWMZNA62MKN6EB4', steps: [] }),
    refusals: [missing],
  };
  return { [`${service}.history`]: action } as unknown as {
    readonly [Name in `${Service}.history`]: typeof action;
  } satisfies Record<string, ActionContract>;
}

/** The action: who may see the record is told the events of its own service. One that was just made has no steps yet. */
export function tellsSteps(system: string, service: string): Mixin {
  const prefix = `${service}.`;
  return defineMixin<unknown, Pick<ReadingService<object>, 'visible'>>({
    actions: {
      history: {
        ...idempotent,
        params: getRules,
        async handler(this: Pick<ReadingService<object>, 'visible'>, ctx: Context<{ id: string }>): Promise<Steps> {
          const { id } = ctx.params;
          await this.visible(ctx, id);
          const own = (await happeningsOf(ctx, system, id)).filter(({ type }) => type.startsWith(prefix));
          return { id, steps: own.map(({ type, at }) => ({ state: type.slice(prefix.length), at })) };
        },
      },
    },
  });
}

/** All that happened in a story, oldest first; nothing of one that is not known yet. */
export async function happeningsOf(from: Calling, system: string, id: string): Promise<readonly HistoryEntry[]> {
  try {
    return (await callHistory(from, 'history.timeline', { system, id })).happenings;
  } catch (error) {
    if (isRefusedByHistory(error, 'history.timeline', 'story-not-found')) return [];
    throw error;
  }
}
