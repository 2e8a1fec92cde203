import { randomUUID } from 'node:crypto';
import type { Context } from 'moleculer';
import { callsToEach } from './calls.ts';
import { nowOf } from './clock.ts';
import type { ActionContract } from './contract/action.ts';
import { idRule } from './contract/rules.ts';
import { answering } from './contract/schema.ts';
import type { ParamsOf } from './contract/typed.ts';
import type { DomainEvent } from './kernel/decider.ts';
import { restate } from './kernel/event.ts';
import { type Mark, type Recovery, streamMarks } from './outbox/marks.ts';
import { demand } from './parts.ts';
import { runtimeOf, type StoreAdapter } from './runtime.ts';
import { defineMixin, type Mixin } from './schema.ts';
import { pause } from './waiting/waiting.ts';

/** Records that tell their state at once. */
const batch = 256;
/** Milliseconds between two batches, so that consumers and other work keep up: at most 10,000 records in a second. */
const betweenBatches = 25;

export interface RepairedBatch {
  readonly restated: number;
  /** Records that cannot be read; the log names them. */
  readonly unreadable: number;
  /** Where the next batch begins; without it there is none. */
  readonly last?: string;
}

const repairActions = {
  repair: {
    about:
      'One batch of records, behind the id `after`, tells its state again. `run` names the repair: what is told twice within one is known.',
    params: { after: { type: 'string', max: 300 }, run: idRule, $$strict: true },
    answer: answering<RepairedBatch>(),
    refusals: [],
  },
} as const satisfies Record<string, ActionContract>;

type RepairParams = ParamsOf<typeof repairActions.repair>;

export const callRepair = callsToEach(repairActions);

/**
 * Lets the records of a service tell their present state again, when events that were published are lost: batch by batch
 * by its action `repair`, and all by themselves when a stream is found to have lost some.
 * `eventsOf` gives the event that says what a state is, or the events that somebody still has to follow, if there are any.
 */
export function repair<State extends object, Event extends DomainEvent>(
  eventsOf: (state: State) => Event | readonly Event[] | undefined,
): Mixin {
  return defineMixin<unknown, Repaired<State>>({
    created() {
      const { settings, open } = runtimeOf(this.broker);
      if (settings.NATS_URL === undefined) return;
      this.recovery = { marks: open<Mark>(this.name, streamMarks), restateAll: (signal) => this.restateAll(signal) };
    },
    started() {
      demand(this, 'adapter', 'the records that it repairs: `reads(…)`');
    },
    actions: {
      repair: {
        timeout: 30_000,
        params: repairActions.repair.params,
        handler(ctx: Context<RepairParams>): Promise<RepairedBatch> {
          return this.restateBatch(ctx.params);
        },
      },
    },
    methods: {
      async restateBatch({ after, run }: RepairParams): Promise<RepairedBatch> {
        const { records, unreadable, last } = await this.adapter.scan(after, batch);
        const origin = { source: `/${this.name}`, at: nowOf(this.broker) };
        const events = records.flatMap(({ id, version, state }) => {
          const told = [eventsOf(state) ?? []].flat() as readonly Event[];
          return restate(told, version, { ...origin, subject: id }, run);
        });
        await runtimeOf(this.broker).bus.restate(this.adapter.outbox, events);
        return { restated: events.length, unreadable, ...(last !== undefined && { last }) };
      },

      async restateAll(signal: AbortSignal): Promise<number> {
        const run = randomUUID();
        let restated = 0;
        for (let after: string | undefined = ''; after !== undefined; ) {
          signal.throwIfAborted();
          const done: RepairedBatch = await this.restateBatch({ after, run });
          restated += done.restated;
          after = done.last;
          await pause(betweenBatches, signal);
        }
        return restated;
      },
    },
  });
}

interface Repaired<State> {
  readonly adapter: StoreAdapter<State>;
  recovery?: Recovery;
  restateBatch(params: RepairParams): Promise<RepairedBatch>;
  restateAll(signal: AbortSignal): Promise<number>;
}
