import type { ServiceBroker } from 'moleculer';
import type { RentalView } from '../../services/library/rental/rental.contract.ts';
import type { PaymentView, TrialBalance } from '../../services/payment/payment.contract.ts';

/** What is there when everything has come to rest. */
export interface Findings {
  readonly rentals: readonly Pick<RentalView, 'id' | 'memberId' | 'state' | 'paymentId'>[];
  readonly payments: readonly Pick<PaymentView, 'id' | 'state'>[];
  readonly balanced: boolean;
}

/** What clients were told. */
export interface Told {
  /** Rentals that were answered with 201, by their members, who have reserved once each. */
  readonly accepted: ReadonlyMap<string, string>;
  /** Members who got no answer. */
  readonly unknown: readonly string[];
}

export interface Verdict {
  /** Rentals that were accepted, and are not there. */
  readonly lost: readonly string[];
  /** Members who have two, and what was paid for nothing. */
  readonly doubled: readonly string[];
  /** Rentals that stand without their payment. */
  readonly unpaid: readonly string[];
  readonly balanced: boolean;
  /** How many of those who got no answer have their rental all the same. */
  readonly unknownDone: number;
}

/** States in which a rental stands, and is paid. */
const standing: readonly string[] = ['reserved', 'waiting', 'ready', 'rented', 'returned'];

export function judge({ accepted, unknown }: Told, { rentals, payments, balanced }: Findings): Verdict {
  const own = rentals.filter(({ state }) => standing.includes(state));
  const ids = new Set(own.map(({ id }) => id));
  const captured = new Set(payments.filter(({ state }) => state === 'captured').map(({ id }) => id));
  const wanted = new Set(own.map(({ paymentId }) => paymentId));
  const perMember = Map.groupBy(own, ({ memberId }) => memberId);
  const twice = [...perMember].filter(([, some]) => some.length > 1).map(([memberId]) => `${memberId} has two`);
  const forNothing = [...captured].filter((id) => !wanted.has(id)).map((id) => `${id} is paid for nothing`);
  return {
    lost: [...accepted.values()].filter((id) => !ids.has(id)),
    doubled: [...twice, ...forNothing],
    unpaid: own.filter(({ paymentId }) => !captured.has(paymentId)).map(({ id }) => id),
    balanced,
    unknownDone: unknown.filter((memberId) => perMember.has(memberId)).length,
  };
}

/** What is wrong, in words; nothing when all is as it must be. */
export function faultsOf({ lost, doubled, unpaid, balanced }: Verdict): string[] {
  return [
    ...lost.map((id) => `lost: ${id}`),
    ...doubled.map((what) => `doubled: ${what}`),
    ...unpaid.map((id) => `unpaid: ${id}`),
    ...(balanced ? [] : ['the ledger is not balanced']),
  ];
}

interface Asked {
  all<Row>(path: string): Promise<Row[]>;
  readonly observer: Pick<ServiceBroker, 'call'>;
}

/** Reads all there is, once nothing is under way any more. */
export async function findingsOf(stage: Asked): Promise<Findings> {
  const rentals = await stage.all<RentalView>('/rentals');
  const payments = await stage.all<PaymentView>('/payments');
  const asked = stage.observer.call('payment.trialBalance', {}, { timeout: 60_000 });
  const { balanced } = (await asked) as TrialBalance;
  return { rentals, payments, balanced };
}

/** Is something under way: a rental that waits for its payment, a payment that is being given back? */
export function isResting({ rentals, payments }: Pick<Findings, 'rentals' | 'payments'>): boolean {
  return (
    rentals.every(({ state }) => !['requested', 'abandoning', 'cancelled'].includes(state)) &&
    payments.every(({ state }) => !['refunding', 'returning'].includes(state))
  );
}
