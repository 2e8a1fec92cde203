import type { Decider } from '../../../mixins/kernel/decider.ts';
import type { ScreeningEnvelope } from '../screening/screening.contract.ts';
import type { ReservationEvent, ReservationView } from './reservation.contract.ts';

/** The rule of an entry in the register. Events may come in any order: what has ended is not registered any more. */
export type Reservation = { readonly status: 'NEW' } | (Entry & { readonly status: ReservationView['status'] });

interface Entry {
  readonly hospitalId: string;
  readonly chkDate: string;
  readonly custId: string;
}

export type ReservationCommand = { readonly type: 'register' | 'cancel' | 'force-cancel' } & Entry;

const words = { register: 'registered', cancel: 'cancelled', 'force-cancel': 'force-cancelled' } as const;
const statuses = { registered: 'RESERVED', cancelled: 'CANCELED', 'force-cancelled': 'FORCE_CANCELED' } as const;

export const reservation: Decider<Reservation, ReservationCommand, ReservationEvent> = {
  initial: { status: 'NEW' },
  decide({ type, ...data }, { status }) {
    const isDue = type === 'register' ? status === 'NEW' : status === 'NEW' || status === 'RESERVED';
    return isDue ? [{ type: `screening.reservation.${words[type]}`, data }] : [];
  },
  evolve(_before, { type, data }) {
    return { ...data, status: statuses[type.slice('screening.reservation.'.length) as keyof typeof statuses] };
  },
};

/** What a screening's events mean for the register. */
const commands = {
  'screening.screening.completed': 'register',
  'screening.screening.cancelled': 'cancel',
  'screening.screening.force-cancelled': 'force-cancel',
} as const;
export const followedTypes = Object.keys(commands) as (keyof typeof commands)[];

export function followScreening({ type, subject: id, data }: ScreeningEnvelope) {
  const { hospitalId, chkDate, custId } = data;
  return { id, command: { type: commands[type as keyof typeof commands], hospitalId, chkDate, custId } };
}
