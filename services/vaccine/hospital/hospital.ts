import type { Decider } from '../../../mixins/kernel/decider.ts';
import { type NewestOf, newest } from '../../../mixins/kernel/newest.ts';
import type { ReservationEnvelope } from '../reservation/reservation.contract.ts';
import type { StockEnvelope } from '../stock/stock.contract.ts';
import type { HospitalEvent } from './hospital.contract.ts';

/**
 * The rule of what the hospital knows of a reservation. It only follows others, whose events may come again, late, or in
 * another order: what is over stays over.
 */
export type Expected = { readonly state: 'new' } | NewestOf<HospitalEvent, 'vaccine.hospital'>;

export type HospitalCommand =
  | { readonly type: 'receive'; readonly reserveDate: string; readonly lot: number }
  | { readonly type: 'assign'; readonly vaccineType: string }
  | { readonly type: 'refuse' }
  | { readonly type: 'cancel'; readonly reserveDate: string }
  | { readonly type: 'inject'; readonly reserveDate: string };

const facts = newest<HospitalEvent, 'vaccine.hospital'>('vaccine.hospital');
export const restateExpected = facts.restate;

export const hospital: Decider<Expected, HospitalCommand, HospitalEvent> = {
  initial: { state: 'new' },

  decide(command, expected) {
    const isOver = ['refused', 'cancelled', 'injected'].includes(expected.state);
    if (command.type === 'receive') {
      const { type: _, ...data } = command;
      return expected.state === 'new' ? [{ type: 'vaccine.hospital.received', data }] : [];
    }
    if (isOver) return [];
    if (command.type === 'cancel' || command.type === 'inject') {
      const type = command.type === 'cancel' ? 'vaccine.hospital.cancelled' : 'vaccine.hospital.injected';
      return [{ type, data: { reserveDate: command.reserveDate } }];
    }
    if (expected.state !== 'received') return [];
    const { reserveDate } = expected;
    if (command.type === 'refuse') return [{ type: 'vaccine.hospital.refused', data: { reserveDate } }];
    return [{ type: 'vaccine.hospital.assigned', data: { reserveDate, vaccineType: command.vaccineType } }];
  },

  evolve: facts.evolve,
};

/** What a reservation's event means for the hospital. `lot`: a random number, in case it is received. */
export function followReservation({ type, subject: id, data }: ReservationEnvelope, lot: number) {
  const { reserveDate } = data;
  if (type === 'vaccine.reservation.reserved') return { id, command: { type: 'receive', reserveDate, lot } } as const;
  if (type === 'vaccine.reservation.cancelled') return { id, command: { type: 'cancel', reserveDate } } as const;
  if (type === 'vaccine.reservation.injected') return { id, command: { type: 'inject', reserveDate } } as const;
  return undefined;
}

/** What the stock's event means for the hospital. */
export function followStock({ type, data }: StockEnvelope) {
  if (type === 'vaccine.stock.drawn')
    return { id: data.reservationId, command: { type: 'assign', vaccineType: data.vaccineType } } as const;
  if (type === 'vaccine.stock.exhausted') return { id: data.reservationId, command: { type: 'refuse' } } as const;
  return undefined;
}
