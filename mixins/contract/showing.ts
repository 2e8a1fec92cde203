import type { Envelope } from '../kernel/event.ts';
import { countRule, described, timeRule } from './values.ts';

/** What a row of a view has besides what its record shows. */
export const rowRules = {
  updatedAt: timeRule,
  version: described(countRule, 'Of two pictures of a row the higher one is the newer.'),
} as const;

/** What is kept of a record and told in its events, and is nobody else's matter. */
interface Kept {
  readonly attempt: unknown;
  readonly due: unknown;
  readonly requestId: unknown;
}

/**
 * How records are shown whose state is what their newest event said.
 * @param prefix what the types of their events begin with: `screening.screening`
 * @param statuses the original documents' words for states, where they have one
 */
export function showing<State extends string, Status extends string = never>(
  prefix: string,
  statuses?: Readonly<Partial<Record<State, Status>>>,
) {
  const shownOf = <Facts extends object>(state: State, facts: Facts) => {
    const { attempt: _, due: __, requestId: ___, ...shown } = facts as Facts & Kept;
    const status = statuses?.[state];
    return { ...shown, state, ...(status && { status }) };
  };
  return {
    /** What others see of a record in this state, of what is kept or told of it. */
    shownOf,
    /** The row of a view after an event of the record. */
    rowOf: <Event extends Envelope>({ type, time: updatedAt, version, data }: Event) => ({
      ...shownOf(type.slice(prefix.length + 1) as State, data as Event['data']),
      updatedAt,
      version,
    }),
  };
}
