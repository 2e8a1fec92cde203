import type { Calling } from '../../../mixins/calls.ts';
import type { Judged, Told, Verdict } from '../../../mixins/trial/trial.ts';
import type { PaymentView, TrialBalance } from '../../payment/payment.contract.ts';
import type { RentalView } from '../rental/rental.contract.ts';

/** What is there when everything has come to rest. */
export interface Findings {
  readonly rentals: readonly Pick<RentalView, 'id' | 'memberId' | 'state' | 'paymentId'>[];
  readonly payments: readonly Pick<PaymentView, 'id' | 'state'>[];
  readonly balanced: boolean;
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
    standing: own.length,
    unknownDone: unknown.filter((memberId) => perMember.has(memberId)).length,
  };
}

/** Is something under way: a rental that waits for its payment, a payment that is being given back? */
export function isResting({ rentals, payments }: Pick<Findings, 'rentals' | 'payments'>): boolean {
  return (
    rentals.every(({ state }) => !['requested', 'abandoning', 'cancelled'].includes(state)) &&
    payments.every(({ state }) => !['refunding', 'returning'].includes(state))
  );
}

export function judged(told: Told, findings: Findings): Judged {
  return { verdict: judge(told, findings), isResting: isResting(findings) };
}

/** Reads what there is of members whose names begin so. */
export async function findingsOf(from: Calling, prefix: string): Promise<Findings> {
  const rentals = await all<RentalView>(from, 'rental.list', prefix);
  const payments = await all<PaymentView>(from, 'payment.list', prefix);
  const asked = from.call('payment.trialBalance', {}, { timeout: 60_000 });
  const { balanced } = (await asked) as TrialBalance;
  return { rentals, payments, balanced };
}

async function all<Row extends { readonly memberId: string }>(
  from: Calling,
  action: string,
  prefix: string,
): Promise<Row[]> {
  const found: Row[] = [];
  for (let cursor: string | undefined; ; ) {
    const params = { pageSize: 100, ...(cursor !== undefined && { cursor }) };
    const { rows, next } = (await from.call(action, params)) as { rows: Row[]; next?: string };
    found.push(...rows.filter(({ memberId }) => memberId.startsWith(prefix)));
    if (next === undefined) return found;
    cursor = next;
  }
}
