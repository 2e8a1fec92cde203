import type { Context, ServiceBroker } from 'moleculer';
import { callsTo } from '../../mixins/calls.ts';
import { Refused } from '../../mixins/kernel/errors.ts';
import { runtimeOf } from '../../mixins/runtime.ts';
import { defineMixin } from '../../mixins/schema.ts';
import { paymentActions } from '../payment/payment.api.contract.ts';
import type { SandboxSettings } from '../payment/payment.contract.ts';
import { Disturbing, effectOn } from './disturbing.ts';
import { calmed, closed, type Disturb, type LaboratoryView, laboratoryActions } from './laboratory.contract.ts';
import { type Disturbance, disturbable, disturbance, underWay } from './laboratory.ts';
import { isSandboxed } from './sandboxed.ts';
import type { LoadView } from './trial/load.contract.ts';

const disturbed = 'operations.laboratory.disturbed';

const { call } = callsTo(paymentActions);

/** Every node disturbs its own services when it is told to, and ends that by itself, whoever goes away. */
export const laboratory = defineMixin<Laboratory>({
  actions: {
    laboratory: {
      params: laboratoryActions['operations.laboratory'].params,
      handler(): LaboratoryView {
        return viewOf(this);
      },
    },
    disturb: {
      params: laboratoryActions['operations.disturb'].params,
      async handler(ctx: Context<Disturb>): Promise<LaboratoryView> {
        if (!isSandboxed(this.broker)) throw new Refused(closed);
        const view = viewOf(this);
        const begun = disturbance(ctx.params, view, Date.now());
        this.logger.warn(`request ${ctx.requestID}: ${begun.service}: ${begun.way}, on purpose`);
        const earlier = begun.way === 'stop' ? undefined : await call(ctx, 'payment.sandboxSettings', {});
        await ctx.broadcast(disturbed, { disturbance: begun, earlier });
        return { ...view, disturbances: [...view.disturbances, begun] };
      },
    },
    calm: {
      params: laboratoryActions['operations.calm'].params,
      async handler(ctx: Context): Promise<LaboratoryView> {
        if (!isSandboxed(this.broker)) throw new Refused(closed);
        await ctx.broadcast(calmed);
        return { ...viewOf(this), disturbances: [] };
      },
    },
  },
  events: {
    /** Of two that disturb one service at once the first that arrives counts, on each node. */
    async [disturbed]({ params: { disturbance: begun, earlier } }: Context<Disturbed>) {
      const { service } = begun;
      const known = underWay(this.disturbances, Date.now());
      if (!isSandboxed(this.broker) || known.some((one) => one.service === service)) return;
      this.disturbances = [...known, begun];
      // One whose time is over may still be on its way back.
      await this.own.get(service)?.ended;
      const isWanted = this.disturbances.includes(begun);
      const effect = isWanted ? effectOn(this.broker, begun, earlier) : undefined;
      if (!effect) return;
      const own = new Disturbing(this.broker, begun, effect);
      this.own.set(service, own);
      void own.ended.then(() => this.own.delete(service));
    },
    async [calmed]() {
      this.disturbances = [];
      await Promise.all(Array.from(this.own.values(), (own) => own.end()));
    },
  },
  created() {
    this.disturbances = [];
    this.own = new Map();
  },
  stopped() {
    for (const own of this.own.values()) own.abandon();
  },
});

interface Disturbed {
  readonly disturbance: Disturbance;
  /** How the sandbox provider behaved before. */
  readonly earlier?: SandboxSettings;
}

interface Laboratory {
  disturbances: readonly Disturbance[];
  /** Those of this node's own services, by their names. */
  own: Map<string, Disturbing>;
  /** As the mixin of the load knows it. */
  load?: LoadView;
}

function viewOf({ broker, disturbances, load }: Laboratory & { readonly broker: ServiceBroker }): LaboratoryView {
  const known = broker.registry.getServiceList({ onlyAvailable: true }) as unknown as { readonly name: string }[];
  const { systems, settings } = runtimeOf(broker);
  const running = new Set(known.map(({ name }) => name));
  const services = disturbable(systems, running, settings.NATS_URL !== undefined);
  const under = underWay(disturbances, Date.now());
  return { isOpen: isSandboxed(broker), services, disturbances: under, ...(load && { load }) };
}
