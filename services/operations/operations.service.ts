import type { Context, ServiceBroker } from 'moleculer';
import type { Bus } from '../../mixins/bus/port.ts';
import { Refused } from '../../mixins/kernel/errors.ts';
import type { DeadLetter, DeadLetters } from '../../mixins/outbox/dead-letter.ts';
import { runtimeOf } from '../../mixins/runtime.ts';
import { defineService, idempotent, keeps } from '../../mixins/schema.ts';
import { clockKeeper } from './clock.mixin.ts';
import { filterOf, newestPage, present, selected, unknown, withoutConsumer } from './dead-letters.ts';
import { laboratory } from './laboratory.mixin.ts';
import { watchBacklogs, watchDeadLetters } from './metrics.ts';
import { operationsActions, operationsCalls } from './operations.api.contract.ts';
import type {
  DeadLetterPage,
  ListDeadLetters,
  NodeView,
  Repaired,
  RepairStart,
  SelectDeadLetters,
  SystemView,
  WholeDeadLetterView,
} from './operations.contract.ts';
import { watchProcess } from './process.metrics.ts';
import { repairFor } from './repair.ts';
import { watchServices } from './services.metrics.ts';
import { nodeView, systemView } from './system.ts';
import { loader } from './trial/load.mixin.ts';

/** Milliseconds that an answer may take which goes through all dead letters. */
const timeout = 60_000;

/** Milliseconds after which a repair answers, to be gone on with. */
const repairTime = 5_000;

/** What administrators ask of the system. Every process with a bus has it, since each can answer for all. */
export default defineService({
  name: 'operations',
  mixins: [clockKeeper, laboratory, loader, keeps<{ endWatches?: readonly (() => void)[] }>()],
  actions: {
    node: {
      params: operationsCalls['operations.node'].params,
      handler(): NodeView {
        return nodeView(this.broker);
      },
    },

    system: {
      ...idempotent,
      params: operationsActions['operations.system'].params,
      handler(): Promise<SystemView> {
        return systemView(this.broker, runtimeOf(this.broker).bus);
      },
    },

    'deadLetters.list': {
      ...idempotent,
      timeout,
      params: operationsActions['operations.deadLetters.list'].params,
      async handler(ctx: Context<ListDeadLetters>): Promise<DeadLetterPage> {
        const { page, pageSize, cursor, ...query } = ctx.params;
        const deadLetters = lettersOf(this);
        const filter = filterOf(query);
        const found = await newestPage(deadLetters.list(filter), filter, { page, pageSize, cursor });
        return { ...found, consumers: Object.fromEntries(await deadLetters.count()) };
      },
    },

    'deadLetters.get': {
      ...idempotent,
      params: operationsActions['operations.deadLetters.get'].params,
      async handler(ctx: Context<{ id: string }>): Promise<WholeDeadLetterView> {
        const letter = await lettersOf(this).get(ctx.params.id);
        if (!letter) throw new Refused(unknown);
        return present(letter);
      },
    },

    'deadLetters.retry': {
      timeout,
      params: operationsActions['operations.deadLetters.retry'].params,
      async handler(ctx: Context<SelectDeadLetters>): Promise<{ retried: number }> {
        const deadLetters = lettersOf(this);
        let retried = 0;
        for await (const letters of selected(deadLetters, ctx.params))
          retried += await deadLetters.retry(letters.map(({ id }) => id));
        if (retried === 0 && ctx.params.id) throw new Refused(withoutConsumer);
        this.logger.info(`request ${ctx.requestID}: ${retried} dead letters are tried again`);
        return { retried };
      },
    },

    /** Leaves a line in the log for each: nothing else will tell of them. */
    'deadLetters.discard': {
      timeout,
      params: operationsActions['operations.deadLetters.discard'].params,
      async handler(ctx: Context<SelectDeadLetters>): Promise<{ discarded: number }> {
        const deadLetters = lettersOf(this);
        let discarded = 0;
        for await (const letters of selected(deadLetters, ctx.params)) {
          for (const letter of letters) this.logger.warn(`request ${ctx.requestID}: discarding ${describe(letter)}`);
          discarded += await deadLetters.discard(letters.map(({ id }) => id));
        }
        return { discarded };
      },
    },

    /** Events that were published may be lost with the store of NATS: what follows from a record then stays undone. */
    repair: {
      timeout,
      params: operationsActions['operations.repair'].params,
      async handler(ctx: Context<RepairStart>): Promise<Repaired> {
        const done = await repairFor(repairTime, this.broker, ctx.params);
        this.logger.info(`request ${ctx.requestID}: records have told their state again: ${JSON.stringify(done)}`);
        return done;
      },
    },
  },

  started() {
    const { metrics } = this.broker;
    const { bus } = runtimeOf(this.broker);
    this.endWatches = [
      watchDeadLetters(metrics, () => lettersByConsumer(bus)),
      watchBacklogs(metrics, () => bus.backlogs()),
      watchProcess(this.broker, bus),
      watchServices(this.broker),
    ];
  },
  stopped() {
    for (const end of this.endWatches ?? []) end();
  },
});

/** Of each consumer that there is, none where it has none. */
async function lettersByConsumer(bus: Bus): Promise<ReadonlyMap<string, number>> {
  const groups = (await bus.backlogs()).map(({ group }) => [group, 0] as const);
  return new Map([...groups, ...(await bus.deadLetters.count())]);
}

function lettersOf({ broker }: { readonly broker: ServiceBroker }): DeadLetters {
  return runtimeOf(broker).bus.deadLetters;
}

function describe({ id, consumer, type, event, attempts, at, error }: DeadLetter): string {
  const what = event ? `${type} ${event.id} of ${event.source}, correlation ${event.correlationid}` : type;
  const when = new Date(at).toISOString();
  return `dead letter ${id} for ${consumer}: ${what}, ${attempts} attempts until ${when}: ${error}`;
}
