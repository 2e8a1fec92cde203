import type { Context, ServiceBroker } from 'moleculer';
import { callsTo } from '../../../mixins/calls.ts';
import { Refused } from '../../../mixins/kernel/errors.ts';
import { runtimeOf } from '../../../mixins/runtime.ts';
import { defineMixin } from '../../../mixins/schema.ts';
import type { Trial } from '../../../mixins/trial/trial.ts';
import { calmed, closed, laboratoryActions } from '../laboratory.contract.ts';
import { isSandboxed } from '../sandboxed.ts';
import { type BeginLoad, type LoadView, loadUnderWay, notLoadable } from './load.contract.ts';
import { begun, courseOf } from './load.ts';
import { Loading } from './loading.ts';

const shown = 'operations.laboratory.loaded';

const { call } = callsTo(laboratoryActions);

/** Members come through a gateway, on whose node they are made; every node knows how it goes. */
export const loader = defineMixin<Loader>({
  actions: {
    load: {
      params: laboratoryActions['operations.load'].params,
      async handler(ctx: Context<BeginLoad>): Promise<LoadView> {
        const { broker } = this;
        if (!isSandboxed(broker)) throw new Refused(closed);
        if (this.load && this.load.phase !== 'over') throw new Refused(loadUnderWay);
        const trial = isOpen(broker) ? await trialOf(broker) : undefined;
        const nodeID = gatewayNode(ctx);
        if (!trial || !nodeID) throw new Refused(notLoadable);
        if (nodeID !== broker.nodeID) return call(ctx, 'operations.load', ctx.params, { nodeID });
        await trial.prepare(ctx);
        const url = (broker.getLocalService('gateway') as unknown as { readonly url: string }).url;
        const course = courseOf(ctx.params);
        this.loading = new Loading(course, {
          broker,
          trial,
          url,
          disturb: (what) => call(broker, 'operations.disturb', what, { nodeID: broker.nodeID }),
          show: (view) => void broker.broadcast(shown, view),
        });
        return begun(course, Date.now());
      },
    },
  },
  events: {
    [shown]({ params }: Context<LoadView>) {
      this.load = params;
    },
    [calmed]() {
      this.loading?.end();
    },
  },
  stopped() {
    this.loading?.abandon();
  },
});

interface Loader {
  /** As the node that makes it has told. */
  load?: LoadView;
  /** That of this node. */
  loading?: Loading;
}

/** Are members let in who show no token? */
function isOpen(broker: ServiceBroker): boolean {
  const { AUTH, AUTH_ISSUER } = runtimeOf(broker).settings;
  return AUTH !== 'oidc' && AUTH_ISSUER === undefined;
}

async function trialOf(broker: ServiceBroker): Promise<Trial | undefined> {
  const system = runtimeOf(broker).systems.find(({ trial }) => trial);
  return (await system?.trial?.())?.default;
}

/** The node by which the request has come, if it has a gateway, else another one that has. */
function gatewayNode({ broker, nodeID }: Context): string | undefined {
  const known = broker.registry.getNodeList({ onlyAvailable: true, withServices: true }) as unknown as KnownNode[];
  const gateways = known.filter(({ services }) => services.some(({ name }) => name === 'gateway')).map(({ id }) => id);
  return gateways.find((id) => id === nodeID) ?? gateways[0];
}

interface KnownNode {
  readonly id: string;
  readonly services: readonly { readonly name: string }[];
}
