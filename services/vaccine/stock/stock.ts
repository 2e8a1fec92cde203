import type { Decider } from '../../../mixins/kernel/decider.ts';
import type { HospitalEnvelope } from '../hospital/hospital.contract.ts';
import { type StockEvent, stockId } from './stock.contract.ts';

/**
 * The rule of the stock of vaccines: one record, since a draw chooses among all types that are there. A dose belongs to one
 * reservation from the draw until it is used or put back. A reservation draws once: that it is over is remembered for a
 * while, since events come again.
 */
export interface Stock {
  /** What nobody has, by type. */
  readonly doses: Readonly<Record<string, number>>;
  /** The type that each reservation has. */
  readonly drawn: Readonly<Record<string, string>>;
  /** Reservations that have used or put back theirs, or got none, oldest first. */
  readonly over: readonly string[];
}

export type StockCommand =
  /** `quantity`: what is left of the type from now on. */
  | { readonly type: 'fill'; readonly vaccineType: string; readonly quantity: number }
  /** `lot`: a random number, which says which of the types in stock. `again`: the answer may have been lost. */
  | { readonly type: 'draw'; readonly reservationId: string; readonly lot: number; readonly again?: true }
  | { readonly type: 'use' | 'put-back'; readonly reservationId: string };

/** More than can be on their way again at once. */
const remembered = 256;

export const stock: Decider<Stock, StockCommand, StockEvent> = {
  initial: { doses: {}, drawn: {}, over: [] },

  decide(command, { doses, drawn, over }) {
    if (command.type === 'fill') {
      const { vaccineType, quantity } = command;
      return doses[vaccineType] === quantity ? [] : [{ type: 'vaccine.stock.filled', data: { vaccineType, quantity } }];
    }
    const { reservationId } = command;
    const isOver = over.includes(reservationId);
    const vaccineType = drawn[reservationId];
    if (command.type === 'draw') {
      if ((isOver || vaccineType !== undefined) && !command.again) return [];
      const pick = isOver ? undefined : (vaccineType ?? pickOf(doses, command.lot));
      return pick === undefined
        ? [{ type: 'vaccine.stock.exhausted', data: { reservationId } }]
        : [{ type: 'vaccine.stock.drawn', data: { reservationId, vaccineType: pick } }];
    }
    if (isOver) return [];
    if (command.type === 'put-back')
      return [{ type: 'vaccine.stock.put-back', data: { reservationId, ...(vaccineType && { vaccineType }) } }];
    return vaccineType ? [{ type: 'vaccine.stock.used', data: { reservationId, vaccineType } }] : [];
  },

  evolve(before, event) {
    if (event.type === 'vaccine.stock.filled')
      return { ...before, doses: { ...before.doses, [event.data.vaccineType]: event.data.quantity } };
    const { reservationId } = event.data;
    if (before.over.includes(reservationId)) return before;
    if (event.type === 'vaccine.stock.drawn') {
      if (Object.hasOwn(before.drawn, reservationId)) return before;
      const { vaccineType } = event.data;
      const drawn = { ...before.drawn, [reservationId]: vaccineType };
      return { ...before, doses: changed(before.doses, vaccineType, -1), drawn };
    }
    const { [reservationId]: had, ...drawn } = before.drawn;
    const isBack = event.type === 'vaccine.stock.put-back' && had !== undefined;
    return {
      doses: isBack ? changed(before.doses, had, 1) : before.doses,
      drawn,
      over: [...before.over, reservationId].slice(-remembered),
    };
  },
};

/** Each type that is there is as likely as the others. */
function pickOf(doses: Stock['doses'], lot: number): string | undefined {
  const types = Object.keys(doses).filter((type) => (doses[type] ?? 0) > 0);
  return types.toSorted()[lot % Math.max(1, types.length)];
}

function changed(doses: Stock['doses'], type: string, by: number): Stock['doses'] {
  return { ...doses, [type]: (doses[type] ?? 0) + by };
}

/** What the hospital's event means for the stock. */
export function followHospital({ type, subject: reservationId, data, restated }: HospitalEnvelope) {
  const again = restated && ({ again: true } as const);
  const command = commandOf();
  return command && { id: stockId, command };

  function commandOf(): StockCommand | undefined {
    if (type === 'vaccine.hospital.received') return { type: 'draw', reservationId, lot: data.lot, ...again };
    if (type === 'vaccine.hospital.cancelled') return { type: 'put-back', reservationId };
    return type === 'vaccine.hospital.injected' ? { type: 'use', reservationId } : undefined;
  }
}
