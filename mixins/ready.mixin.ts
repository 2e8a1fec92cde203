import type { ServiceBroker } from 'moleculer';
import { callsToEach } from './calls.ts';
import type { ActionContract } from './contract/action.ts';
import { answering } from './contract/schema.ts';
import { demand } from './parts.ts';
import type { StoreAdapter } from './runtime.ts';
import { defineMixin, type Mixin } from './schema.ts';

/** Milliseconds that a service has to show that it works; its store may take two seconds. */
const probeTimeout = 2_500;

/** What the action `ready` answers. */
export interface ReadyAnswer {
  /** Why the service cannot work, for people. It names the service and tells nothing of what is inside. */
  readonly fault?: string;
}

const readyActions = {
  ready: {
    about: 'Tries whether the service works, and its store.',
    params: { $$strict: true },
    answer: answering<ReadyAnswer>(),
    refusals: [],
  },
} as const satisfies Record<string, ActionContract>;

const callReady = callsToEach(readyActions);

/** The action `ready` of a service that keeps records: it tries whether they can be read and written. */
export const ready: Mixin = defineMixin<unknown, Keeper>({
  started() {
    demand(this, 'adapter', 'the records that it tries: `reads(…)`, or a store opened when it is created');
  },
  actions: {
    ready: {
      params: readyActions.ready.params,
      async handler(): Promise<ReadyAnswer> {
        const [readable, state] = await Promise.all([isReadable(this.adapter), this.adapter.writeState()]);
        if (!readable) return { fault: `The store of ${this.name} cannot be read.` };
        if (state.writable) return {};
        return { fault: `The store of ${this.name} (${state.kind}) cannot be written: ${state.why}.` };
      },
    },
  },
});

/**
 * Tries whether a service works, and its store with it. Never rejects. `nodeID`: asks that node and no other.
 * @returns why it does not, for people, or nothing when it works
 */
export async function faultOf(broker: ServiceBroker, service: string, nodeID?: string): Promise<string | undefined> {
  const options = { timeout: probeTimeout, retries: 0, ...(nodeID === undefined ? {} : { nodeID }) };
  try {
    return (await callReady(broker, service, 'ready', {}, options)).fault;
  } catch {
    return `${service} does not answer.`;
  }
}

interface Keeper {
  readonly adapter: StoreAdapter<object>;
}

/** Looks for a record that nobody has. */
async function isReadable(store: StoreAdapter<object>): Promise<boolean> {
  try {
    await store.findById('readiness-probe');
    return true;
  } catch {
    return false;
  }
}
