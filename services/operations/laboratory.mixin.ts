import type { Context, ServiceBroker, ServiceSchema } from 'moleculer';
import { callsTo } from '../../mixins/calls.ts';
import { Refused } from '../../mixins/kernel/errors.ts';
import { runtimeOf } from '../../mixins/runtime.ts';
import { defineMixin } from '../../mixins/schema.ts';
import { paymentActions } from '../payment/payment.api.contract.ts';
import type { SandboxSettings } from '../payment/payment.contract.ts';
import { closed, type Disturb, type LaboratoryView, laboratoryActions } from './laboratory.contract.ts';
import { type Disturbance, disturbable, disturbance, providerWhen, underWay } from './laboratory.ts';
import { isSandboxed } from './sandboxed.ts';

const changed = 'operations.laboratory.changed';

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
        const disturbances = [...view.disturbances, disturbance(ctx.params, view, Date.now())];
        this.logger.warn(`request ${ctx.requestID}: ${ctx.params.service}: ${ctx.params.way}, on purpose`);
        const earlier = ctx.params.way === 'stop' ? undefined : await call(ctx, 'payment.sandboxSettings', {});
        await ctx.broadcast(changed, { disturbances, earlier });
        return { ...view, disturbances };
      },
    },
    calm: {
      params: laboratoryActions['operations.calm'].params,
      async handler(ctx: Context): Promise<LaboratoryView> {
        if (!isSandboxed(this.broker)) throw new Refused(closed);
        await ctx.broadcast(changed, { disturbances: [] });
        return { ...viewOf(this), disturbances: [] };
      },
    },
  },
  events: {
    async [changed](ctx: Context<{ disturbances: Disturbance[]; earlier?: SandboxSettings }>) {
      if (!isSandboxed(this.broker)) return;
      this.disturbances = ctx.params.disturbances;
      this.earlier = ctx.params.earlier ?? this.earlier;
      for (const [service, end] of this.endings)
        if (!this.disturbances.some((one) => one.service === service)) await end();
      for (const one of this.disturbances) if (!this.endings.has(one.service)) await begin(this, one);
    },
  },
  created() {
    this.disturbances = [];
    this.endings = new Map();
  },
  stopped() {
    for (const timer of this.timers ?? []) clearTimeout(timer);
  },
});

interface Laboratory {
  disturbances: Disturbance[];
  /** How the sandbox provider behaved before it was disturbed. */
  earlier?: SandboxSettings | undefined;
  /** What ends the disturbances of this node's own services. */
  endings: Map<string, () => Promise<void>>;
  timers?: Set<NodeJS.Timeout>;
}

type Disturbed = Laboratory & { readonly broker: ServiceBroker };

function viewOf({ broker, disturbances }: Disturbed): LaboratoryView {
  const known = broker.registry.getServiceList({ onlyAvailable: true }) as unknown as { readonly name: string }[];
  const services = disturbable(runtimeOf(broker).systems, new Set(known.map(({ name }) => name)));
  return { isOpen: isSandboxed(broker), services, disturbances: underWay(disturbances, Date.now()) };
}

async function begin(lab: Disturbed, { service, way, until }: Disturbance): Promise<void> {
  const { broker, endings, earlier } = lab;
  const running = broker.getLocalService(service);
  if (!running) return;
  lab.timers ??= new Set();
  const timer = setTimeout(() => void end(), Date.parse(until) - Date.now());
  lab.timers.add(timer);
  let stopped = Promise.resolve();
  const end = async () => {
    if (!endings.delete(service)) return;
    clearTimeout(timer);
    lab.timers?.delete(timer);
    await stopped;
    if (way === 'stop') broker.createService(running.originalSchema as ServiceSchema);
    else await call(broker, 'payment.sandbox', earlier ?? {});
  };
  endings.set(service, end);
  if (way === 'stop') stopped = broker.destroyService(running);
  else await call(broker, 'payment.sandbox', providerWhen[way]);
  await stopped;
}
