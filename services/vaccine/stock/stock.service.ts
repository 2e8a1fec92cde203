import type { Context } from 'moleculer';
import { defineAggregate } from '../../../mixins/aggregate.ts';
import { idempotent } from '../../../mixins/schema.ts';
import { followedHospital, type HospitalEnvelope, hospitalEvents } from '../hospital/hospital.contract.ts';
import { type StockView, stockActions, stockId } from './stock.contract.ts';
import { followHospital, type Stock, stock } from './stock.ts';

/** The doses that there are, and whose they are. */
export default defineAggregate({
  name: 'vaccine.stock',
  decider: stock,
  records: {
    noun: 'vaccine-stock',
    collection: { name: 'stock', columns: {} },
    filters: [],
    sorts: [],
    present: presentStock,
  },

  actions: {
    show: {
      ...idempotent,
      params: stockActions['vaccine.stock.show'].params,
      async handler() {
        return presentStock((await this.adapter.findById(stockId)) ?? stock.initial);
      },
    },
    fill: {
      ...idempotent,
      params: stockActions['vaccine.stock.fill'].params,
      async handler(ctx: Context<{ vaccineType: string; quantity: number }>) {
        const { state } = await this.execute(ctx, stockId, { type: 'fill', ...ctx.params });
        return presentStock(state);
      },
    },
  },

  channels: {
    [followedHospital]: {
      data: hospitalEvents,
      handler(ctx: Context<HospitalEnvelope>) {
        return this.follow(ctx, followHospital(ctx.params));
      },
    },
  },
});

function presentStock({ doses, drawn }: Stock): StockView {
  const taken = Object.values(drawn);
  const types = [...new Set([...Object.keys(doses), ...taken])].toSorted();
  return {
    vaccines: types.map((vaccineType) => ({
      vaccineType,
      quantity: doses[vaccineType] ?? 0,
      drawn: taken.filter((type) => type === vaccineType).length,
    })),
  };
}
